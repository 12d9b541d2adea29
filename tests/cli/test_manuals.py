"""`journeymap rules`, `schema` and `--help`: what journeymap says of itself; and the progress bar."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import GOOD, Run, Write

from journeymap.cli import BY_PURPOSE, COMMANDS
from journeymap.io import resources
from journeymap.model.schema import json_schema
from journeymap.rules import RULES


def test_rules_are_listed_a_line_each(cli: Run) -> None:
    done = cli("rules")
    lines = done.out.splitlines()
    assert (done.status, len(lines)) == (0, len(RULES))
    assert len(lines) >= 40
    assert lines[0].split()[:3] == ["JM001", "error", "bad-yaml"]


@pytest.mark.parametrize("name", ["JM101", "jm101", "unknown-key"])
def test_a_rule_has_a_manual(cli: Run, name: str) -> None:
    done = cli("rules", name)
    assert done.status == 0
    assert done.out.startswith("# JM101 unknown-key (error)\n")
    assert "## Bad" in done.out
    assert "## Good" in done.out


def test_a_family_of_rules_has_manuals(cli: Run) -> None:
    assert cli("rules", "JM0").out.count("\n# JM0") == sum(rule.code.startswith("JM0") for rule in RULES) - 1


def test_the_schema_is_printed(cli: Run) -> None:
    assert json.loads(cli("schema").out) == json_schema()


def test_help_names_every_command_and_is_plain(cli: Run) -> None:
    done = cli("--help")
    assert done.status == 0
    assert len(done.out.splitlines()) <= 40
    listed = done.out.split("Commands:")[1]
    assert re.findall(r"^  (\w+)  ", listed, re.M) == list(BY_PURPOSE)
    assert re.findall(r"^  [\w ]{9}(\w+) ", listed, re.M) == list(COMMANDS)
    for name in COMMANDS:
        said = cli(name, "--help")
        assert said.status == 0
        assert said.out.startswith(f"Usage: journeymap {name}")
    assert "..." not in done.out.split("Commands:")[1]
    assert cli().status == 2


def test_the_version(cli: Run) -> None:
    done = cli("--version")
    assert done.status == 0
    assert done.out.startswith("journeymap ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize(
    ("redirection", "status", "said"),
    [
        ("> /dev/full", 2, "journeymap: standard output: cannot write: No space left on device\n"),
        (">&-", 2, "journeymap: standard output is closed\n"),
        ("2>&- > /dev/null", 0, ""),
        ("| head -c 1 > /dev/null", 0, ""),
    ],
)
def test_an_output_that_takes_nothing_is_one_line(redirection: str, status: int, said: str) -> None:
    done = in_shell("schema", redirection)
    assert done.returncode == status
    assert done.stderr.startswith(said)
    assert "Traceback" not in done.stderr
    assert bool(done.stderr) == bool(said)


SHOPS = "online-clothing-shop.journey.yaml", "online-clothing-shop-he.journey.yaml"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize(
    ("command", "redirection", "said"),
    [
        ("--help", "> /dev/full", "standard output: cannot write: No space left on device"),
        ("validate -h", "> /dev/full", "standard output: cannot write: No space left on device"),
        ("", "> /dev/full", "standard output: cannot write: No space left on device"),
        ("--help", ">&-", "standard output is closed"),
        (f"validate -q {SHOPS[0]}", ">&-", "standard output is closed"),
        (f"diff {' '.join(SHOPS)}", ">&-", "standard output is closed"),
        ("validate -q -", "<&-", "standard input is closed"),
        ("plan -", "<&-", "standard input is closed"),
    ],
)
def test_a_stream_that_is_closed_or_full_is_told_by_every_command(command: str, redirection: str, said: str) -> None:
    done = in_shell(command, redirection)
    assert (done.returncode, done.stderr.splitlines()[0].removeprefix("journeymap: ")) == (2, said)
    assert "Traceback" not in done.stderr


def test_several_maps_are_drawn_without_standard_error(tmp_path: Path) -> None:
    done = in_shell(f"render {' '.join(SHOPS)} --format plan -o '{tmp_path}'", "2>&-")
    assert (done.returncode, len(list(tmp_path.iterdir()))) == (0, 2)


def in_shell(command: str, redirection: str) -> subprocess.CompletedProcess[str]:
    home = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    line = f"'{sys.executable}' -m journeymap {command} {redirection}"
    samples = resources.samples()
    return subprocess.run(["sh", "-c", line], env=home, cwd=samples, capture_output=True, text=True, check=False)


def test_an_interruption_of_the_start_ends_without_a_traceback(tmp_path: Path) -> None:
    heeded = (
        "import os, signal, time\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"  # also in the background
    )
    interrupt = f"{heeded}os.kill(os.getpid(), signal.SIGINT)\ntime.sleep(5)\n"
    (tmp_path / "typer.py").write_text(interrupt, encoding="utf-8")
    folders = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2])])
    command = [sys.executable, "-m", "journeymap", "rules"]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": folders}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_progress_shows_on_a_terminal_alone(cli: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        write(f"{number}.journey.yaml", GOOD.replace("id: shop", f"id: shop-{number}"))
    monkeypatch.setattr("journeymap.cli.progress._PATIENCE", -1)
    monkeypatch.setattr("journeymap.cli.progress._BETWEEN", -1)
    assert "Drawing" not in cli("render", ".", "--format", "plan").err
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda self: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "Drawing" in cli("render", ".", "--format", "plan", "--color", "never").err
    assert "Drawing" not in cli("render", ".", "--format", "plan", "-q").err
