"""`journeymap simulate`: what becomes of those who start, as text and as JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from commandline import Run, Write

SAMPLES = Path(__file__).parents[2] / "samples"
WALK = """\
journeymap: 1
id: walk
title: A walk
converts: c3
segments: [{id: new, name: New ones, share: 50%}, {id: old, name: Old ones, share: 50%}]
stages:
  - id: s
    name: S
    touchpoints:
      - {id: home, name: Home, next: c2, emotions: {score: 1}}
      - {id: c1, name: One, duration: 10 minutes, next: [{to: exit, share: 50%}, {to: c2, share: 50%}]}
      - {id: c2, name: Two, emotions: {score: -1}, next: [{to: c1, share: 50%}, {to: c3, share: 50%}]}
      - {id: c3, name: Three, next: [{to: c2, share: 50%, segment: new}, {to: completed-elsewhere, share: 50%}]}
"""
WALK = WALK.replace("{to: completed-elsewhere, share: 50%}", "{to: c2, share: 50%, segment: old}")


def simulated(cli: Run, *arguments: str) -> dict[str, Any]:
    done = cli("simulate", *arguments, "--output-format", "json")
    assert done.status == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_the_json_has_what_figures_are_asked_for(cli: Run, write: Write) -> None:
    write("walk.journey.yaml", WALK)
    found = simulated(cli, "walk.journey.yaml", "--runs", "2000", "--seed", "3")
    assert found["schema"] == 1
    assert [group["segment"] for group in found["groups"]] == [None, "new", "old"]
    group = found["groups"][0]
    assert group["steps"] == pytest.approx(5)
    assert group["visits"] == pytest.approx({"home": 1, "c1": 1, "c2": 2, "c3": 1})
    assert group["ends"] == [
        {"from": "c1", "to": "exit", "probability": 0.5},
        {"from": "c3", "to": "completed", "probability": 0.5},
    ]
    assert group["conversion"] == pytest.approx(2 / 3)
    assert group["removal"] == pytest.approx({"home": 1, "c1": 0.25, "c2": 1, "c3": 1})
    assert sum(group["removal_shared"].values()) == pytest.approx(1)
    assert group["minutes"] == pytest.approx(10)
    assert group["runs"]["seed"] == 3 and group["runs"]["steps"]["p5"] == 3
    assert group["runs"]["steps"]["mean"] == pytest.approx(5, abs=4 * group["runs"]["steps"]["error"])
    assert group["solver"]["residual"] < 1e-12


def test_the_same_seed_gives_the_same_bytes(cli: Run, write: Write) -> None:
    write("walk.journey.yaml", WALK)
    said = [cli("simulate", "walk.journey.yaml", "--seed", seed).out for seed in "112"]
    assert said[0] == said[1]


def test_the_text_is_one_that_a_reader_understands(cli: Run, write: Write) -> None:
    write("walk.journey.yaml", WALK)
    said = cli("simulate", "walk.journey.yaml").out
    assert said.startswith("A walk: simulated\nAll customers\nConversion")
    assert "66.7%" in said and "New ones" in said and "The shares are assumed" in said
    assert "Lost without it" in said and "10,000 customers drawn" in said
    assert "\x1b" not in said and "\x1b[1m" in cli("simulate", "walk.journey.yaml", "--color", "always").out


def test_that_nobody_completes_is_told(cli: Run, write: Write) -> None:
    write("walk.journey.yaml", WALK.replace("converts: c3\n", "").replace("{to: c2, share: 50%, segment: old}",
                                                                          "{to: exit, share: 100%}"))  # fmt: skip
    write("walk.journey.yaml", (Path.cwd() / "walk.journey.yaml").read_text("utf-8").replace(
        "{to: c2, share: 50%, segment: new}, ", ""))  # fmt: skip
    assert "Nobody completes the journey" in cli("simulate", "walk.journey.yaml").out


def test_one_segment_or_persona_is_simulated_alone(cli: Run, write: Write) -> None:
    write("walk.journey.yaml", WALK)
    assert [group["segment"] for group in simulated(cli, "walk.journey.yaml", "--segment", "old")["groups"]] == ["old"]
    done = cli("simulate", "walk.journey.yaml", "--segment", "olf")
    assert done.status == 2 and "did you mean `old`" in done.err
    assert cli("simulate", "walk.journey.yaml", "--persona", "x").status == 2


def test_removal_effects_can_be_asked_for(cli: Run, write: Write) -> None:
    write("walk.journey.yaml", WALK)
    group = simulated(cli, "walk.journey.yaml", "--removal", "c1", "--removal", "c2", "--runs", "0")["groups"][0]
    assert list(group["removal"]) == ["c1", "c2"] and group["runs"] is None
    done = cli("simulate", "walk.journey.yaml", "--removal", "zz")
    assert "no touchpoint is called 'zz'" in done.err and "the journey has `home`, `c1`, `c2`, `c3`" in done.err
    assert "did you mean `home`" in cli("simulate", "walk.journey.yaml", "--removal", "hone").err


def test_what_never_ends_is_named_at_line_and_column(cli: Run, write: Write) -> None:
    write("walk.journey.yaml", WALK.replace("{to: exit, share: 50%}", "{to: home, share: 50%}").replace(
        "share: 50%, segment", "share: 100%, segment"))  # fmt: skip
    done = cli("simulate", "walk.journey.yaml")
    assert done.status == 1
    assert "walk.journey.yaml:13:31 JM215 error" in done.err and "never ends" in done.err
    write("journeymap.toml", 'ignore = ["JM215"]\n')
    done = cli("simulate", "walk.journey.yaml")
    assert done.status == 2
    assert "walk.journey.yaml:10:" in done.err and "from the touchpoint 'Home' the journey never ends" in done.err


@pytest.mark.parametrize("options", [["--runs", "0"], ["--compare", "he.journey.yaml"], ["--actions", "--runs", "500"]])
def test_each_line_runs_in_the_direction_of_the_language(cli: Run, write: Write, options: list[str]) -> None:
    """A line that begins with a number would else run left to right below a heading that runs right to left."""
    english = SAMPLES / "loyalty-project-as-is.journey.yaml"
    write("he.journey.yaml", english.read_text("utf-8").replace("language: en", "language: he"))
    done = cli("simulate", "he.journey.yaml", *options)
    lines = [line for line in done.out.splitlines() if line]
    assert done.status == 0 and len(lines) > 5
    assert all(line.startswith("\u200f") for line in lines)
    assert not re.search(r"(?<!\u200e)(?<!\d)[+−]\d", done.out), "each sign is kept beside its number"
    said = cli("simulate", str(english), "--runs", "0").out
    assert "\u200f" not in said and "\u200e" not in said


def test_several_journeys_are_refused(cli: Run, write: Write) -> None:
    write("a.journey.yaml", WALK)
    write("b.journey.yaml", WALK.replace("id: walk", "id: other"))
    done = cli("simulate", ".")
    assert done.status == 2 and "2 journeys are there" in done.err


def test_a_name_cannot_control_the_terminal(cli: Run, write: Write) -> None:
    write("walk.journey.yaml", WALK.replace("name: Two", 'name: "T\\u202ewo"'))
    assert "\u202e" not in cli("simulate", "walk.journey.yaml").out


@pytest.mark.parametrize("name", ["decision-journey", "book-shop-he", "home-loan-fa"])
def test_samples_are_told_in_their_language(cli: Run, name: str) -> None:
    done = cli("simulate", str(SAMPLES / f"{name}.journey.yaml"), "--runs", "500")
    assert done.status == 0, done.err
    assert ("شبیه‌سازی" if name.endswith("fa") else "סימולציה") in done.out


def test_the_decision_journey_loops(cli: Run) -> None:
    """Those who come back to search or compare do so once more with the same probability."""
    group = simulated(cli, str(SAMPLES / "decision-journey.journey.yaml"), "--runs", "0")["groups"][0]
    back = 0.22 * 0.88
    assert group["returns"]["searches"] == pytest.approx(back)
    assert group["visits"]["searches"] == pytest.approx(1 / (1 - back))
    assert group["conversion"] == pytest.approx(0.88 * 0.52 / (1 - back))


def test_what_events_say_stands_beside_what_is_predicted(cli: Run) -> None:
    found = simulated(cli, str(SAMPLES / "book-shop-he.journey.yaml"), "--runs", "0")
    observed, group = found["observed"], found["groups"][0]
    assert (observed["source"], observed["period"]) == ("site", "2026-Q3")
    assert observed["conversion"]["predicted"] == pytest.approx(group["conversion"])
    assert observed["conversion"]["low"] < group["conversion"] < observed["conversion"]["high"]
    assert observed["steps"]["low"] < observed["steps"]["predicted"] < observed["steps"]["high"]
    assert observed["memory"]["one_step_is_enough"] is True and observed["memory"]["df"] > 0


def test_sessions_are_counted_whole(cli: Run, write: Write) -> None:
    """Of 40 sessions from a, half go a > b > a > b and half a > b > c; those from b are not of the chain's start."""
    paths = [*(["a", "b", "a", "b"] for _ in range(20)), *(["a", "b", "c"] for _ in range(20)),
             *(["b", "c"] for _ in range(10))]  # fmt: skip
    rows = [f"v{who},{at},2026-01-01 10:{minute:02}:00" for who, path in enumerate(paths)
            for minute, at in enumerate(path)]  # fmt: skip
    write("events.csv", "\n".join(["who,what,at", *rows]) + "\n")
    points = "".join(f"      - {{id: {each}, name: {each.upper()}}}\n" for each in "abc")
    write(
        "shop.journey.yaml",
        f"""\
journeymap: 1
id: shop
title: Shop
stages:
  - id: s
    name: S
    touchpoints:
{points}sources:
  - {{id: log, kind: events, location: events.csv, timezone: UTC, time: at, case: who, event: what}}
""",
    )
    done = cli("measure", "shop.journey.yaml")
    assert done.status == 0, done.err
    observed = simulated(cli, "shop.journey.yaml")["observed"]
    assert (observed["sessions"], observed["of"]) == (40, 50)
    assert observed["conversion"]["value"] == 0.5 and observed["steps"]["value"] == 3.5
    # From b, where one comes from tells little; it is the second visit that ends there, which one step cannot see.
    assert observed["memory"]["n"] == sum(map(len, paths))
    (Path.cwd() / "events.csv").unlink()
    assert "observed" not in simulated(cli, "shop.journey.yaml")


