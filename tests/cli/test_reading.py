"""Which files a command reads, and by which settings: the same for all commands that take paths."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import BAD, GOOD, Run, Write


def checked(cli: Run, *arguments: str) -> set[str]:
    """The files that are checked: each has a misspelt key, and so a finding."""
    done = cli("validate", "--output-format", "concise", *arguments)
    return {line.split(":")[0] for line in done.out.splitlines() if "JM101" in line}


@pytest.fixture
def files(write: Write, tmp_path: Path) -> Path:
    for name in ("a", "drafts/b", "gen/c", "gen/deep/d", "kept/e"):
        write(f"{name}.journey.yaml", BAD)
    write("f.journey.yml", BAD)
    (tmp_path / ".git").mkdir()
    return tmp_path


ALL = {"a.journey.yaml", "drafts/b.journey.yaml", "gen/c.journey.yaml", "gen/deep/d.journey.yaml",
       "kept/e.journey.yaml", "f.journey.yml"}  # fmt: skip


def without(*beginnings: str) -> set[str]:
    return {name for name in ALL if not name.startswith(beginnings)}


def test_both_endings_are_found(cli: Run, files: Path) -> None:
    assert checked(cli) == ALL


def test_what_git_ignores_is_left_out_of_folders(cli: Run, files: Path, write: Write) -> None:
    write(".gitignore", "# made\ngen/\n*.yml\n[z-a]\n")
    assert checked(cli) == without("gen", "f")
    assert checked(cli, "f.journey.yml", "gen") == {name for name in ALL if name.startswith(("f", "gen"))}
    write("kept/.gitignore", "e*\n")
    assert checked(cli, "kept", "a.journey.yaml") == {"a.journey.yaml"}
    write("kept/.gitignore", "!e*\n")
    write(".gitignore", "e*\n")
    assert checked(cli) == ALL
    write(".git/info/exclude", "/a*\n")
    assert checked(cli) == without("a")
    write("journeymap.toml", "respect-gitignore = false\n")
    assert checked(cli) == ALL
    assert checked(cli, "--isolated") == without("a")


def test_a_hostile_pattern_costs_no_time(cli: Run, files: Path, write: Write) -> None:
    write(f"{'a' * 200}.journey.yaml", BAD)
    write(".gitignore", "*a" * 30 + "*b\n" + "*a*a*a*b\ngen\n")
    assert len(checked(cli)) == len(without("gen")) + 1
    done = cli("validate", "--exclude", "*a" * 30)
    assert done.status == 2 and "is no pattern: it has more than 4 stars" in done.err


def test_that_all_is_left_out_is_said(cli: Run, files: Path, write: Write) -> None:
    write(".gitignore", "*.journey.y*\n")
    done = cli("validate", "gen")
    assert done.status == 2 and "gen/c.journey.yaml is left out by .gitignore or `exclude`" in done.err


def test_exclude(cli: Run, files: Path, write: Write) -> None:
    write("journeymap.toml", 'exclude = ["drafts", "/a*", "gen/deep"]\n')
    assert checked(cli) == without("drafts", "a", "gen/deep")
    assert checked(cli, "--exclude", "kept,*.yml") == without("kept", "f")
    outright = ("a.journey.yaml", "drafts", "drafts/b.journey.yaml", "kept")
    assert checked(cli, *outright) == {"a.journey.yaml", "drafts/b.journey.yaml", "kept/e.journey.yaml"}
    assert checked(cli, "--force-exclude", *outright) == {"kept/e.journey.yaml"}
    assert "0 files as they should be" in cli("fmt", "--check", "--force-exclude", "drafts/b.journey.yaml").err
    write("journeymap.toml", 'exclude = ["drafts"]\nforce-exclude = true\n')
    assert checked(cli, *outright) == {"a.journey.yaml", "kept/e.journey.yaml"}
    write("journeymap.toml", 'exclude = ["a/***b", "!"]\n')
    assert checked(cli) in (ALL, set())


@pytest.mark.parametrize("command", [("fmt", "--check"), ("plan", "-o", "plan.md"), ("render", "-o", "out")])
def test_all_commands_read_the_same(cli: Run, files: Path, write: Write, command: tuple[str, ...]) -> None:
    for number, path in enumerate(sorted(files.rglob("*.journey.y*ml"))):
        path.write_text(GOOD.replace("id: shop", f"id: s{number}"), "utf-8")
    write("journeymap.toml", 'exclude = ["drafts"]\n')
    write(".gitignore", "gen\n")
    done = cli(*command, ".")
    assert "drafts" not in done.err and "gen" not in done.err
    if command[0] == "render":
        assert len(list((files / "out").glob("*.svg"))) == 3
    if command[0] == "fmt":
        assert "3 files" in done.err


def test_each_file_has_the_settings_that_are_nearest_to_it(cli: Run, files: Path, write: Write) -> None:
    write("journeymap.toml", 'ignore = ["JM101"]\n')
    write("gen/journeymap.toml", "")
    assert checked(cli) == {"gen/c.journey.yaml", "gen/deep/d.journey.yaml"}
    write("gen/deep/pyproject.toml", '[tool.journeymap]\nignore = ["JM101"]\n')
    assert checked(cli) == {"gen/c.journey.yaml"}
    write("other.toml", 'ignore = ["JM3"]\n')
    assert checked(cli, "--config", "other.toml") == checked(cli, "--isolated") == ALL
    assert cli("validate", "--config", "other.toml", "--isolated").status == 2
    assert cli("validate", "--config", "none.toml").status == 2
    write("gen/journeymap.toml", "wrong = 1\n")
    done = cli("validate")
    assert done.status == 2 and "there is no setting `wrong`" in done.err


def test_rules_are_left_out_in_some_files(cli: Run, files: Path, write: Write) -> None:
    assert checked(cli, "--per-file-ignores", "gen/*:JM101,JM3") == without("gen")
    write("journeymap.toml", 'per-file-ignores = { "*.yml" = ["JM101"], "drafts/" = ["unknown-key"] }\n')
    assert checked(cli) == without("f", "drafts")
    assert checked(cli, "f.journey.yml") == set()
    assert checked(cli, "--per-file-ignores", "gen/*:JM101") == without("f", "drafts", "gen")
    for wrong in ("gen", ":JM1", "gen:JM999"):
        assert cli("validate", "--per-file-ignores", wrong).status == 2
    write("journeymap.toml", 'per-file-ignores = ["JM101"]\n')
    assert cli("validate").status == 2


def test_a_site_leaves_out_rules_in_some_files_too(cli: Run, write: Write, tmp_path: Path) -> None:
    write("a.journey.yaml", BAD)
    write("journeymap.toml", 'per-file-ignores = { "a.*" = ["JM101"] }\n')
    assert cli("build", "--format", "plan").status == 0
    (row,) = json.loads((tmp_path / "site/index.json").read_text("utf-8"))["journeys"]
    assert row["health"]["errors"] == 0
    assert "0 journeys built, 1 unchanged" in cli("build", "--format", "plan").err


def test_one_path_that_is_missing_keeps_no_other_away(cli: Run, files: Path) -> None:
    done = cli("validate", "--output-format", "concise", "nothing.yaml", "gen", "empty")
    assert done.status == 2
    assert "nothing.yaml: there is no such file or folder" in done.err and "empty: there is no such" in done.err
    assert "gen/c.journey.yaml" in done.out and "2 files checked" in done.err
    assert cli("fmt", "--check", "nothing.yaml", "gen/c.journey.yaml").status == 2


def test_standard_input_has_a_name(cli: Run, files: Path, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def given() -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD.encode()), encoding="utf-8"))

    given()
    assert cli("validate", "--stdin-filename", "gen/new.journey.yaml").out.startswith("gen/new.journey.yaml:")
    write("journeymap.toml", 'per-file-ignores = { "gen" = ["JM101"] }\n')
    given()
    assert cli("validate", "--stdin-filename", "gen/new.journey.yaml", "--select", "JM1", "-").out == ""
    assert cli("validate", "--stdin-filename", "x", "a.journey.yaml").status == 2


def test_a_baseline_hides_what_is_known(cli: Run, files: Path, write: Write) -> None:
    known = ("validate", "--baseline", "base.json", "--select", "JM101", "--output-format", "concise")
    assert cli(*known).status == 2
    assert cli("validate", "--update-baseline").status == 2
    done = cli(*known, "--update-baseline")
    assert (done.status, done.out) == (0, "") and "6 more in the baseline" in done.err
    write("a.journey.yaml", "# moved\n" + BAD)
    assert cli(*known).status == 0
    write("a.journey.yaml", BAD.replace("scenario", "scenery"))
    done = cli(*known)
    assert done.status == 1 and done.out.count("\n") == 1 and "`scenery`" in done.out
    assert cli(*known, "--update-baseline", "a.journey.yaml").status == 0
    assert cli(*known).status == 0, "what it has of other files stays"
    (files / "f.journey.yml").unlink()
    cli(*known, "--update-baseline", "a.journey.yaml")
    assert "f.journey.yml" not in (files / "base.json").read_text("utf-8")
    os.chdir(files / "gen")
    assert cli("validate", "--select", "JM101", "--baseline", "../base.json", "..").status == 0, "wherever a run starts"
    write("base.json", "[]")
    assert "this is no baseline" in cli("validate", "--baseline", "../base.json", "..").err


def test_a_baseline_holds_on_the_days_after(cli: Run, write: Write) -> None:
    plan = "actions: [{id: a1, title: Mend the door, due: 2026-01-31}]\n"
    write("late.journey.yaml", GOOD.replace("last: 2026-10-01", "last: 2025-01-10") + plan)
    known = ("validate", "--baseline", "base.json", "--select", "JM316,JM317")
    assert "2 more" in cli(*known, "--today", "2026-02-01", "--update-baseline").err
    done = cli(*known, "--today", "2026-02-02")
    assert (done.status, done.out) == (0, "") and "2 more in the baseline" in done.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such pipes")
def test_a_baseline_is_a_regular_file(cli: Run, files: Path) -> None:
    os.mkfifo("pipe")
    for path in ("pipe", os.devnull):
        done = cli("validate", "--baseline", path)
        assert (done.status, done.out) == (2, "") and "not a regular file" in done.err


def test_a_baseline_hides_no_file_that_cannot_be_read(cli: Run, write: Write) -> None:
    write("a.journey.yaml", "title: [\n")
    done = cli("validate", "--baseline", "base.json", "--update-baseline")
    assert done.status == 2 and "JM001" in done.out


def test_exit_zero_and_statistics(cli: Run, files: Path) -> None:
    assert cli("validate", "--exit-zero").status == 0
    assert cli("validate", "--exit-zero", "nothing.yaml", "a.journey.yaml").status == 2
    done = cli("validate", "--select", "JM101", "--statistics")
    assert (done.status, done.out) == (1, "6  JM101  unknown-key\n")
    listed = json.loads(cli("validate", "--select", "JM101", "--statistics", "--output-format", "json").out)
    assert listed == [{"code": "JM101", "name": "unknown-key", "count": 6}]


def test_short_options(cli: Run) -> None:
    assert cli("-V").out == cli("--version").out
    assert cli("validate", "-h").out == cli("validate", "--help").out
    assert "text, concise" in cli("validate", "-h").out


def test_shells_complete_commands_and_options(tmp_path: Path) -> None:
    def completed(words: str, at: int) -> list[str]:
        environment = {
            **os.environ,
            "_JOURNEYMAP_COMPLETE": "complete_bash",
            "COMP_WORDS": words,
            "COMP_CWORD": str(at),
        }
        return subprocess.run(PROGRAM, env=environment, capture_output=True, text=True, check=False).stdout.split()

    assert completed("journeymap val", 1) == ["validate"]
    assert completed("journeymap validate --update", 2) == ["--update-baseline"]


PROGRAM = [sys.executable, "-c", "from journeymap.cli import main; main()"]


def test_a_reader_that_goes_in_the_middle_ends_the_run_with_141(write: Write, tmp_path: Path) -> None:
    text = GOOD.replace("The fitting room decides", "Long " * 4000)  # more than a pipe holds
    names = [write(f"{number}.journey.yaml", text.replace("id: shop", f"id: s{number}")).name for number in range(90)]
    with subprocess.Popen([*PROGRAM, "plan", *names], cwd=tmp_path, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.wait() == 141


@pytest.mark.parametrize("arguments", [["-h"], [], ["validate", "--help"], ["--version"], ["rules"]])
def test_nobody_reads_at_all(arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        assert subprocess.run([*PROGRAM, *arguments], stdout=writer, check=False).returncode == 141
    finally:
        os.close(writer)
