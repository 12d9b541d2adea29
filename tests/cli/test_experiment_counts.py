"""`journeymap experiment read PATH`: arms from a source or a result, and what becomes of them in the file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from commandline import Run, Write

STAY = """\
# A night, as it is
journeymap: 1
id: stay
title: A night in a hotel
segments: [{id: business, name: Business}, {id: leisure, name: Leisure}]
stages:
  - id: leave
    name: Leaving
    touchpoints:
      - id: checkout
        name: Check-out
        metrics: {csat: {value: 50}, ces: {value: 3, scale: [1, 5]}}
sources:
  - id: survey
    location: answers.csv
    time: At
    scale: {from: 1, to: 5}
    segments: {class: {column: Class, map: {B: business, L: leisure}}}
    questions:
      - {column: Sat, touchpoint: checkout, metric: csat}
      - {column: Effort, touchpoint: checkout, metric: ces}
experiments:
  - id: x1   # the first
    name: The bill at breakfast
    touchpoint: checkout
    variants: [{id: control}, {id: bill}]
    metric: csat
    baseline: 30%
    smallest_effect: 10pp
    start: 2026-09-01
    end: 2026-10-12
    source: {id: survey, column: Arm, map: {a: control, b: bill}}
"""
RESULT = """\
    result:
      date: 2026-11-21
      arms:
        - {variant: control, n: 200, events: 60}
        - {variant: bill, n: 200, events: 90}
      difference: 15
      low: 5.51408
      high: 24.1135
      p: 0.001946
      split: 1
      method: Newcombe, pooled z