PLAN = """
actions:
  - id: a1
    title: Show the way
    budget: 30 EUR
    effect: {share: {from: c1, to: c2}, low: 1 points, likely: 5 points, high: 9 points}
  - id: a2
    title: Wait less
    budget: 20 EUR
    effect: {time: c1, low: -5 minutes, likely: -2 minutes, high: -1 minutes, segments: new}
"""


class TestActions:
    def test_they_are_ranked_as_json(self, cli: Run, write: Write) -> None:
        write("walk.journey.yaml", WALK + PLAN)
        options = ("--actions", "--runs", "500", "--seed", "7")
        found = simulated(cli, "walk.journey.yaml", *options, "--budget", "40")
        assert (found["objective"], found["gain_in"], found["currency"], found["budget"]) == (
            "conversion", "points", "EUR", 40)  # fmt: skip
        assert [each["actions"] for each in found["actions"]] == [["a1"], ["a2"]]
        assert (
            found["best"]["actions"] == ["a1"] and found["best"]["low"] < found["best"]["gain"] < found["best"]["high"]
        )
        assert [bar["action"] for bar in found["tornado"]] == ["a1"]
        time = simulated(cli, "walk.journey.yaml", *options, "--objective", "time")
        assert time["actions"][0]["actions"] == ["a2"] and time["actions"][0]["gain"] == pytest.approx(1)

    def test_they_are_told_as_text(self, cli: Run, write: Write) -> None:
        write("walk.journey.yaml", WALK + PLAN)
        done = cli("simulate", "walk.journey.yaml", "--actions", "--runs", "500", "--budget", "40 EUR")
        assert done.status == 0
        for text in ("A walk: which action first?", "A1: +", "Ahead in 100 of 100 draws.", "A2  Wait less", "no effect",
                     "All 3 sets looked at", "500 draws, seed 0"):  # fmt: skip
            assert text in done.out

    @pytest.mark.parametrize("budget", ["40 €", "€40", "€ 40.00", "40 EUR", "40"])
    def test_a_budget_is_read_with_the_sign_of_its_currency(self, cli: Run, write: Write, budget: str) -> None:
        write("walk.journey.yaml", WALK + PLAN)
        found = simulated(cli, "walk.journey.yaml", "--actions", "--runs", "200", "--budget", budget)
        assert (found["currency"], found["budget"]) == ("EUR", 40)

    def test_the_hint_on_a_budget_is_in_the_currency_of_the_journey(self, cli: Run, write: Write) -> None:
        write("walk.journey.yaml", WALK + PLAN.replace("EUR", "ILS"))
        done = cli("simulate", "walk.journey.yaml", "--actions", "--budget", "$40 ILS")
        assert done.status == 2 and "'50000 ILS'" in done.err

    @pytest.mark.parametrize(("options", "says"), [
        (("--budget", "40"), "--budget is for ranking"),
        (("--objective", "time"), "--objective is for ranking"),
        (("--actions", "--objective", "joy"), "--objective"),
        (("--actions", "--budget", "a lot"), "no amount of money"),
        (("--actions", "--runs", "3"), "too few"),
        (("--actions", "--segment", "new"), "for all customers"),
        (("--actions", "--objective", "value"), "what a conversion brings"),
    ])  # fmt: skip
    def test_wrong_options_are_named(self, cli: Run, write: Write, options: tuple[str, ...], says: str) -> None:
        write("walk.journey.yaml", WALK + PLAN)
        done = cli("simulate", "walk.journey.yaml", *options)
        assert done.status == 2 and says in done.err

    def test_what_cannot_be_moved_is_named_with_its_place(self, cli: Run, write: Write) -> None:
        write("walk.journey.yaml", WALK + PLAN.replace("to: c2", "to: home"))
        done = cli("simulate", "walk.journey.yaml", "--actions")
        assert done.status == 1 and "walk.journey.yaml:19:36" in done.err and "no way leads" in done.err

    def test_a_sample_is_ranked_in_hebrew_too(self, cli: Run, write: Write) -> None:
        write("walk.journey.yaml", (WALK + PLAN).replace("title: A walk", "title: טיול\nlanguage: he"))
        done = cli("simulate", "walk.journey.yaml", "--actions", "--runs", "200")
        assert "טיול: איזו פעולה קודם?" in done.out

    def test_whose_time_it_is_and_where_no_action_helps_is_told(self, cli: Run, write: Write) -> None:
        write("walk.journey.yaml", WALK + PLAN.replace("high: -1 minutes", "high: 4 minutes"))
        done = cli("simulate", "walk.journey.yaml", "--actions", "--objective", "time", "--runs", "200")
        assert "Time is counted over all who start" in done.out and "no action helps beyond 0 minutes" in done.out
        assert "More convert with A1" in done.out
        both = cli("simulate", "walk.journey.yaml", "--compare", "walk.journey.yaml")
        assert "Time is counted over all who start" in both.out


