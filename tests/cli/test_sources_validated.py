"""`journeymap validate` looks at the headings of the files of answers that a journey names, and only there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from commandline import GOOD, Run, Write

SOURCE = """\
sources:
  - id: survey
    location: "answers*.csv"
    time: Day
    questions:
      - {column: Till, touchpoint: pay, metric: csat, scale: {from: 1, to: 5}}
"""
FOUND = 'shop.journey.yaml:{line}:{column} JM515 warning: answers.csv: there is no column "{name}"'
ONLY = ("--select", "JM515", "--output-format", "concise")


@pytest.fixture
def shop(write: Write) -> Path:
    write("answers.csv", "Day,Tills\n2026-01-05,5\n")
    write("shop.journey.yaml", SOURCE + GOOD)
    return Path("shop.journey.yaml")


def test_a_column_that_is_not_there_is_a_warning_at_its_place(cli: Run, shop: Path) -> None:
    done = cli("validate", shop, *ONLY)
    assert (done.status, done.out.splitlines()) == (0, [FOUND.format(line=6, column=18, name="Till")])
    assert cli("validate", shop, *ONLY, "--strict").status == 1


def test_every_file_is_looked_at_and_each_column_told_once(cli: Run, write: Write, shop: Path) -> None:
    write("answers.csv", "Day,Till\n")
    for name in ("answers-2.csv", "answers-3.csv"):
        write(name, "Days\tTill\n")
    told = FOUND.replace("answers.csv", "answers-2.csv").format(line=4, column=11, name="Day")
    assert cli("validate", shop, *ONLY).out.splitlines() == [told]


def test_files_that_are_not_here_are_not_missed(cli: Run, shop: Path) -> None:
    Path("answers.csv").unlink()
    assert cli("validate", shop, *ONLY).out == ""


def test_what_another_rule_says_is_not_said_again(cli: Run, write: Write, shop: Path) -> None:
    write("shop.journey.yaml", SOURCE.replace("answers*", "../answers*").replace("Till", "Tills") + GOOD)
    out = cli("validate", shop, "--select", "JM504,JM515", "--output-format", "concise").out
    assert "JM504" in out and "JM515" not in out


def test_a_link_out_of_the_project_is_not_followed(cli: Run, write: Write) -> None:
    write("elsewhere/answers.csv", "Secret\n")
    write("maps/shop.journey.yaml", SOURCE + GOOD)
    Path("maps/answers.csv").symlink_to(Path("elsewhere/answers.csv").absolute())
    out = cli("validate", "maps", *ONLY).out
    assert "the location leads out of the project" in out and "Secret" not in out


def test_no_map_depends_on_it(cli: Run, shop: Path) -> None:
    assert "JM515" not in cli("render", shop, "-o", "maps", "--format", "svg", "--strict").err


@pytest.mark.parametrize(("text", "looked"), [(GOOD, False), (SOURCE + GOOD, True)])
def test_without_sources_nothing_of_it_is_even_imported(write: Write, shop: Path, text: str, *, looked: bool) -> None:
    path = write("shop.journey.yaml", text)
    code = (
        f"import sys; from journeymap.cli import main; sys.argv = ['journeymap', 'validate', {str(path)!r}, '-q']\n"
        "try: main()\n"
        "finally: print({'journeymap.measure', 'duckdb', 'numpy'} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ("{'journeymap.measure'}" if looked else "set()")
