"""A real git, set up by `journeymap git install`: what it shows, merges and rebases."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from repositories import Repo
from test_diff_command import SLIPPED, Cli

from journeymap.source import load

ROOT = Path(__file__).parents[2]


@pytest.fixture
def cli(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, repo: Repo, tmp_path: Path) -> Cli:
    monkeypatch.chdir(repo.path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    (tmp_path / "home").mkdir()
    programs = tmp_path / "programs"
    programs.mkdir()
    program = programs / "journeymap"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m journeymap "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    return Cli(capfdbinary)


def part(repo: Repo, ours: str, theirs: str, base: str = SLIPPED) -> None:
    """Two branches that grew from one commit; `main` is checked out."""
    repo.commit("Base", shop=base)
    repo.git("checkout", "-q", "-b", "theirs")
    repo.commit("Theirs", shop=theirs)
    repo.git("checkout", "-q", "main")
    repo.commit("Ours", shop=ours)


OURS = SLIPPED.replace("title: Mend the door", "title: Mend the door at last")
THEIRS = SLIPPED.replace("score: -1", "score: 2")
NEAR = "  - {{id: {0}, name: {0}, touchpoints: []}}\n"


def test_diff_is_readable(cli: Cli, repo: Repo) -> None:
    assert cli("git", "install").status == 0
    repo.commit("First", shop=SLIPPED)
    repo.write("shop.journey.yaml", THEIRS)
    shown = repo.git("diff").stdout
    assert "-    Feeling · Mia: -1, observed" in shown
    assert "+    Feeling · Mia: 2, observed" in shown


@pytest.mark.parametrize("way", ["merge", "rebase"])
def test_different_fields_of_one_line_of_work(cli: Cli, repo: Repo, way: str) -> None:
    actions = "actions:\n  - id: a1\n    title: Mend the door\n    status: idea\n    owner: lead\n"
    base = SLIPPED[: SLIPPED.index("actions:")] + actions
    part(repo, base.replace("title: Mend", "title: Paint"), base.replace("status: idea", "status: done"), base)
    by_lines = repo.git(way, "theirs", check=False)
    assert by_lines.returncode, "git alone finds a conflict in neighbouring lines"
    repo.git(way, "--abort")
    assert cli("git", "install").status == 0
    done = repo.git(way, "theirs", *(["--no-edit"] if way == "merge" else []), check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    text = (repo.path / "shop.journey.yaml").read_text("utf-8")
    assert "title: Paint the door" in text and "status: done" in text and "<<<<" not in text


def test_two_stages_at_one_place(cli: Cli, repo: Repo) -> None:
    place = "actions:"
    part(repo, SLIPPED.replace(place, NEAR.format("one") + place), SLIPPED.replace(place, NEAR.format("two") + place))
    assert cli("git", "install").status == 0
    assert repo.git("merge", "theirs", "--no-edit", check=False).returncode == 0
    text = (repo.path / "shop.journey.yaml").read_text("utf-8")
    assert text.index("id: one") < text.index("id: two")
    assert load(text.encode(), "x").findings == ()


def test_the_same_field_is_a_conflict_at_it(cli: Cli, repo: Repo) -> None:
    part(repo, SLIPPED.replace("A Saturday", "A Sunday"), THEIRS.replace("A Saturday", "A Monday"))
    assert cli("git", "install").status == 0
    assert repo.git("merge", "theirs", "--no-edit", check=False).returncode == 1
    text = (repo.path / "shop.journey.yaml").read_text("utf-8")
    assert "<<<<<<< HEAD\nscenario: A Sunday\n=======\nscenario: A Monday\n>>>>>>> theirs\n" in text
    assert text.count("<<<<<<<") == 1 and "score: 2" in text
    assert repo.git("status", "--short").stdout.startswith("UU")


def test_what_is_no_journey_is_merged_by_lines(cli: Cli, repo: Repo) -> None:
    part(repo, "a: [\n\n\nb\n", "c: [\n\n\nd\n", "a: [\n\n\nd\n")
    assert cli("git", "install").status == 0
    assert repo.git("merge", "theirs", "--no-edit", check=False).returncode == 0
    assert (repo.path / "shop.journey.yaml").read_text("utf-8") == "c: [\n\n\nb\n"


def test_uninstall_leaves_what_others_wrote(cli: Cli, repo: Repo) -> None:
    attributes = repo.path / ".git" / "info" / "attributes"
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_text("*.png binary\n")
    for _ in range(2):
        assert cli("git", "install").status == 0
    assert [line.split()[0] for line in attributes.read_text().splitlines() if "merge=journeymap" in line] == [
        "*.journey.yaml",
        "*.journey.yml",
    ]
    assert "journeymap" in (repo.path / ".git" / "config").read_text()
    for _ in range(2):
        assert cli("git", "uninstall").status == 0
    assert attributes.read_text() == "*.png binary\n"
    assert "journeymap" not in (repo.path / ".git" / "config").read_text()


def test_for_all_repositories(cli: Cli, tmp_path: Path) -> None:
    assert cli("git", "install", "--global").status == 0
    assert "merge-driver" in (tmp_path / "home" / ".gitconfig").read_text()
    attributes = tmp_path / "home" / ".config" / "git" / "attributes"
    assert "merge=journeymap" in attributes.read_text()
    assert cli("git", "uninstall", "--global").status == 0
    assert attributes.read_text() == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["textconv"],
        ["textconv", "nothing"],
        ["merge-driver", "a"],
        ["merge-driver", "a", "b", "c", "7"],
        ["install", "x"],
    ],
)
def test_wrong_use(cli: Cli, arguments: list[str]) -> None:
    done = cli("git", *arguments)
    assert (done.status, len(done.err.splitlines()) <= 2, done.out) == (2, True, "")