class TestCompare:
    def test_both_are_solved_and_their_differences_told_by_segment(self, cli: Run, write: Write) -> None:
        write("walk.journey.yaml", WALK)
        fewer = WALK.replace(
            "{to: exit, share: 50%}, {to: c2, share: 50%}", "{to: exit, share: 20%}, {to: c2, share: 80%}"
        )
        write("to-be.journey.yaml", fewer.replace("id: walk", "id: better"))
        found = simulated(cli, "walk.journey.yaml", "--compare", "to-be.journey.yaml")
        assert (found["journey"], found["compared_to"]) == ("walk", "better")
        assert [group["segment"] for group in found["groups"]] == [None, "new", "old"]
        for group, alone in zip(found["groups"], simulated(cli, "to-be.journey.yaml")["groups"], strict=True):
            assert group["before"]["conversion"] == pytest.approx(2 / 3)
            assert group["after"]["conversion"] == alone["conversion"]
            assert group["difference"]["conversion"] == pytest.approx(5 / 6 - 2 / 3)
        done = cli("simulate", "walk.journey.yaml", "--compare", "to-be.journey.yaml")
        assert re.search(r"66.7% +83.3% +\+16.6 points", done.out)
        assert "Old ones" in done.out and "convert at" not in done.out

    @pytest.mark.parametrize("share", [21, 37, 43, 58])
    def test_a_difference_is_that_of_what_stands_beside_it(self, cli: Run, write: Write, share: int) -> None:
        write("walk.journey.yaml", WALK)
        write("to-be.journey.yaml", WALK.replace("{to: exit, share: 50%}, {to: c2, share: 50%}",
              f"{{to: exit, share: {share}%}}, {{to: c2, share: {100 - share}%}}"))  # fmt: skip
        said = cli("simulate", "walk.journey.yaml", "--compare", "to-be.journey.yaml").out.replace("−", "-")
        rows = re.findall(r"^\S.*?  +(\S+?)%?(?: minutes)?  +(\S+?)%?(?: minutes)?  +(\S+)(?: points?| minutes?)?$",
                          said, re.MULTILINE)  # fmt: skip
        assert len(rows) == 15
        for before, after, difference in rows:
            assert float(after) - float(before) == pytest.approx(float(difference)), (before, after, difference)
            assert (difference[0] in "+-") == (float(difference) != 0)

    def test_journeys_of_one_title_are_told_apart(self, cli: Run, write: Write) -> None:
        write("walk.journey.yaml", WALK)
        write("better.journey.yaml", WALK)
        write("to-be.journey.yaml", WALK + "kind: to-be\n")
        done = cli("simulate", "walk.journey.yaml", "--compare", "better.journey.yaml")
        assert done.out.startswith("A walk: walk.journey.yaml · better.journey.yaml\n")
        done = cli("simulate", "walk.journey.yaml", "--compare", "to-be.journey.yaml")
        assert done.out.startswith("A walk: As is · To be\n")

    def test_a_segment_of_one_alone_and_other_conversions_are_told(self, cli: Run, write: Write) -> None:
        write("walk.journey.yaml", WALK)
        other = WALK.replace("{id: old, name: Old ones", "{id: late, name: Late ones").replace(
            "segment: old", "segment: late"
        )
        write("to-be.journey.yaml", other.replace("converts: c3", "converts: c1"))
        found = simulated(cli, "walk.journey.yaml", "--compare", "to-be.journey.yaml")
        sides = {group["segment"]: (group["before"], group["after"]) for group in found["groups"]}
        assert list(sides) == [None, "new", "old", "late"]
        assert sides["old"][1] is None and sides["late"][0] is None and sides["late"][1] is not None
        done = cli("simulate", "walk.journey.yaml", "--compare", "to-be.journey.yaml")
        assert "convert at different touchpoints" in done.out and "Late ones" in done.out

    def test_it_is_not_for_ranking(self, cli: Run, write: Write) -> None:
        write("walk.journey.yaml", WALK)
        done = cli("simulate", "walk.journey.yaml", "--compare", "walk.journey.yaml", "--actions")
        assert done.status == 2 and "do not go together" in done.err


@pytest.mark.parametrize(
    ("more", "said"), [([], "--output is for ranking actions"), (["--actions"], "--output is of what is drawn")]
)
def test_a_folder_for_what_is_drawn_is_refused_where_nothing_is(cli: Run, write: Write, more: Any, said: str) -> None:
    write("walk.journey.yaml", WALK)
    done = cli("simulate", "walk.journey.yaml", "-o", "maps", *more)
    assert done.status == 2 and said in done.err
