"""The commands of the page about git run, in a real repository."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from repositories import Repo
from test_diff_command import STORY, Cli

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "git.md").read_text("utf-8")
COMMANDS = re.findall(r"^\$ journeymap (.*)$", PAGE, re.M)


def test_its_commands_run(
    repo: Repo, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "samples", repo.path / "samples")
    repo.commit("First")
    shop = repo.path / "samples" / "online-clothing-shop.journey.yaml"
    shop.write_text(shop.read_text("utf-8").replace("title: ", "title: Another, ", 1), "utf-8")
    repo.commit("Second")
    monkeypatch.chdir(repo.path)
    cli = Cli(capfdbinary)
    assert len(COMMANDS) > 6
    for command in COMMANDS:
        done = cli(*command.split())
        assert (done.status, done.err) == (0, "") or command == "git install", command
        assert bool(done.out) == (command not in ("diff", "git install") and "-o" not in command), command


def test_its_story_is_the_one_that_is_told() -> None:
    assert STORY in PAGE
