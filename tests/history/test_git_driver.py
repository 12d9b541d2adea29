"""What git asks of its merge driver, and what becomes of files where journeymap is gone: with a real git."""

from __future__ import annotations

import sys
from random import Random

import pytest
from commandline import GOOD
from random_merges import faults, versions
from repositories import Repo
from test_diff_command import SLIPPED, Cli
from test_git_knows import OURS, cli, part

__all__ = ["cli"]

SUNDAY, MONDAY = (SLIPPED.replace("A Saturday", day) for day in ("A Sunday", "A Monday"))
FILE = "shop.journey.yaml"


def text_of(repo: Repo) -> str:
    return (repo.path / FILE).read_bytes().decode()


def test_random_merges_by_a_real_git(cli: Cli, repo: Repo) -> None:
    """Several journeys are merged at once: git starts the driver for each, and nothing is lost or doubled."""
    found = {f"j{seed}": versions(Random(seed)) for seed in (1, 4, 6)}
    repo.commit("Base", **{name: each.base for name, each in found.items()})
    repo.git("checkout", "-q", "-b", "theirs")
    repo.commit("Theirs", **{name: each.theirs for name, each in found.items()})
    repo.git("checkout", "-q", "main")
    repo.commit("Ours", **{name: each.ours for name, each in found.items()})
    assert cli("git", "install").status == 0
    repo.git("merge", "theirs", "--no-edit", check=False)
    conflicts = repo.git("diff", "--name-only", "--diff-filter=U").stdout
    for name, each in found.items():
        text = (repo.path / f"{name}.journey.yaml").read_text("utf-8")
        is_clean = f"{name}.journey.yaml" not in conflicts
        assert ("<<<<<<< HEAD" in text) != is_clean
        assert faults(each, text, is_clean=is_clean) == []