"""
DAY = "2026-09-15"


def rows(arm: str, *, best: int, other: int, day: str = DAY, kind: str = "B", effort: str = "3,3") -> list[str]:
    return [f"{day},{arm},{kind},5,{effort}"] * best + [f"{day},{arm},{kind},2,{effort}"] * other


def answers(write: Write, *lines: Iterable[str]) -> None:
    write("answers.csv", "\n".join(["At,Arm,Class,Sat,Effort,Before", *(line for each in lines for line in each), ""]))


@pytest.fixture
def stay(write: Write) -> Path:
    answers(
        write, rows("a", best=60, other=140), rows("b", best=90, other=110),
        rows("a", best=9, other=0, day="2026-08-31"), rows("b", best=7, other=0, day="2026-10-13"),
        rows("c", best=5, other=0), rows("", best=6, other=0),
    )  # fmt: skip
    return write("stay.journey.yaml", STAY)


def told(cli: Run, *arguments: str, status: int = 0) -> dict[str, Any]:
    done = cli("experiment", "read", "stay.journey.yaml", "--output-format", "json", *arguments)
    assert done.status == status, done.err
    (found,) = json.loads(done.out)["experiments"]
    assert isinstance(found, dict)
    return found


def test_the_arms_are_counted_between_the_days(cli: Run, stay: Path) -> None:
    done = cli("experiment", "read", "stay.journey.yaml")
    assert done.status == 0 and done.out.startswith("The bill at breakfast\n")
    assert "Helped: between 6 and 24 points. Whether it reaches the smallest effect" in done.out
    assert "Read early: control has 200 people of 356 planned." in done.out
    assert "stay.journey.yaml: x1: 400 answers in 1 file count" in done.err
    assert "left out: 16 of its variants from before its start or after its end" in done.err
    assert "left out: 11 of no variant" in done.err
    found = told(cli)
    assert found["arms"] == [
        {"variant": "control", "n": 200, "events": 60}, {"variant": "bill", "n": 200, "events": 90},
    ]  # fmt: skip
    assert (found["id"], found["verdict"], found["reach"]) == ("x1", "helped", "open")
    assert found["counted"] == {
        "unit": "answer", "customers": None, "files": ["answers.csv"], "outside": 16, "unknown": 11,
    }  # fmt: skip
    assert "Read before its end, 12 Oct 2026." in cli(
        "experiment", "read", "stay.journey.yaml", "--today", "2026-10-12"
    ).out  # fmt: skip


def test_segments_are_told_and_small_ones_are_not(cli: Run, write: Write, stay: Path) -> None:
    answers(write, rows("a", best=60, other=140), rows("b", best=90, other=110), rows("a", best=20, other=80, kind="L"),
            rows("b", best=40, other=60, kind="L"), rows("a", best=1, other=3, kind=""),
            rows("b", best=9, other=9, kind=""))  # fmt: skip
    found = told(cli, "--by", "class")
    assert [(each["segment"], each["family"]) for each in found["segments"]] == [("business", 2), ("leisure", 2)]
    assert found["family"] == 1 and found["arms"][0]["n"] == 304
    said = cli("experiment", "read", "stay.journey.yaml", "--by", "class").out
    assert "\nBusiness " in said and "\nLeisure " in said
    assert "Not told, with fewer than 5 people in an arm: other." in said and "2 comparisons at once" in said


def test_a_covariate_evens_out_what_was_there_before(cli: Run, write: Write, stay: Path) -> None:
    lines = [f"{DAY},{arm},B,5,{min(5, each + (arm == 'b' and number % 3 == 0))},{each}"
             for arm in "ab" for number in range(40) for each in (1, 2, 3, 4)]  # fmt: skip
    answers(write, lines, [f"{DAY},a,B,5,3,", f"{DAY},b,B,5,3,?"])
    write("stay.journey.yaml", STAY.replace("metric: csat\n    baseline: 30%\n    smallest_effect: 10pp",
                                            "metric: ces\n    sd: 1\n    smallest_effect: 0.1"))  # fmt: skip
    plain = told(cli)
    write("stay.journey.yaml", (stay.read_text("utf-8")).replace("b: bill}}", "b: bill}, covariate: Before}"))
    found = told(cli)
    assert found["covariate"]["without"] == 2 and found["covariate"]["theta"] == pytest.approx(1, abs=0.02)
    assert found["covariate"]["reduction"] > 0.8 and found["method"] == "CUPED, Welch"
    assert found["arms"] == plain["arms"] and found["srm"] == plain["srm"]
    assert found["difference"]["value"] == pytest.approx(plain["difference"]["value"], abs=0.02)
    width, wider = (each["difference"]["high"] - each["difference"]["low"] for each in (found, plain))
    assert width < wider / 2
    done = cli("experiment", "read", "stay.journey.yaml", "--write")
    assert "Evened out by Before (CUPED): the variance is less by" in done.out
    assert "2 people without it count as average." in done.out and "Method: CUPED, Welch." in done.out
    assert "method: CUPED, Welch\n" in stay.read_text("utf-8")
    assert cli("validate", "stay.journey.yaml", "--select", "JM1,JM6").status == 0


def test_a_result_is_written_and_then_stays(cli: Run, stay: Path) -> None:
    done = cli("experiment", "read", "stay.journey.yaml", "--write")
    assert done.status == 0 and stay.read_text("utf-8") == STAY + RESULT
    assert "result of x1: new\n" in done.err and "stay.journey.yaml: 1 result; written\n" in done.err
    again = cli("experiment", "read", "stay.journey.yaml", "--write", "--today", "2026-12-01")
    assert again.status == 0 and stay.read_text("utf-8") == STAY + RESULT
    assert "its results are as they were read; the file is as it was" in again.err
    assert cli("validate", "stay.journey.yaml", "--select", "JM1,JM6").status == 0


def test_a_result_that_differs_is_replaced_where_it_does(cli: Run, write: Write, stay: Path) -> None:
    there = (STAY + RESULT).replace("events: 90}", "events: 91}  # by hand").replace("15\n", "15.5\n")
    write("stay.journey.yaml", there.replace("    result:", "    result:   # the first look"))
    done = cli("experiment", "read", "stay.journey.yaml", "--write", "--today", "2026-12-01")
    assert done.status == 0 and "result of x1: other than it was" in done.err
    text = (
        (STAY + RESULT).replace("events: 90}", "events: 90}  # by hand").replace("date: 2026-11-21", "date: 2026-12-01")
    )
    assert stay.read_text("utf-8") == text.replace("    result:", "    result:   # the first look")


def test_a_dry_run_shows_what_it_would_write(cli: Run, stay: Path) -> None:
    done = cli("experiment", "read", "stay.journey.yaml", "--write", "--dry-run")
    assert done.status == 0 and stay.read_text("utf-8") == STAY
    assert "+      difference: 15\n" in done.out and "nothing is written (--dry-run)" in done.err


def test_a_broken_split_is_written_without_a_difference_and_ends_with_1(cli: Run, write: Write, stay: Path) -> None:
    answers(write, rows("a", best=60, other=140), rows("b", best=90, other=200))
    done = cli("experiment", "read", "stay.journey.yaml", "--write")
    assert done.status == 1 and "Not judged: the split is broken" in done.out
    text = stay.read_text("utf-8")
    assert "split: 4.8e-05\n" in text and "n: 290" in text and "difference" not in text
    assert cli("validate", "stay.journey.yaml", "--select", "JM1").status == 0


def test_a_result_that_would_have_to_lose_figures_is_left(cli: Run, write: Write, stay: Path) -> None:
    write("stay.journey.yaml", STAY + RESULT)
    answers(write, rows("a", best=60, other=140), rows("b", best=90, other=200))
    done = cli("experiment", "read", "stay.journey.yaml", "--write")
    assert done.status == 1 and "take out its `result`, and write again" in done.err
    assert stay.read_text("utf-8") == STAY + RESULT


def test_nothing_is_written_before_the_end(cli: Run, stay: Path) -> None:
    for arguments, status in ((), 0), (("--experiment", "x1"), 1):
        done = cli("experiment", "read", "stay.journey.yaml", "--write", "--today", "2026-10-12", *arguments)
        assert done.status == status and "it runs until 2026-10-12, and is not written before" in done.err
        assert "no experiment has a result to write; the file is as it was" in done.err
        assert stay.read_text("utf-8") == STAY


def test_an_exact_test_that_disagrees_is_written(cli: Run, write: Write, stay: Path) -> None:
    answers(write, rows("a", best=120, other=880), rows("b", best=150, other=850))
    cli("experiment", "read", "stay.journey.yaml", "--write")
    assert "      p: 0.04964\n" in stay.read_text("utf-8") and "      exact: 0.057596" in stay.read_text("utf-8")
    said = "At the edge of chance: an exact test shows no difference (p = 0.0576)."
    assert said in cli("plan", "stay.journey.yaml").out


def test_several_variants_are_written_as_comparisons(cli: Run, write: Write, stay: Path) -> None:
    write(
        "stay.journey.yaml",
        STAY.replace("{id: bill}]", "{id: bill}, {id: app}]").replace("b: bill}", "b: bill, c: app}"),
    )
    answers(write, rows("a", best=60, other=140), rows("b", best=90, other=110), rows("c", best=61, other=140))
    assert cli("experiment", "read", "stay.journey.yaml", "--write").status == 0
    text = stay.read_text("utf-8")
    assert "      comparisons:\n        - {variant: bill, difference: 15, low: " in text
    assert cli("validate", "stay.journey.yaml", "--select", "JM1,JM6").status == 0
    cli("experiment", "read", "stay.journey.yaml", "--write")
    assert stay.read_text("utf-8") == text


def test_the_arms_of_a_result_are_read_without_a_source(cli: Run, write: Write) -> None:
    source = "    source: {id: survey, column: Arm, map: {a: control, b: bill}}\n"
    short = RESULT[: RESULT.index("      difference")]
    path = write("stay.journey.yaml", STAY.replace(source, "") + short)
    assert told(cli)["difference"]["value"] == pytest.approx(15)
    done = cli("experiment", "read", "stay.journey.yaml", "--write")
    assert done.status == 0 and path.read_text("utf-8") == STAY.replace(source, "") + RESULT
    write("stay.journey.yaml", STAY.replace(source, ""))
    done = cli("experiment", "read", "stay.journey.yaml")
    assert done.status == 1 and not done.out
    assert "stay.journey.yaml:23:5: x1: nothing says what it came to" in done.err
    assert "add `source: {id: …, column: …}`, or what was counted: `result: {date: …, arms: […]}`" in done.err
    assert cli("experiment", "read", "stay.journey.yaml", "--today", "2026-09-05").status == 0


def test_what_has_not_begun_is_not_read(cli: Run, stay: Path) -> None:
    done = cli("experiment", "read", "stay.journey.yaml", "--today", "2026-08-31")
    assert done.status == 0 and not done.out and "x1: it begins on 2026-09-01" in done.err
    done = cli("experiment", "read", "stay.journey.yaml", "--today", "2026-08-31", "--experiment", "x1")
    assert done.status == 1


@pytest.mark.parametrize("language", ["he", "fa", "ar"])
def test_it_is_told_in_the_language_of_the_journey(cli: Run, write: Write, stay: Path, language: str) -> None:
    write("stay.journey.yaml", STAY.replace("journeymap: 1", f"journeymap: 1\nlanguage: {language}"))
    said = cli("experiment", "read", "stay.journey.yaml").out
    assert all(line.startswith("\u200f") for line in said.splitlines() if line) and "Helped" not in said


@pytest.mark.parametrize(
    ("arguments", "status", "message", "hint"),
    [
        (("stay.journey.yaml", "--arm", "a=1/2"), 2, "--arm and a journey do not go together", "in the file"),
        (("stay.journey.yaml", "--better", "lower"), 2, "--better and a journey do not go", "in the file"),
        (("--arm", "a=1/9", "--arm", "b=1/9", "--by", "class"), 2, "--by is of a journey", "name its file"),
        (("--write",), 2, "--write is of a journey", "name its file"),
        (("stay.journey.yaml", "--dry-run"), 2, "--dry-run goes with --write", "anyway"),
        (("-", "--write"), 2, "--write changes a file", "name the file"),
        (("stay.journey.yaml", "--data", "gone"), 2, "--data: gone: there is no such folder", ""),
        (("stay.journey.yaml", "--experiment", "x9"), 2, "no experiment is called 'x9'", "it has x1"),
        (
            ("stay.journey.yaml", "--by", "land"),
            2,
            "32:18: --by land: the source `survey` has no such",
            "it has: class",
        ),
    ],
)
def test_wrong_use_is_told(
    cli: Run, stay: Path, arguments: tuple[str, ...], status: int, message: str, hint: str
) -> None:  # fmt: skip
    done = cli("experiment", "read", *arguments)
    assert done.status == status and message in done.err and hint in done.err and not done.out, done.err


def test_a_source_without_files_is_told_at_its_place(cli: Run, stay: Path) -> None:
    Path("answers.csv").unlink()
    done = cli("experiment", "read", "stay.journey.yaml")
    assert done.status == 2 and "stay.journey.yaml:15:15: there is no such file" in done.err
