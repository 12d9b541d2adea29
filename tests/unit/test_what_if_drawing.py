"""The sheet of a ranking: nothing overlaps, however many actions there are; and it says what was found."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

import pytest
from journeys import journey_from
from journeys_behaved import long_data
from test_funnel_drawing import Box, meet, texts

from journeymap.layout.gain_texts import gain_texts
from journeymap.layout.scene import Circle, Path, Rect, Scene
from journeymap.layout.what_if import WhatIfSpec, what_if_scene
from journeymap.layout.what_if.spec import ChartScale
from journeymap.model import Journey
from journeymap.model.amounts import Sum
from journeymap.simulation.ranking import ranked_actions
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme
from journeymap.style.word_files import EXPERIMENTS

FAINT = {"rule", "wash", "paper", None}


def many(language: str, count: int, **more: Any) -> Journey:
    """A journey of eight long-named steps with so many actions, of which every third may bring nothing."""
    data: dict[str, Any] = long_data(language, 8)
    points = [point for stage in data["stages"] for point in stage["touchpoints"]]
    for at, point in enumerate(points[:-1]):
        point["next"] = [{"to": "exit", "share": f"{10 + at}%"}, {"to": points[at + 1]["id"]}]
    data["actions"] = [
        {
            "id": f"a{n + 1}", "title": f"{points[n % 8]['name']} {points[(n + 3) % 8]['name']}", "effort": 1 + n % 5,
            "budget": f"{1000 + 7919 * n % 23000} EUR",
            "effect": {"share": {"from": points[n % 7]["id"], "to": "exit"}, "low": f"-{4 + n % 3} points",
                       "likely": f"-{1 + n % 2} points", "high": f"{2 * (n % 3 == 2)} points"},
        }
        for n in range(count)
    ]  # fmt: skip
    return journey_from(data | more)


def scene_of(journey: Journey, *, budget: float | None = 20000, runs: int = 300) -> Scene:
    asked = Sum(budget, "") if budget is not None else None
    ranking = ranked_actions(journey, None, "conversion", budget=asked, runs=runs)
    said = gain_texts(journey, ranking, journey.language)
    experiments = load_words(journey.language, EXPERIMENTS)
    spec = WhatIfSpec(journey=journey, ranking=ranking, said=said, experiments=experiments, theme=load_theme("default"),
                      today=dt.date(2026, 11, 27))  # fmt: skip
    return what_if_scene(spec)


def marks(scene: Scene) -> Iterator[tuple[Box, str]]:
    """What no text may meet: circles, filled and framed bars, and lines that are no grid."""
    for each in scene.elements():
        if isinstance(each, Circle):
            radius = each.radius + each.stroke_width / 2 if each.stroke else each.radius
            yield Box(each.x - radius, each.y - radius, each.x + radius, each.y + radius), "a circle"
        elif isinstance(each, Rect) and (each.fill not in FAINT or each.stroke == "pain"):
            yield Box(each.x, each.y, each.x + each.width, each.y + each.height), "a bar"
        elif isinstance(each, Path) and each.stroke not in FAINT and each.stroke_width >= 1:
            points = [numbers for command, numbers in each.segments if command in "ML"]
            for (x1, y1), (x2, y2) in pairwise(points):
                yield Box(min(x1, x2), min(y1, y2) - 0.5, max(x1, x2) + 0.5, max(y1, y2)), "a line"


def overlaps(scene: Scene) -> list[str]:
    placed = texts(scene)
    found = [f"{a} meets {b}" for (one, a), (other, b) in combinations(placed, 2) if meet(one, other)]
    found += [f"{string} meets {what}" for mark, what in marks(scene) for box, string in placed if meet(mark, box)]
    found += [
        f"{string} leaves the sheet" for box, string in placed
        if box.left < 24 or box.right > scene.width - 24 or box.bottom > scene.height
    ]  # fmt: skip
    return found


@pytest.mark.parametrize("language", ["en", "he", "fa"])
@pytest.mark.parametrize("count", [1, 5, 12, 20, 30])
def test_nothing_overlaps(language: str, count: int) -> None:
    assert overlaps(scene_of(many(language, count))) == []


def tried(journey: Journey, count: int, **more: Any) -> list[dict[str, Any]]:
    """So many experiments with long names: one that helped, one that shows nothing, one whose split is broken, ..."""
    shown = {"difference": 3, "low": 0.5, "high": 5.5, "p": 0.02, "split": 0.6}
    results = [shown, shown | {"difference": -0.5, "low": -3, "high": 2, "p": 0.7}, shown | {"split": 0.0001},
               shown | {"low": -0.1, "p": 0.048}]  # fmt: skip
    arms = [{"variant": "a", "n": 1905, "events": 419}, {"variant": "b", "n": 1203905, "events": 474}]
    return [
        {
            "id": f"x{n + 1}", "name": f"{journey.touchpoints[n % 8].name} {journey.touchpoints[(n + 5) % 8].name}",
            "touchpoint": journey.touchpoints[n % 7].id, "action": f"a{n % 5 + 1}", "metric": "drop-off",
            "variants": [{"id": "a"}, {"id": "b"}], "baseline": "20%", "smallest_effect": "4pp",
            "result": {"date": "2026-10-01", "arms": arms, **({"split": 0.0001} if n == 6 else results[n % 4])},
        } | more
        for n in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "he", "fa"])
@pytest.mark.parametrize("count", [1, 3, 7, 14])
def test_nothing_overlaps_where_much_was_tried(language: str, count: int) -> None:
    journey = many(language, 5, experiments=tried(many(language, 5), count))
    scene = scene_of(journey)
    assert overlaps(scene) == []
    filled = [each for each in scene.elements() if isinstance(each, Circle) and each.fill == "ink" and each.radius == 5]
    judged = sum(n % 4 != 2 for n in range(min(count, 12)))
    assert len(filled) == judged, "a dot for each that is judged, and none for a broken split"


def test_what_was_tried_is_told_in_words() -> None:
    plain = many("en", 5)
    said = " ".join(text.string for text in scene_of(many("en", 5, experiments=tried(plain, 14))).texts())
    assert "Harmed: worse by between 0.5 and 5.5 points." in said
    assert "No difference shown; anything beyond ±3 points is unlikely." in said
    assert "The smallest effect worth seeing, 4 points, is not reached." in said
    assert "Not judged: the split is broken (p < 0.001)." in said and "2 more experiments in the file" in said
    assert "test and interval disagree (p = 0.048; −0.1 to +5.5)" in said
    assert "What was tried" not in " ".join(text.string for text in scene_of(plain).texts())


def test_what_was_tried_already_is_not_to_be_tried_first() -> None:
    def said(**result: Any) -> str:
        data = many("en", 2)
        effect = {"share": {"from": data.touchpoints[0].id, "to": "exit"}, "low": "-6 points", "likely": "-2 points",
                  "high": "5 points"}  # fmt: skip
        one = tried(data, 1, touchpoint=data.touchpoints[0].id, action="a1", result={"date": "2026-10-01"} | result)
        actions = [{"id": "a1", "title": "Do it", "effect": effect}]
        return " ".join(
            text.string for text in scene_of(many("en", 2, actions=actions, experiments=one), budget=None).texts()
        )

    unsure = {"difference": -1, "low": -4, "high": 2, "p": 0.5, "split": 0.5}
    assert "Cheapest way to know more: run X1 on, with more customers." in said(**unsure)
    assert "Cheapest way to know more: run X1 again, with a sound split." in said(split=0.0001)


def test_each_of_several_variants_has_its_own_line() -> None:
    compared = [{"variant": "b", "difference": -2, "low": -4, "high": -0.5, "p": 0.01},
                {"variant": "c", "difference": 0, "low": -2, "high": 2, "p": 1}]  # fmt: skip
    variants = [{"id": "a"}, {"id": "b", "name": "One price"}, {"id": "c"}]
    result = {"date": "2026-10-01", "comparisons": compared, "split": 0.6}
    (one,) = tried(many("en", 5), 1, variants=variants, result=result)
    scene = scene_of(many("en", 5, experiments=[one]))
    said = " ".join(text.string for text in scene.texts())
    assert overlaps(scene) == []
    assert "One price: Helped: between 0.5 and 4 points." in said and "c: No difference shown" in said


@pytest.mark.parametrize("more", [{"budget": None}, {"budget": 0.5}])
def test_nothing_overlaps_without_a_budget_or_with_too_small_a_one(more: dict[str, Any]) -> None:
    assert overlaps(scene_of(many("en", 7), **more)) == []


def test_the_measure_of_overlaps_sees_them() -> None:
    scene = scene_of(many("en", 5))
    text = next(iter(scene.texts()))
    scene.bands[0].children.append(text._replace(baseline=text.baseline + 3))
    assert overlaps(scene)


def test_it_says_what_was_found() -> None:
    journey = many("en", 5)
    said = [text.string for text in scene_of(journey).texts()]
    ranking = ranked_actions(journey, None, "conversion", budget=Sum(20000, ""), runs=300)
    assert ranking.best is not None
    codes = " ".join(each.upper() for each in ranking.best.actions)
    assert any(each.startswith("First:") for each in said) and codes in " ".join(said)
    assert "holds 0" in said and "€20,000" in said and "Where the lead is lost" in said


def test_in_hebrew_the_codes_stay_before_the_gain() -> None:
    said = [text.string for text in scene_of(many("he", 5, value="240 ILS")).texts()]
    line = next(each for each in said if re.match("A[0-9]", each) and "%" not in each and ": " in each)
    assert re.match("A[0-9 A]*[0-9]\u200f: \u200e\\+", line), "a mark parts the run of the codes from the number"


def test_more_actions_than_fit_are_counted() -> None:
    assert "6 more actions bring less" in [text.string for text in scene_of(many("en", 30)).texts()]


def test_without_costs_there_is_a_word_on_that() -> None:
    journey = many("en", 3)
    bare = journey.replace(actions=tuple(each.replace(budget=None, effort=None) for each in journey.actions))
    scene = scene_of(bare, budget=None)
    assert "No action has a budget or an effort." in [text.string for text in scene.texts()]
    assert overlaps(scene) == []


def test_a_sheet_on_which_nothing_helps() -> None:
    journey = many("en", 2)
    effects = [each.effect[0].replace(low=each.effect[0].high, likely=each.effect[0].high) for each in journey.actions]
    none = journey.replace(
        actions=tuple(each.replace(effect=(one,)) for each, one in zip(journey.actions, effects, strict=True))
    )
    scene = scene_of(none)
    assert "No action helps" in [text.string for text in scene.texts()] and overlaps(scene) == []


@pytest.mark.parametrize(("low", "high"), [(0, 1), (-2.3, 7.9), (-0.002, 0.0001), (0, 180000)])
def test_ticks_are_round_and_few(low: float, high: float) -> None:
    found = ChartScale(low, high, 0, 100).ticks(6)
    assert 2 <= len(found) <= 7 and all(low - 1e-9 <= each <= high + 1e-9 for each in found)
