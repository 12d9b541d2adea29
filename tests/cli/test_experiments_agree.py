"""All that tells of an experiment says the same of it: map, plan, page, report, what-if sheet and reading.

The results are those that `experiment read --write` puts into the file.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from pathlib import Path

import pytest
from commandline import Run, Write

from journeymap.measure.report.experiments import experiment_remarks
from journeymap.measure.report.values import ReportValues
from journeymap.model import read_journey
from journeymap.source import load
from journeymap.style.locale import REPORTS, load_words

JOURNEY = """\
journeymap: 1
id: stay
title: A night in a hotel
owners: [{id: dana, name: Dana}]
stages:
  - id: leave
    name: Leaving
    touchpoints:
      - id: checkout
        name: Check-out
        owner: dana
        next: [{to: again, share: 60%}, {to: exit, share: 40%}]
        metrics: {conversion: {value: 20, n: 400}, time: {value: 12, unit: min, n: 400, better: lower}}
      - {id: again, name: Comes again, next: [{to: exit, share: 100%}]}
actions:
  - {id: p3, title: The bill at breakfast, touchpoints: [checkout], owner: dana,
     effect: {share: {from: checkout, to: again}, low: 0pp, likely: 2pp, high: 4pp}}
experiments:
"""
TWO = "[{id: control}, {id: bill, name: Bill}]"
THREE = "[{id: control}, {id: bill, name: Bill}, {id: form, name: Form}]"
MEANS = "[{{variant: control, n: 400, mean: 12, sd: {sd}}}, {{variant: bill, n: 400, mean: 13, sd: {sd}}}]"
TIME = "metric: time, "
# What was counted, what the map says, and how what is told of it begins.
CASES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (f"variants: {TWO}, smallest_effect: 2pp",
     "[{variant: control, n: 1000, events: 200}, {variant: bill, n: 1000, events: 260}]",
     "it helped", ("Helped: between 2.3 and 9.7 points. The smallest effect worth seeing, 2 points, is reached.",)),
    (f"variants: {TWO}, smallest_effect: 10%, baseline: 20%",
     "[{variant: control, n: 1000, events: 200}, {variant: bill, n: 1000, events: 203}]",
     "no difference shown", ("No difference shown; anything beyond ±3.8 points is unlikely. Whether it reaches the "
                             "smallest effect worth seeing, 2 points, is open.",)),
    (f"variants: {TWO}", "[{variant: control, n: 200, events: 28}, {variant: bill, n: 200, events: 43}]",
     "no difference shown", ("At the edge of chance: test and interval disagree (p = 0.0497; ",)),
    (f"variants: {TWO}", "[{variant: control, n: 1000, events: 120}, {variant: bill, n: 1000, events: 150}]",
     "no difference shown",
     ("At the edge of chance: an exact test shows no difference (p = 0.0576). Take none as shown.",)),
    (f"variants: {TWO}", "[{variant: control, n: 1000, events: 200}, {variant: bill, n: 1200, events: 300}]",
     "not judged, the split is broken", ("Not judged: the split is broken (p < 0.001).",)),
    (f"variants: {THREE}", "[{variant: control, n: 1000, events: 200}, {variant: bill, n: 1000, events: 270}, "
     "{variant: form, n: 1000, events: 205}]",
     "it helped", ("Helped: between 2.8 and 11.2 points.", "No difference shown; anything beyond ±4.5 points is")),
    (f"variants: {THREE}", "[{variant: control, n: 1000, events: 200}, {variant: bill, n: 1200, events: 270}, "
     "{variant: form, n: 1000, events: 205}]",
     "not judged, the split is broken", ("Not judged: the split is broken (p < 0.001).",)),
    (f"{TIME}variants: {TWO}, smallest_effect: 3",
     "[{variant: control, n: 400, mean: 12, sd: 4}, {variant: bill, n: 400, mean: 10, sd: 4}]",
     "it helped", ("Helped: between 1.4 and 2.6 min. The smallest effect worth seeing, 3 min, is not reached.",)),
    (f"{TIME}variants: {TWO}", MEANS.format(sd=4),
     "it harmed", ("Harmed: worse by between 0.4 and 1.6 min.",)),
    (f"{TIME}variants: {TWO}", MEANS.format(sd=0),
     "not judged", ("Not judged: there is no interval.",)),
)  # fmt: skip


def journey() -> str:
    told = []
    for number, (plan, arms, _, _) in enumerate(CASES, 1):
        metric = "" if "metric:" in plan else "metric: conversion, "
        result = f", result: {{date: 2026-11-20, arms: {arms}}}"
        told.append(f"  - {{id: x{number}, touchpoint: checkout, action: p3, start: 2026-01-01, end: 2026-11-14,\n"
                    f"     owner: dana, {metric}{plan}{result}}}\n")  # fmt: skip
    return JOURNEY + "".join(told)


def flat(text: str) -> str:
    """A text in one line, without marks of direction, markup and escapes."""
    plain = html.unescape(re.sub(r"<[^>]+>", " ", text))
    return re.sub(r"\s+", " ", re.sub(r"[*\\\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", plain))


@pytest.fixture
def read(cli: Run, write: Write) -> Path:
    """The journey with the results of its experiments, as they were read."""
    path = write("stay.journey.yaml", journey())
    done = cli("experiment", "read", path.name, "--write")
    assert done.status in (0, 1), done.err
    assert "difference:" in path.read_text("utf-8")
    return path


def reported(path: Path) -> tuple[str, ...]:
    """What the report of measures says of the experiments that were read."""
    tree = load(path.read_bytes(), path.name).tree
    assert tree is not None
    found, _ = read_journey(tree)
    assert found is not None
    (remark,) = experiment_remarks(
        ReportValues(found, load_words("en"), load_words("en", REPORTS)), dt.date(2026, 11, 21), None
    )
    return remark.texts


def test_all_say_the_same_of_an_experiment(cli: Run, read: Path) -> None:
    said = {"read": cli("experiment", "read", read.name).out, "plan": cli("plan", read.name).out}
    assert cli("render", read.name, "-o", "maps", "--format", "svg,html").status in (0, 1)
    assert cli("simulate", read.name, "--actions", "--runs", "100", "--format", "svg", "-o", "maps").status in (0, 1)
    said["page"] = Path("maps/stay.html").read_text("utf-8")
    (drawn,) = [each for each in Path("maps").glob("*.svg") if each.name != "stay.svg"]
    said["what-if"] = drawn.read_text("utf-8")
    said["report"] = " ".join(reported(read))
    drawn_map = flat(Path("maps/stay.svg").read_text("utf-8"))
    said = {name: flat(text) for name, text in said.items()}
    wrong = []
    for number, (_, _, mark, told) in enumerate(CASES, 1):
        wrong += [(f"x{number}", "map", mark)] if f"X{number}: {mark}" not in drawn_map else []
        wrong += [(f"x{number}", name, each) for each in told for name, text in said.items() if each not in text]
    assert not wrong, wrong


def test_each_is_told_once(cli: Run, read: Path) -> None:
    for arguments in (("experiment", "read", read.name), ("plan", read.name)):
        text = flat(cli(*arguments).out)
        assert text.count("Not judged: the split is broken (p < 0.001).") == 2, arguments
