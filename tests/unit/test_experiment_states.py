"""How far experiments are, and what their results tell."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from journeys import journey_from

from journeymap.insight import experiments
from journeymap.insight.experiments import Verdict, judge
from journeymap.model import Experiment, Journey

TODAY = dt.date(2026, 10, 20)
COUNTED = {"difference": 2.9, "low": 0.2, "high": 5.6, "p": 0.036}


def read(*given: dict[str, Any], **metric: Any) -> Journey:
    steps = [{"id": "looks", "name": "Looks"},
             {"id": "pays", "name": "Pays", "metrics": {"conversion": {"value": 20, **metric}, "time": {"value": 9}}},
             {"id": "back", "name": "Comes back", "metrics": {"return": {"value": 9, "better": "lower"}}}]  # fmt: skip
    variants = [{"id": "control"}, {"id": "new"}]
    tried = [{"id": f"x{number}", "touchpoint": "pays", "metric": "conversion", "variants": variants} | each
             for number, each in enumerate(given, 1)]  # fmt: skip
    actions = [{"id": "a1", "title": "The bill at breakfast"}]
    return journey_from({"journeymap": 1, "id": "shop", "title": "Shop", "actions": actions, "experiments": tried,
                         "stages": [{"id": "buy", "name": "Buy", "touchpoints": steps}]})  # fmt: skip


def only(**given: Any) -> Experiment:
    return read(given).experiments[0]


def told(result: dict[str, Any], **given: Any) -> Verdict | None:
    journey = read({"result": {"date": "2026-10-13"} | result} | given)
    return experiments.verdict(journey, journey.experiments[0])


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({}, "planned"),
        ({"start": "2026-10-21"}, "planned"),
        ({"start": "2026-10-20"}, "running"),
        ({"start": "2026-10-01", "end": "2026-10-20"}, "running"),
        ({"start": "2026-10-01", "end": "2026-10-19"}, "to-read"),
        ({"end": "2026-10-13"}, "to-read"),
        ({"end": "2026-10-12"}, "overdue"),
        ({"end": "2026-10-12", "result": {"date": "2026-10-12"}}, "read"),
        ({"result": {"date": "2026-10-12"}}, "read"),
        ({"end": "2026-10-12", "result": {"date": "2026-10-11"}}, "stopped-early"),
        ({"end": "2026-10-12", "result": {"date": "2026-10-11", "stopped": "planned"}}, "read"),
        ({"result": {"date": "2026-10-11", "stopped": "early"}}, "stopped-early"),
    ],
)
def test_how_far_an_experiment_is(given: dict[str, Any], state: str) -> None:
    assert experiments.state(only(**given), TODAY) == state


@pytest.mark.parametrize(
    ("interval", "p", "smallest", "verdict"),
    [
        ((0.2, 5.6), 0.036, 2, Verdict("helped", "open")),
        ((2.0, 5.6), 0.001, 2, Verdict("helped", "reached")),
        ((0.2, 1.9), 0.036, 2, Verdict("helped", "excluded")),
        ((-5.6, -0.2), 0.036, 2, Verdict("harmed", "excluded")),
        ((-2.3, 2.7), 0.88, 3, Verdict("no-difference", "excluded")),
        ((-2.3, 3.7), 0.5, 3, Verdict("no-difference", "open")),
        ((-0.0001, 15), 0.0497, None, Verdict("straddles")),
        ((0.00001, 6), 0.058, None, Verdict("straddles")),
        ((0.0, 6.0), 0.05, None, Verdict("no-difference")),
    ],
)
def test_what_a_difference_tells(
    interval: tuple[float, float], p: float, smallest: float | None, verdict: Verdict
) -> None:
    assert judge(interval, p, alpha=0.05, better="higher", smallest=smallest) == verdict


def test_where_less_is_better_less_has_helped() -> None:
    assert judge((-5.6, -2.2), 0.036, alpha=0.05, better="lower", smallest=2) == Verdict("helped", "reached")
    assert judge((0.2, 5.6), 0.036, alpha=0.05, better="lower", smallest=2) == Verdict("harmed", "excluded")
    assert told(COUNTED, metric="time") == Verdict("harmed")
    assert told(COUNTED, metric="return") == Verdict("harmed")


def test_nothing_is_judged_without_a_difference_or_with_a_broken_split() -> None:
    assert told({}) == Verdict("not-judged")
    assert told({**COUNTED, "split": 0.00099}) == Verdict("not-judged")
    assert told({**COUNTED, "split": 0.001}) == Verdict("helped")
    journey = read({})
    assert experiments.verdict(journey, journey.experiments[0]) is None


def test_alpha_is_that_of_the_experiment() -> None:
    assert told(COUNTED, alpha="1%") == Verdict("straddles")


def test_of_several_variants_the_best_decides() -> None:
    three = {"variants": [{"id": "control"}, {"id": "a"}, {"id": "b"}]}
    better = {"variant": "b", "difference": 4, "low": 1, "high": 7, "p": 0.01}
    none = {"variant": "a", "difference": 0, "low": -3, "high": 3, "p": 1}
    worse = {"variant": "b", "difference": -4, "low": -7, "high": -1, "p": 0.01}
    assert told({"comparisons": [none, better]}, **three) == Verdict("helped")
    assert told({"comparisons": [worse, none]}, **three) == Verdict("no-difference")
    assert told({"comparisons": [worse]}, **three) == Verdict("harmed")


def test_what_has_failed() -> None:
    journey = read(*({"result": {"date": "2026-10-13"} | result} for result in (
        COUNTED, {"difference": 0, "low": -3, "high": 3, "p": 1}, {"difference": -4, "low": -7, "high": -1, "p": 0.01},
        {**COUNTED, "split": 0}, {**COUNTED, "p": 0.06})), {})  # fmt: skip
    assert [experiments.has_failed(journey, each) for each in journey.experiments] == [
        False, True, True, False, False, False]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "size"),
    [
        ({}, None),
        ({"smallest_effect": "2pp"}, 2),
        ({"smallest_effect": "-2 points"}, 2),
        ({"smallest_effect": "10%"}, None),
        ({"smallest_effect": "10%", "baseline": "20%"}, 2),
        ({"smallest_effect": "۱۰٪", "baseline": "۲۰٪"}, 2),
        ({"smallest_effect": 3, "baseline": 12}, 3),
        ({"smallest_effect": "50%", "baseline": 12}, 6),
        ({"smallest_effect": "10%", "result": {"date": "2026-10-13", "arms": [
            {"variant": "control", "n": 200, "events": 80}, {"variant": "new", "n": 200, "events": 90}]}}, 4),
        ({"smallest_effect": "10%", "result": {"date": "2026-10-13", "arms": [
            {"variant": "control", "n": 200, "mean": 8, "sd": 1}, {"variant": "new", "n": 9, "mean": 9}]}}, 0.8),
        ({"smallest_effect": "10%", "result": {"date": "2026-10-13", "arms": [
            {"variant": "control", "n": 0, "events": 0}]}}, None),
    ],
)  # fmt: skip
def test_the_smallest_effect_in_the_unit_of_the_difference(given: dict[str, Any], size: float | None) -> None:
    found = experiments.smallest_effect(only(**given))
    assert found == (size if size is None else pytest.approx(size))


def test_a_metric_of_the_touchpoint_comes_before_one_of_a_later_one() -> None:
    journey = read({}, {"metric": "return"}, {"touchpoint": "back"}, {"touchpoint": "nowhere"})
    found = [experiments.metric_of(journey, each) for each in journey.experiments]
    assert [metric and metric.value for metric in found] == [20, 9, None, None]


def test_what_it_is_called() -> None:
    journey = read({"name": "Bill"}, {"action": "a1"}, {"action": "a2"}, {})
    assert [experiments.name_of(journey, each) for each in journey.experiments] == [
        "Bill", "The bill at breakfast", "x3", "x4"]  # fmt: skip
    assert [each.id for each in experiments.of_action(journey, journey.actions[0])] == ["x2"]
    assert journey.experiment_codes == {"x1": "X1", "x2": "X2", "x3": "X3", "x4": "X4"}
