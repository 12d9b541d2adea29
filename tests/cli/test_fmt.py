"""`journeymap fmt`: what is written, what is left alone, and how a run ends."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import GOOD, UNREADABLE, Run, Write

from journeymap.formatting import reformat
from journeymap.pipeline.starters import new_journey
from journeymap.settings import reference_day

ROOT = Path(__file__).parents[2]
UNTIDY = """\
title: "A visit"
id:   shop
# why
journeymap: 1   # the version
stages:
- name: Visit
  id: visit
"""
TIDY = """\
# why
journeymap: 1  # the version
id: shop
title: A visit

stages:
  - id: visit
    name: Visit
"""


def test_files_are_written_in_canonical_form(cli: Run, write: Write) -> None:
    path = write("a.journey.yaml", UNTIDY)
    done = cli("fmt")
    assert (done.status, done.out) == (0, "")
    assert path.read_text("utf-8") == TIDY
    assert done.err.splitlines() == ["a.journey.yaml: formatted", "1 file formatted"]
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_file_in_canonical_form_is_not_touched(cli: Run, write: Write) -> None:
    path = write("a.journey.yaml", TIDY)
    os.utime(path, (1, 1))
    done = cli("fmt", path)
    assert done.status == 0 and path.stat().st_mtime == 1
    assert done.err == "1 file as it should be\n"


def test_check_writes_nothing_and_tells(cli: Run, write: Write) -> None:
    path = write("a.journey.yaml", UNTIDY)
    done = cli("fmt", "--check")
    assert (done.status, done.out, path.read_text("utf-8")) == (1, "", UNTIDY)
    assert "a.journey.yaml: to be formatted" in done.err
    cli("fmt")
    assert cli("fmt", "--check").status == 0


def test_the_diff_can_be_applied(cli: Run, write: Write, tmp_path: Path) -> None:
    path = write("a.journey.yaml", UNTIDY.rstrip("\n"))
    done = cli("fmt", "--diff")
    assert done.status == 1 and path.read_text("utf-8") == UNTIDY.rstrip("\n")
    subprocess.run(["git", "apply", "-"], input=done.out.encode(), cwd=tmp_path, check=True)
    assert path.read_text("utf-8") == TIDY
    assert (cli("fmt", "--diff").status, cli("fmt", "--diff").out) == (0, "")


def test_a_file_that_cannot_be_read_is_left_alone(cli: Run, write: Write) -> None:
    bad = write("a.journey.yaml", UNREADABLE)
    twice = write("b.journey.yaml", "id: a\nid: b\n")
    listed = write("c.journey.yaml", "- a\n")
    good = write("d.journey.yaml", UNTIDY)
    done = cli("fmt")
    assert done.status == 2
    assert bad.read_text("utf-8") == UNREADABLE and good.read_text("utf-8") == TIDY
    assert (twice.read_text("utf-8"), listed.read_text("utf-8")) == ("id: a\nid: b\n", "- a\n")
    assert [re.search(r"JM\d+", line)[0] for line in done.err.splitlines() if "error" in line] == [
        "JM001",
        "JM009",
        "JM103",
    ]


def test_what_cannot_be_silenced_here_is_told(cli: Run, write: Write) -> None:
    write("a.journey.yaml", "id: a\nid: b  # journeymap: ignore\n")
    assert "JM009" in cli("fmt").err


@pytest.mark.skipif(os.name == "nt", reason="links and modes of files are Unix's")
def test_links_and_modes_stay(cli: Run, write: Write, tmp_path: Path) -> None:
    path = write("real/a.journey.yaml", UNTIDY)
    path.chmod(0o640)
    link = tmp_path / "link.journey.yaml"
    link.symlink_to(path)
    assert cli("fmt", link).status == 0
    assert link.is_symlink() and path.read_text("utf-8") == TIDY
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_standard_input_goes_to_standard_output() -> None:
    def run(text: str, *options: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "journeymap", "fmt", "-", *options],
            input=text.encode(), cwd=ROOT, capture_output=True, check=False,
        )  # fmt: skip

    assert (run(UNTIDY).returncode, run(UNTIDY).stdout.decode()) == (0, TIDY)
    assert run(TIDY).stdout.decode() == TIDY
    assert (run(UNTIDY, "--check").returncode, run(UNTIDY, "--check").stdout) == (1, b"")
    assert (run(UNREADABLE).returncode, run(UNREADABLE).stdout) == (2, b"")


def test_samples_are_in_canonical_form(cli: Run) -> None:
    assert cli("fmt", "--check", ROOT / "samples").status == 0


@pytest.mark.parametrize("path", sorted((ROOT / "templates/starters").glob("*.yaml")), ids=lambda path: path.name)
def test_starters_are_in_canonical_form(path: Path) -> None:
    starter, language, _ = path.name.split(".")
    _, text = new_journey("a-name", starter, language, reference_day("2026-11-21"))
    assert reformat(text.encode(), path.name).text == text


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_standard_output_is_no_fault_of_the_file() -> None:
    command = [sys.executable, "-m", "journeymap", "fmt", "-"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, input=GOOD, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        2,
        "journeymap: standard output: cannot write: No space left on device\n",
    )
