"""`journeymap experiment`: plans and readings, as text, as JSON and drawn; and what it says of wrong use."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from commandline import Run, Write

STAY = """\
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
        metrics: {conversion: {value: 20, n: 400}, time: {value: 12, n: 400}}
actions:
  - {id: p3, title: The bill at breakfast, touchpoints: [checkout], owner: dana}
experiments:
  - id: x1
    touchpoint: checkout
    action: p3
    variants: [{id: control, name: As before, share: 50%}, {id: bill, name: A bill, share: 50%}]
    metric: conversion
    baseline: 20%
    smallest_effect: 5pp
    per_day: 400
  - id: x2
    name: A shorter form
    touchpoint: checkout
    variants: [{id: control}, {id: short}, {id: shorter}]
    metric: time
    baseline: 12
    smallest_effect: 10%
    sd: 4
"""


def told(cli: Run, *arguments: str, status: int = 0) -> dict[str, Any]:
    done = cli("experiment", *arguments, "--output-format", "json")
    assert done.status == status, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_a_plan_from_options(cli: Run) -> None:
    found = told(
        cli, "plan", "--baseline", "20%", "--effect", "5pp", "--power", "80%", "--alpha", "5%", "--per-day", "400"
    )
    assert (found["schema"], found["n_per_arm"], found["n_total"], found["days"]) == (1, 1094, 2188, 7)
    assert (found["method"], found["unit"]) == ("pooled normal", "points")
    assert told(cli, "plan", "--baseline", "20%", "--effect", "25%")["n_per_arm"] == 1094
    assert told(cli, "plan", "--baseline", "۲۰٪", "--effect", "۵pp", "--power", "0.8")["n_per_arm"] == 1094
    mean = told(cli, "plan", "--sd", "1", "--effect", "1", "--power", "90%")
    assert (mean["n_per_arm"], mean["method"], mean["unit"]) == (23, "noncentral t", None)
    uneven = told(cli, "plan", "--baseline", "20%", "--effect", "5pp", "--ratio", "2:1")
    assert [arm["n"] for arm in uneven["arms"]] == [1623, 812] and uneven["n_per_arm"] == 1623


def test_a_plan_as_text_has_the_curve_of_power(cli: Run) -> None:
    said = cli("experiment", "plan", "--baseline", "20%", "--effect", "5pp", "--per-day", "400").out
    assert said.startswith("1,094 people an arm, 2,188 in all\nTo see 20% become 25% (+5 points)\n")
    assert "1 week at 400 people a day" in said and "Method: pooled normal" in said
    assert "        1,094    80%  ████████████████████████████████ planned" in said
    assert "half the effect, +2.5 points                         4,202" in said


@pytest.mark.parametrize("language", ["he", "fa", "ar"])
def test_every_line_is_in_the_direction_of_the_language(cli: Run, language: str) -> None:
    for arguments in (
        ("plan", "--baseline", "20%", "--effect", "5pp"),
        ("read", "--arm", "a=12/90", "--arm", "b=19/92"),
    ):
        said = cli("experiment", *arguments, "--language", language).out
        assert all(line.startswith("\u200f") for line in said.splitlines() if line)


def test_the_plans_of_a_journey(cli: Run, write: Write) -> None:
    write("stay.journey.yaml", STAY)
    found = told(cli, "plan", "stay.journey.yaml")
    assert [(each["id"], each["n_per_arm"], each["effect"]) for each in found["experiments"]] == [
        ("x1", 1094, 5), ("x2", 213, -1.2),
    ]  # fmt: skip
    assert [each["variant"] for each in found["experiments"][0]["arms"]] == ["control", "bill"]
    assert found["experiments"][1]["comparisons"] == 2 and found["journey"] == "stay"
    said = cli("experiment", "plan", "stay.journey.yaml", "--experiment", "x1").out
    assert said.startswith("The bill at breakfast\n1,094 people an arm") and "shorter" not in said


def test_a_plan_that_lacks_something_is_a_finding_and_the_others_are_told(cli: Run, write: Write) -> None:
    write("stay.journey.yaml", STAY.replace("    baseline: 20%\n", ""))
    done = cli("experiment", "plan", "stay.journey.yaml")
    assert done.status == 1 and "A shorter form" in done.out
    assert "stay.journey.yaml:15:5: x1 cannot be planned without `baseline`" in done.err


def test_the_curve_is_drawn(cli: Run, write: Write) -> None:
    write("stay.journey.yaml", STAY)
    done = cli("experiment", "plan", "stay.journey.yaml", "--format", "svg,png", "-o", "maps")
    assert done.status == 0 and "4 files written in maps" in done.err
    assert sorted(path.name for path in Path("maps").iterdir()) == [
        "stay.x1.plan.png", "stay.x1.plan.svg", "stay.x2.plan.png", "stay.x2.plan.svg",
    ]  # fmt: skip
    before = Path("maps/stay.x1.plan.svg").read_bytes()
    cli("experiment", "plan", "stay.journey.yaml", "--format", "svg", "-o", "maps")
    assert Path("maps/stay.x1.plan.svg").read_bytes() == before


def test_arms_are_read(cli: Run) -> None:
    found = told(cli, "read", "--arm", "a=120/1000", "--arm", "b=150/1000")
    assert found["difference"]["value"] == pytest.approx(3) and found["difference"]["unit"] == "points"
    assert (found["p"], found["p_exact"]) == pytest.approx((0.0496, 0.0576), abs=5e-5)
    assert found["srm"] == {"p": 1, "mismatch": False, "method": "chi-square"}
    assert (found["verdict"], found["method"]) == ("straddles", "Newcombe, pooled z")
    said = cli("experiment", "read", "--arm", "a=120/1000", "--arm", "b=150/1000").out
    assert "At the edge of chance: an exact test shows no difference (p = 0.0576)." in said


def test_a_broken_split_is_not_judged_and_exits_1(cli: Run) -> None:
    arms = ("--arm", "a=64/640", "--arm", "b=93/503")
    found = told(cli, "read", *arms, status=1)
    assert found["srm"]["mismatch"] and found["verdict"] == "not-judged"
    done = cli("experiment", "read", *arms)
    assert done.status == 1 and "640 : 503, where 572 : 572 were expected" in done.out
    assert "points" not in done.out, "what is not judged tempts nobody"
    assert told(cli, "read", *arms, "--ratio", "56:44")["srm"]["mismatch"] is False


def test_means_are_read(cli: Run) -> None:
    found = told(
        cli, "read", "--arm", "a=4.2~1.1/300", "--arm", "b=4.5~1.1/310", "--better", "lower", "--effect", "0.1"
    )
    assert found["method"] == "Welch" and found["difference"]["unit"] is None
    assert (found["verdict"], found["reach"]) == ("harmed", "excluded")


def test_several_variants_are_a_family(cli: Run) -> None:
    arms = ("--arm", "a=50/500", "--arm", "b=80/500", "--arm", "c=52/505")
    found = told(cli, "read", *arms)
    assert [each["variant"] for each in found["comparisons"]] == ["b", "c"] and found["family"] == 2
    assert "p" not in found and found["comparisons"][0]["p"] == pytest.approx(2 * found["comparisons"][0]["p_alone"])
    assert "2 comparisons at once: p is Holm's, and each interval is of 97.5%" in cli("experiment", "read", *arms).out


def test_segments_are_a_family_of_their_own(cli: Run) -> None:
    arms = [f"{segment}:{arm}" for segment, counts in {"new": ("50/500", "80/500"), "old": ("50/500", "52/505")}.items()
            for arm in map("=".join, zip("ab", counts, strict=True))]  # fmt: skip
    options = [option for arm in arms for option in ("--arm", arm)]
    found = told(cli, "read", *options)
    assert found["family"] == 1 and [each["family"] for each in found["segments"]] == [2, 2]
    assert [arm["n"] for arm in found["arms"]] == [1000, 1005]
    said = cli("experiment", "read", *options).out
    assert "By segment" in said and "2 comparisons at once" in said


def test_who_reads_early_is_warned(cli: Run) -> None:
    said = cli("experiment", "read", "--arm", "a=28/200", "--arm", "b=43/200", "--planned", "1094").out
    assert "Read early: a has 200 people of 1,094 planned." in said
    arms = ("--arm", "a=280/2000", "--arm", "b=430/2000", "--planned", "1094", "--end", "2026-10-12")
    assert "Read before its end, 12 Oct 2026." in cli("experiment", "read", *arms, "--today", "2026-10-12").out
    assert "early" not in cli("experiment", "read", *arms, "--today", "2026-10-13").out


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        ((), "say what to do with an experiment", "`experiment plan` or `experiment read`"),
        (("plna",), "there is no 'plna'", "did you mean `plan`?"),
        (("plan",), "name a journey, or say --baseline and --effect", "--baseline 20% --effect 5pp"),
        (("plan", "--baseline", "20%"), "--effect is lacking", "--effect 5pp"),
        (("plan", "--baseline", "20", "--effect", "5pp"), "20 is no share", "write 20%, or add --sd"),
        (("plan", "--baseline", "20%", "--effect", "5"), "5 is of what?", "5pp for points, or 5% of the baseline"),
        (("plan", "--baseline", "20%", "--effect", "five"), "'five' is no amount", "write 20%"),
        (("plan", "--baseline", "20%", "--effect", "0pp"), "is not 0", "--baseline 20%"),
        (("plan", "--baseline", "98%", "--effect", "5pp"), "no share", "--baseline 20%"),
        (("plan", "--baseline", "20%", "--effect", "5pp", "--alpha", "5"), "'5' is no share", "write 80%"),
        (("plan", "--baseline", "20%", "--effect", "5pp", "--per-day", "0"), "never come to an end", "above 0"),
        (("plan", "--baseline", "20%", "--effect", "5pp", "--ratio", "1:0"), "'1:0' is no ratio", "write 1:1"),
        (("plan", "--sd", "2", "--effect", "10%"), "of a baseline", "add --baseline"),
        (("plan", "--baseline", "20%", "--sd", "2", "--effect", "1"), "20% is no mean", "leave it out"),
        (("plan", "--baseline", "4", "--sd", "2", "--effect", "5pp"), "a mean has no points", "write 5, in the unit"),
        (("plan", "--baseline", "20%", "--effect", "5pp", "-o", "out"), "nothing is", "add --format svg"),
        (("read", "--arm", "a=4~1/9", "--arm", "b=5~1/9", "--effect", "1pp"), "a mean has no points", "write 1,"),
        (("plan", "--experiment", "x1"), "--experiment is of a journey", "name its file"),
        (("plan", "stay.journey.yaml", "--baseline", "20%"), "do not go together", "write it in the file"),
        (("plan", "stay.journey.yaml", "--experiment", "x9"), "no experiment is called 'x9'", "it has x1, x2"),
        (("plan", "bare.journey.yaml"), "bare.journey.yaml has no `experiments`", "plans one without a file"),
        (("plan", "stay.journey.yaml", "--format", "gif"), "there is no 'gif'", "svg"),
        (("read", "--arm", "a=1/9", "--arm", "b=1/9", "--end", "soon"), "'soon' is no date", "2026-10-12"),
        (("read",), "name a journey, or say the numbers of the arms", "--arm a=120/1000"),
        (("read", "--arm", "a=120"), "'a=120' is no arm", "b=150/1000"),
        (("read", "--arm", "a=1/9"), "two arms or more", "--arm b="),
        (("read", "--arm", "a=11/9", "--arm", "b=1/9"), "11 of 9 is no share", "--arm"),
        (("read", "--arm", "a=1/9", "--arm", "a=1/9"), "'a' is told twice", "--arm"),
        (("read", "--arm", "a=1/9", "--arm", "b=1~2/9"), "all of them tell the same", "--arm"),
        (("read", "--arm", "s:a=1/9", "--arm", "b=1/9"), "others of none", "SEGMENT:ARM"),
        (("read", "--arm", "s:a=1/9", "--arm", "s:b=1/9", "--arm", "t:a=1/9"), "same arms", "--arm"),
        (("read", "--arm", "a=1/9", "--arm", "b=1/9", "--ratio", "1:1:1"), "of 3 arms, and there are 2", "its part"),
    ],
)
def test_wrong_use_is_told(cli: Run, write: Write, arguments: tuple[str, ...], message: str, hint: str) -> None:
    write("stay.journey.yaml", STAY)
    write("bare.journey.yaml", STAY[: STAY.index("experiments:")])
    done = cli("experiment", *arguments)
    assert done.status == 2 and message in done.err and hint in done.err and not done.out, done.err


def test_a_result_with_an_exact_test_tells_the_same_as_its_reading(cli: Run, write: Write) -> None:
    result = """\
    result:
      date: 2026-10-01
      arms: [{variant: control, n: 1000, events: 120}, {variant: bill, n: 1000, events: 150}]
      difference: 3
      low: 0.001
      high: 6.001
      p: 0.0496
      exact: 0.0576
      split: 1
