"""`journeymap measure --engine`: only the user names an engine, and what has a table is counted in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Run, Write

MAP = """\
journeymap: 1
id: shop
title: The shop
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: home, name: Home}
      - {id: pay, name: Pay}
sources:
  - {id: web, kind: events, location: events.csv, time: at, case: who, event: what%s}
"""
ANSWERS = """\
  - id: survey
    location: answers.csv
    period: 2026-10
    scale: {from: 1, to: 5}
    questions: [{column: score, touchpoint: pay, metric: csat}]
"""
EVENTS = "who,at,what\n" + "".join(
    f"c{n},2026-10-0{1 + n % 9} 10:0{n % 6},{('home', 'pay')[n % 2]}\n" for n in range(40)
)
NOWHERE = "postgresql://ann:geheim@127.0.0.1:1/shop?connect_timeout=2"


def test_what_is_not_in_the_engine_is_counted_here_and_said_to_be(cli: Run, write: Write) -> None:
    write("shop.journey.yaml", MAP % "" + ANSWERS)
    write("events.csv", EVENTS)
    write("answers.csv", "score\n" + "5\n" * 40)
    done = cli("measure", "shop.journey.yaml", "--engine", NOWHERE)
    assert done.status == 0 and "40" in done.out + done.err
    files, answers = (line for line in done.err.splitlines() if "counted here by DuckDB" in line)
    assert all("the source names no `table` that is there" in each for each in (files, answers))
    assert "counted here" not in cli("measure", "shop.journey.yaml").err


def test_without_an_engine_the_files_beside_its_table_are_counted(cli: Run, write: Write) -> None:
    write("shop.journey.yaml", MAP % ", table: analytics.events")
    write("events.csv", EVENTS)
    done = cli("measure", "shop.journey.yaml")
    assert done.status == 0 and "40 of 40 rows" in done.err


@pytest.mark.parametrize("in_environment", [False, True])
def test_an_engine_that_cannot_be_reached_is_told_without_its_password(
    cli: Run, write: Write, in_environment: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("shop.journey.yaml", MAP % ", table: events")
    if in_environment:
        monkeypatch.setenv("JOURNEYMAP_ENGINE", NOWHERE)
    done = cli("measure", "shop.journey.yaml", *([] if in_environment else ["--engine", NOWHERE]))
    assert done.status == 2 and "geheim" not in done.out + done.err
    assert "127.0.0.1" in done.err or "journeymap[postgres]" in done.err
    assert not Path("shop.measures.json").exists()


@pytest.mark.parametrize("name", ["journeymap.toml", "pyproject.toml"])
def test_the_settings_of_a_project_name_no_engine(cli: Run, write: Write, name: str) -> None:
    write("shop.journey.yaml", MAP % ", table: events")
    write(name, ("[tool.journeymap]\n" if name == "pyproject.toml" else "") + f'engine = "{NOWHERE}"\n')
    done = cli("measure", "shop.journey.yaml")
    assert done.status == 2 and "there is no setting `engine`" in done.err


def test_a_journey_names_no_engine(cli: Run, write: Write) -> None:
    write("shop.journey.yaml", MAP % f', engine: "{NOWHERE}"')
    done = cli("measure", "shop.journey.yaml")
    assert done.status == 1 and "a source has no `engine`" in done.err


def test_an_engine_that_is_none_is_not_repeated(cli: Run, write: Write) -> None:
    write("shop.journey.yaml", MAP % "")
    done = cli("measure", "shop.journey.yaml", "--engine", "mongo://ann:geheim@db/shop")
    assert done.status == 2 and "there is no such engine" in done.err and "geheim" not in done.err


def test_a_survey_with_a_table_is_looked_for_in_the_engine(cli: Run, write: Write) -> None:
    write("shop.journey.yaml", MAP % "" + ANSWERS.replace("period", "table: answers\n    period"))
    write("events.csv", EVENTS)
    write("answers.csv", "score\n" + "5\n" * 40)
    assert cli("measure", "shop.journey.yaml").status == 0  # here, its file is counted
    done = cli("measure", "shop.journey.yaml", "--engine", NOWHERE)
    assert done.status == 2 and ("127.0.0.1" in done.err or "journeymap[postgres]" in done.err)
