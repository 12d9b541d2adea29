"""Reading from a real git, whose repository means no good."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from repositories import Repo

from journeymap.errors import UserError
from journeymap.history.git import Repository
from journeymap.source.limits import MAX_BYTES


def test_a_revision_a_path_and_the_contents(repo: Repo) -> None:
    first = repo.commit("First", shop="one")
    repo.commit("Second", shop="two")
    found = Repository.containing(repo.path)
    assert found.commit("HEAD~1") == first
    assert [entry.path for entry in found.files(first)] == ["shop.journey.yaml"]
    assert found.blob("HEAD~1", "shop.journey.yaml") == b"one"
    assert found.blob(first, "other.journey.yaml") is None
    assert [commit.subject for commit in found.commits_of(found.commit("main"), "shop.journey.yaml")] == [
        "Second",
        "First",
    ]


@pytest.mark.parametrize(
    "revision",
    [
        "nothing",
        "--upload-pack=touch pwned",
        "--all",
        "-n1",
        "",
        "HEAD:",
        "--output=pwned",
        "HEAD HEAD",
        "a\nb",
        "a\0b",
    ],
)
def test_no_name_is_an_option(repo: Repo, revision: str) -> None:
    repo.commit("First", shop="one")
    with pytest.raises(UserError, match="names no commit"):
        Repository.containing(repo.path).commit(revision)
    assert not list(repo.path.glob("pwned*"))


def test_names_of_files_are_taken_to_the_letter(repo: Repo) -> None:
    names = ["-n", ":(glob)*", "a b", "שלום", "*", 'quo"te', "new\nline"]
    for name in names:
        repo.write(f"{name}.journey.yaml", name)
    commit = repo.commit("Odd names")
    found = Repository.containing(repo.path)
    assert sorted(entry.path for entry in found.files(commit)) == sorted(f"{name}.journey.yaml" for name in names)
    for name in names:
        assert found.blob(commit, f"{name}.journey.yaml") == name.encode()
        assert len(list(found.commits_of(commit, f"{name}.journey.yaml"))) == 1


def test_no_setting_of_the_repository_runs_a_program(repo: Repo, tmp_path: Path) -> None:
    trap, sprung = tmp_path / "trap", tmp_path / "sprung"
    trap.write_text(f"#!/bin/sh\necho \"$0\" >> '{sprung}'\ncat\n")
    trap.chmod(0o755)
    repo.write(".gitattributes", "* diff=trap filter=trap merge=trap\n")
    commit = repo.commit("First", shop="one")
    for name in ("core.fsmonitor", "core.pager", "diff.external", "diff.trap.textconv", "diff.trap.command",
                 "filter.trap.smudge", "filter.trap.clean", "gpg.program", "core.sshCommand", "core.editor",
                 "alias.rev-parse", "alias.cat-file"):  # fmt: skip
        value = f"!{trap}" if name.startswith("alias") else str(trap)
        repo.git("config", name, value)
    repo.git("config", "log.showSignature", "true")
    hooks = repo.path / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-index-change", "post-checkout", "reference-transaction"):
        (hooks / name).write_text(trap.read_text())
        (hooks / name).chmod(0o755)
    found = Repository.containing(repo.path)
    assert found.blob(found.commit("main"), "shop.journey.yaml") == b"one"
    assert len(list(found.commits_of(commit, "shop.journey.yaml"))) == 1
    assert found.fork_point(commit, commit) == commit
    assert not sprung.exists()


def test_variables_do_not_lead_elsewhere(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit("First", shop="one")
    other = Repo(tmp_path / "other")
    other.commit("Other", shop="other")
    monkeypatch.setenv("GIT_DIR", str(other.path / ".git"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    assert Repository.containing(repo.path).blob("HEAD", "shop.journey.yaml") == b"one"


def test_links_are_not_followed(repo: Repo) -> None:
    (repo.path / "secret").write_text("secret")
    (repo.path / "shop.journey.yaml").symlink_to("secret")
    commit = repo.commit("A link")
    assert Repository.containing(repo.path).blob(commit, "shop.journey.yaml") is None


def test_a_huge_file_is_not_read_whole(repo: Repo) -> None:
    commit = repo.commit("Huge", shop="x" * (MAX_BYTES + 5000))
    data = Repository.containing(repo.path).blob(commit, "shop.journey.yaml")
    assert data is not None and len(data) == MAX_BYTES + 1


def test_outside_of_a_repository(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not in a git repository"):
        Repository.containing(tmp_path)


def test_a_path_from_the_top(repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    repo.write("maps/shop.journey.yaml", "one")
    found = Repository.containing(repo.path)
    monkeypatch.chdir(repo.path / "maps")
    assert found.path_in(Path("shop.journey.yaml")) == "maps/shop.journey.yaml"
    assert found.path_in(Path("..")) == ""
    with pytest.raises(UserError, match="not inside"):
        found.path_in(tmp_path)


def test_without_git(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(UserError, match="not installed"):
        Repository.containing(repo.path)


def test_what_a_user_names_stands_behind_the_options(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = repo.commit("First", shop="one")
    real, log, programs = shutil.which("git"), tmp_path / "log", tmp_path / "programs"
    programs.mkdir()
    spy = programs / "git"
    spy.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$*\" >> '{log}'\nexec '{real}' \"$@\"\n")
    spy.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    found = Repository.containing(repo.path)
    assert not found.has_commit("--given")
    found.blob(commit, "--given")
    list(found.commits_of(commit, "--given"))
    calls = [line for line in log.read_text().splitlines() if "--given" in line]
    assert len(calls) == 3
    for call in calls:
        assert " --end-of-options " in call.split("--given")[0] or " -- " in call.split("--given")[0], call
        assert "core.fsmonitor= " in call and "core.hooksPath=/dev/null " in call