"""
    write("stay.journey.yaml", STAY.replace("    per_day: 400\n", "    per_day: 400\n" + result))
    said = "At the edge of chance: an exact test shows no difference (p = 0.0576). Take none as shown."
    assert said in cli("plan", "stay.journey.yaml").out
    assert said in cli("experiment", "read", "--arm", "control=120/1000", "--arm", "bill=150/1000").out


@pytest.mark.parametrize(
    ("arguments", "doing"),
    [
        (("plan", "--sd", "1", "--effect", "1"), "planning for a mean"),
        (("plan", "stay.journey.yaml"), "planning for a mean"),
        (("read", "--arm", "a=1~1/9", "--arm", "b=1~2/9"), "comparing means"),
    ],
)
def test_without_scipy_shares_are_told_and_for_means_it_says_what_to_type(
    cli: Run, write: Write, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], doing: str
) -> None:
    write("stay.journey.yaml", STAY)
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "scipy" else real(name))
    monkeypatch.setitem(sys.modules, "scipy", None)
    monkeypatch.setitem(sys.modules, "scipy.special", None)
    done = cli("experiment", *arguments)
    assert done.status == 2 and f"{doing} needs scipy, which is not installed" in done.err
    assert "pip install 'journeymap[data]'" in done.err
    assert cli("experiment", "plan", "--baseline", "20%", "--effect", "5pp").status == 0
    assert cli("experiment", "read", "--arm", "a=1/20", "--arm", "b=9/20").status == 0
