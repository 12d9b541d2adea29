"""`journeymap measure --write`: measured metrics in the journey's own file."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Run, Write

MAP = """\
# A flight, as it is
journeymap: 1
id: flight
title: A flight
stages:
  - id: fly
    name: Fly
    touchpoints:
      - id: boards
        name: Boards   # by app
        metrics:
          csat: {value: 61, target: 70}  # typed after the workshop
      - {id: lands, name: Lands}
sources:
  - id: survey
    location: answers.csv
    period: 2026-Q3
    scale: {from: 1, to: 5}
    questions:
      - {column: Boarding, touchpoint: boards, metric: csat}
      - {column: Landing, touchpoint: lands, metric: csat}
"""
WRITTEN = MAP.replace(
    "csat: {value: 61, target: 70}", "csat: {value: 50, target: 70, n: 40, low: 35.2, high: 64.8, date: 2026-09-30}"
).replace(
    "{id: lands, name: Lands}",
    "{id: lands, name: Lands, metrics: {csat: {value: 75, n: 40, low: 59.8, high: 85.8, date: 2026-09-30}}}",
)


@pytest.fixture
def flight(write: Write) -> Path:
    write("answers.csv", "Boarding,Landing\n" + "5,4\n" * 20 + "1,5\n" * 10 + "2,1\n" * 10)
    return write("flight.journey.yaml", MAP)


def test_metrics_are_set_and_told(cli: Run, flight: Path) -> None:
    done = cli("measure", "--write")
    assert done.status == 0, done.err
    assert flight.read_text("utf-8") == WRITTEN
    assert "flight.journey.yaml: csat of boards: 61 → 50 (n=40)\n" in done.err
    assert "flight.journey.yaml: csat of lands: 75 (n=40)\n" in done.err
    assert "flight.journey.yaml: 2 metrics; written\n" in done.err
    assert Path("flight.measures.json").exists()
    again = cli("measure", "--write")
    assert again.status == 0 and "its metrics are as they were measured; the file is as it was" in again.err
    assert flight.read_text("utf-8") == WRITTEN
    assert cli("validate", "--severity", "JM3=off").status == 0


def test_without_it_the_file_stays(cli: Run, flight: Path) -> None:
    assert cli("measure").status == 0
    assert flight.read_text("utf-8") == MAP


def test_a_dry_run_shows_what_it_would_write(cli: Run, flight: Path) -> None:
    done = cli("measure", "--write", "--dry-run")
    assert done.status == 0 and flight.read_text("utf-8") == MAP and not Path("flight.measures.json").exists()
    assert "-          csat: {value: 61, target: 70}  # typed after the workshop\n" in done.out
    assert "+          csat: {value: 50, target: 70, n: 40, low: 35.2" in done.out
    assert "csat of boards: 61 → 50 (n=40)" in done.err and "nothing is written (--dry-run)" in done.err


@pytest.mark.parametrize(
    ("options", "said"),
    [(("--confidence", "90"), "--write goes with --confidence 95"), (("--check",), "--write and --check do not go")],
    ids=["confidence", "check"],
)
def test_what_goes_not_with_it_is_wrong_use(cli: Run, flight: Path, options: tuple[str, ...], said: str) -> None:
    done = cli("measure", "--write", *options)
    assert done.status == 2 and said in done.err
    assert flight.read_text("utf-8") == MAP


def test_nothing_is_written_that_would_be_wrong(cli: Run, write: Write, flight: Path) -> None:
    """The file's csat is on a scale of five, and what is measured is in percent."""
    typed = MAP.replace("{value: 61, target: 70}", "{value: 4.1, scale: [1, 5]}")
    write("flight.journey.yaml", typed)
    done = cli("measure", "--write")
    assert done.status == 1 and "JM114" in done.err and "nothing is written" in done.err
    assert flight.read_text("utf-8") == typed and not Path("flight.measures.json").exists()


def test_bad_rows_that_are_refused_keep_the_metrics(cli: Run, write: Write, flight: Path) -> None:
    write("answers.csv", "Boarding,Landing\n" + "5,4\n" * 20 + "9,9\n")
    assert cli("measure", "--write", "--on-bad-row", "refuse").status == 1
    assert flight.read_text("utf-8") == MAP