def break_python(repo: Repo, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    """As after `pip uninstall`, or after the environment's folder was removed; and nothing is on the PATH."""
    config = repo.path / ".git" / "config"
    command = f"{sys.executable} -P -m journeymap"
    assert command in config.read_text()
    broken = {"no journeymap": f"{sys.executable} -P -m jorneymap", "no python": "/nowhere/python -P -m journeymap"}
    config.write_text(config.read_text().replace(command, broken[how]))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")


@pytest.mark.parametrize("how", ["no journeymap", "no python"])
def test_no_side_is_lost_where_journeymap_is_gone(
    cli: Cli, repo: Repo, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    part(repo, SUNDAY, MONDAY)
    assert cli("git", "install").status == 0
    break_python(repo, monkeypatch, how)
    done = repo.git("merge", "theirs", "--no-edit", check=False)
    assert done.returncode == 1
    assert f"{FILE} is merged by lines" in done.stderr and "not found" not in done.stderr
    assert "<<<<<<< HEAD\nscenario: A Sunday\n=======\nscenario: A Monday\n>>>>>>> theirs\n" in text_of(repo)
    shown = repo.git("diff")
    assert "+ scenario: A Monday" in shown.stdout


def test_it_runs_without_the_path_and_imports_nothing_from_the_repository(
    cli: Cli, repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.write("journeymap/__init__.py", "raise SystemExit('this is the repository')")
    part(repo, OURS, SLIPPED.replace("score: -1", "score: 2"))
    assert cli("git", "install").status == 0
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    done = repo.git("merge", "theirs", "--no-edit", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "score: 2" in text_of(repo) and "at last" in text_of(repo)


@pytest.mark.parametrize("style", ["diff3", "zdiff3"])
def test_conflicts_in_the_style_that_git_is_set_to(cli: Cli, repo: Repo, style: str) -> None:
    part(repo, SUNDAY, MONDAY)
    assert cli("git", "install").status == 0
    repo.git("-c", f"merge.conflictStyle={style}", "merge", "theirs", "--no-edit", check=False)
    assert (
        "<<<<<<< HEAD\nscenario: A Sunday\n||||||| base\nscenario: A Saturday\n"
        "=======\nscenario: A Monday\n>>>>>>> theirs\n"
    ) in text_of(repo)


@pytest.mark.skipif(sys.platform == "win32", reason="the command line of another process cannot be read there")
@pytest.mark.parametrize(
    ("command", "day"),
    [
        (["merge", "--no-edit", "-X", "ours", "theirs"], "Sunday"),
        (["merge", "--no-edit", "-Xtheirs", "theirs"], "Monday"),
        (["cherry-pick", "--strategy-option=theirs", "theirs"], "Monday"),
        (["rebase", "-X", "ours", "theirs"], "Monday"),
    ],
    ids=" ".join,
)
def test_a_side_that_is_favoured(cli: Cli, repo: Repo, command: list[str], day: str) -> None:
    part(repo, SUNDAY.replace("score: 1", "score: 2"), MONDAY.replace("score: -1", "score: 0"))
    assert cli("git", "install").status == 0
    done = repo.git(*command, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert text_of(repo) == SLIPPED.replace("Saturday", day).replace("score: 1", "score: 2").replace(
        "score: -1", "score: 0"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no `false` there")
def test_a_rebase_that_goes_on_favours_the_same_side(cli: Cli, repo: Repo) -> None:
    part(repo, OURS, MONDAY)
    repo.commit("Ours again", shop=OURS.replace("A Saturday", "A Sunday"))
    assert cli("git", "install").status == 0
    repo.git("rebase", "-X", "theirs", "--exec", "false", "theirs", check=False)
    done = repo.git("rebase", "--continue", check=False)
    assert text_of(repo) == OURS.replace("A Saturday", "A Sunday"), done.stdout + done.stderr


def test_names_beside_the_markers_as_git_hands_them_over(cli: Cli, repo: Repo) -> None:
    """From 2.44 on; an older git leaves `%S` as it is."""
    for name, text in (("base", SLIPPED), ("ours", SUNDAY), ("theirs", MONDAY)):
        repo.write(name, text)
    done = cli("git", "merge-driver", "base", "ours", "theirs", 9, FILE, "1a2b3c4", "main", "a branch")
    assert (done.status, done.out) == (1, "conflict\n")
    text = (repo.path / "ours").read_text("utf-8")
    assert "<<<<<<<<< main\n" in text and "\n>>>>>>>>> a branch\n" in text


def test_line_ends_of_windows_stay(cli: Cli, repo: Repo) -> None:
    base, ours, theirs = (
        text.replace("\n", "\r\n") for text in (SLIPPED, OURS, SLIPPED.replace("score: -1", "score: 2"))
    )
    part(repo, ours, theirs, base)
    assert cli("git", "install").status == 0
    assert repo.git("merge", "theirs", "--no-edit", check=False).returncode == 0
    text = text_of(repo)
    assert "score: 2" in text and "at last" in text
    assert text.count("\r\n") == text.count("\n")


def test_a_diff_during_a_conflict_shows_the_conflict_alone(cli: Cli, repo: Repo) -> None:
    part(repo, SUNDAY, MONDAY)
    assert cli("git", "install").status == 0
    repo.git("merge", "theirs", "--no-edit", check=False)
    shown = repo.git("diff").stdout.splitlines()
    changed = [line for line in shown if line.startswith(("+", "-", " +", " -")) and line[:3] not in ("---", "+++")]
    assert changed == [
        "++<<<<<<< HEAD", " +Scenario: A Sunday", "++=======", "+ Scenario: A Monday", "++>>>>>>> theirs"
    ]  # fmt: skip


def test_an_error_that_neither_side_had_is_a_conflict(cli: Cli, repo: Repo) -> None:
    part(repo, GOOD.replace("lead", "chief"), SLIPPED, GOOD)
    assert cli("git", "install").status == 0
    done = repo.git("merge", "theirs", "--no-edit", check=False)
    assert done.returncode == 1
    assert f"{FILE}: neither side has this error, but both together: " in done.stderr and "JM201" in done.stderr
    assert "<<<<<<< HEAD\n=======\nactions:" in text_of(repo)
