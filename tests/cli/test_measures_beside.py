"""The file of measures beside a journey: where it may lie, and what `validate` says of it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from commandline import Run, Write

MAP = """\
journeymap: 1
id: flight
title: A flight
stages:
  - id: fly
    name: Fly
    touchpoints:
      - {id: boards, name: Boards, emotions: {score: 1, evidence: assumed}}
      - {id: lands, name: Lands}
sources:
  - id: survey
    location: answers.csv
    time: Date
    scale: {from: 1, to: 5}
    questions:
      - {column: Boarding, touchpoint: boards, metric: csat}
      - {column: Landing, touchpoint: lands, metric: csat}
"""
ANSWERS = "Date,Boarding,Landing\n" + "2026-07-10,1,5\n" * 40 + "2026-07-11,2,4\n" * 20
links = pytest.mark.skipif(os.name != "posix", reason="links as POSIX has them")


@pytest.fixture
def flight(cli: Run, write: Write) -> Path:
    """A journey of which something was measured, in a project of its own."""
    write("project/journeymap.toml", "")
    write("project/answers.csv", ANSWERS)
    path = write("project/flight.journey.yaml", MAP)
    assert cli("measure", "project", "--period", "quarter", "-q").status == 0
    return path


@links
@pytest.mark.parametrize("elsewhere", ["outside.json", "project/near.json"])
def test_no_link_is_followed_to_measures(cli: Run, flight: Path, tmp_path: Path, elsewhere: str) -> None:
    beside = flight.with_name("flight.measures.json")
    beside.rename(tmp_path / elsewhere)
    beside.symlink_to(tmp_path / elsewhere)
    for command in (("validate", "project"), ("render", "project", "-o", "maps"), ("measure", "project", "--check")):
        done = cli(*command)
        assert done.status, command
        assert "flight.measures.json" in done.out + done.err and "a link leads to" in done.out + done.err, command
    assert not list(Path("maps").glob("flight*"))
    assert cli("measure", "project", "--period", "quarter").status == 0
    assert not beside.is_symlink(), "what was measured takes the place of the link"
    assert cli("measure", "project", "--check").status == 0


@links
def test_a_folder_may_be_reached_by_a_link(cli: Run, flight: Path) -> None:
    Path("way").symlink_to("project")
    assert cli("render", "way/flight.journey.yaml", "-o", "maps").status == 0
    assert cli("measure", "way/flight.journey.yaml", "--check").status == 0


def test_validate_looks_at_the_measures(cli: Run, flight: Path) -> None:
    done = cli("validate", "project")
    assert done.status == 0
    assert re.search(r"^project/flight\.journey\.yaml:8:[0-9]+ JM509 info", done.out, re.M)
    assert "measured: -1.7 (-1.8 to -1.5) in 2026-Q3" in done.out


def test_what_the_journey_no_longer_has_is_told_in_the_file_of_measures(cli: Run, flight: Path) -> None:
    flight.write_text(MAP.replace("id: lands", "id: land").replace("touchpoint: lands", "touchpoint: land"), "utf-8")
    done = cli("validate", "project")
    assert done.status == 0 and cli("validate", "project", "--strict").status == 1
    beside = flight.with_name("flight.measures.json").read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(beside, 1) if '"lands"' in text)
    column = beside[line - 1].index('"lands"') + 1
    assert f"project/flight.measures.json:{line}:{column}" in done.out and "JM512" in done.out
    assert "there is no touchpoint `lands`" in done.out and "did you mean `land`?" in done.out
    assert cli("render", "project", "-o", "maps").status == 0, "the map leaves it out"


def test_nobody_turns_off_that_measures_cannot_be_read(cli: Run, flight: Path) -> None:
    flight.with_name("flight.measures.json").write_text('{\n"schema": 1,\n}', "utf-8")
    for options in ((), ("--ignore", "JM5"), ("--severity", "JM513=info"), ("--select", "JM3")):
        done = cli("validate", "project", *options)
        assert done.status == 1, options
        assert "project/flight.measures.json:3:1" in done.out and "JM513" in done.out
    assert cli("render", "project", "-o", "maps").status == 1


def test_a_file_that_is_no_file_is_told(cli: Run, flight: Path) -> None:
    beside = flight.with_name("flight.measures.json")
    beside.unlink()
    beside.mkdir()
    done = cli("validate", "project")
    assert done.status == 1 and "project/flight.measures.json:1:1" in done.out and "cannot be read" in done.out


def test_the_guide_of_a_workshop_looks_at_the_lowest_point_that_was_measured(cli: Run, flight: Path) -> None:
    def told() -> str:
        assert cli("workshop", flight, "-o", "kit", "-q").status == 0
        return re.search("The lowest point.*", Path("kit/guide.md").read_text("utf-8"))[0]

    assert told().startswith("The lowest point, as customers answered: “Boards” (")
    assert "\u200e−1.7\u200e for " in told()
    flight.with_name("flight.measures.json").unlink()
    assert told().startswith("The lowest point: “Boards” (") and "\u200e+1\u200e for " in told()
