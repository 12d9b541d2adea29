"""Experiments on the map and in the plan: their marks, their codes, and what they tell."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from journeys import TODAY, journey_from, scene_of
from placed_texts import Placed, placed
from test_layout import texts_neither_overlap_nor_leave_the_page

from journeymap.insight.part import persona_part
from journeymap.layout.canvas import Canvas
from journeymap.layout.experiment_marks import draw_experiment
from journeymap.layout.scene import Circle, Group, Path
from journeymap.render.environment import environment
from journeymap.render.plan import render_plan
from journeymap.style.locale import load_words

MARKS = ("planned", "running", "to-read", "helped", "harmed", "no-difference", "not-judged")
HELPED = {"difference": 2.9, "low": 0.2, "high": 5.6, "p": 0.036}
NOTHING = {"difference": 0.2, "low": -2.3, "high": 2.7, "p": 0.88}
HARMED = {"difference": -4, "low": -7, "high": -1, "p": 0.01}
READ = {"date": "2026-01-13"}
TRIED: tuple[dict[str, Any], ...] = (
    {}, {"start": "2026-01-01"}, {"end": "2026-01-01"}, {"result": READ | HELPED, "smallest_effect": "2pp"},
    {"result": READ | HARMED}, {"result": READ | NOTHING}, {"result": READ | HELPED | {"split": 0.0001}},
)  # fmt: skip


def data(*tried: dict[str, Any], language: str = "en", steps: int = 6) -> dict[str, Any]:
    touchpoints = [{"id": f"t{number}", "name": f"Step {number}", "channels": ["web"] if number % 2 else []}
                   for number in range(steps)]  # fmt: skip
    touchpoints[0]["metrics"] = {"conversion": {"value": 20}}
    variants = [{"id": "control"}, {"id": "new"}]
    experiments = [{"id": f"x{number}", "touchpoint": "t0", "action": "a1", "metric": "conversion",
                    "variants": variants} | each for number, each in enumerate(tried, 1)]  # fmt: skip
    return {"journeymap": 1, "id": "x", "title": "X", "language": language, "experiments": experiments,
            "actions": [{"id": "a1", "title": "The bill at breakfast"}, {"id": "a2", "title": "Letters"}],
            "stages": [{"id": "s", "name": "Stage", "touchpoints": touchpoints}]}  # fmt: skip


def texts_of(journey: dict[str, Any], *, compact: bool = False) -> list[Placed]:
    return list(placed(scene_of(journey_from(journey), compact=compact)))


def shape(mark: Any) -> list[Any]:
    """What of a mark is seen in grey: its outlines, and whether they are filled."""
    canvas = Canvas(40, rtl=False)
    draw_experiment(canvas, 20, 20, mark)
    found: list[Any] = []
    for each in canvas.elements:
        assert isinstance(each, Circle | Path)
        outline = each.radius if isinstance(each, Circle) else (str(each.segments), each.dash)
        found.append((outline, each.fill in (None, "paper")))
    return found


def test_the_marks_differ_in_shape() -> None:
    shapes = [shape(mark) for mark in MARKS]
    assert all(shapes.count(each) == 1 for each in shapes)


@pytest.mark.parametrize("language", ["en", "he", "fa", "ar"])
@pytest.mark.parametrize("steps", [1, 6, 16])
def test_many_at_one_touchpoint_are_laid_out_whole(language: str, steps: int) -> None:
    journey = data(*TRIED, *TRIED, language=language, steps=steps)
    scene = scene_of(journey_from(journey))
    texts = list(placed(scene))
    texts_neither_overlap_nor_leave_the_page(scene, texts)
    codes = [text.string for text in texts]
    assert all(f"X{number}" in codes for number in range(1, 15))


def test_the_action_and_the_legend_say_what_each_tells() -> None:
    texts = [text.string for text in texts_of(data(*TRIED))]
    said = ["X1: planned", "X2: running", "X3: ended, to be read", "X4: it helped", "X5: it harmed",
            "X6: no difference shown", "X7: not judged, the split is broken"]  # fmt: skip
    assert [text for text in texts if text in said] == said
    assert [text for text in texts if text.startswith("experiment: ")] == [
        f"experiment: {text.partition(': ')[2]}" for text in said
    ]


def test_the_legend_has_each_mark_once() -> None:
    texts = [text.string for text in texts_of(data(TRIED[3], TRIED[3]))]
    assert texts.count("experiment: it helped") == 1


def test_a_compact_map_has_them_at_their_touchpoint_alone() -> None:
    texts = [text.string for text in texts_of(data(*TRIED), compact=True)]
    assert "X4" in texts and "X4: it helped" not in texts


def test_a_mark_says_its_experiment_to_who_points_at_it() -> None:
    scene = scene_of(journey_from(data(TRIED[3])))
    titles = [each.title for each in scene.elements() if isinstance(each, Group)]
    assert "X1 The bill at breakfast: it helped" in titles


def test_the_part_of_a_persona_has_those_that_it_passes_with_their_codes() -> None:
    journey = data({}, {"touchpoint": "t1", "id": "second"})
    journey["personas"] = [{"id": "ada", "name": "Ada"}, {"id": "bo", "name": "Bo"}]
    journey["stages"][0]["touchpoints"][0]["personas"] = ["bo"]
    whole = journey_from(journey)
    part = persona_part(whole, whole.persona_by_id["ada"])
    assert [each.id for each in part.experiments] == ["second"]
    assert [text.string for text in placed(scene_of(part)) if text.string in ("X1", "X2")] == ["X2"]


def plan(*tried: dict[str, Any], language: str = "en") -> str:
    words = load_words(language)
    return render_plan(
        journey_from(data(*tried, language=language)), words=words, today=TODAY, environment=environment()
    )


@pytest.mark.parametrize(
    ("planned", "told"),
    [("2pp", "2 points"), ("-2pp", "−2 points"), ("10%", "10% · 2 points"), ("-10%", "−10% · −2 points")],
)
def test_the_plan_tells_the_smallest_effect_with_its_minus_and_of_what(planned: str, told: str) -> None:
    text = plan({"baseline": "20%", "smallest_effect": planned})
    assert f"**Smallest effect worth seeing:** {told}\n" in text


def test_what_was_counted_ends_with_the_sample_so_that_its_letter_turns_no_figure_around() -> None:
    counted = [{"variant": "control", "n": 1905, "events": 420}, {"variant": "new", "n": 1905, "events": 475}]
    text = plan({"result": {"date": "2026-10-13", "arms": counted}}, language="he")
    assert "control: 420 · 22% · n=1,905; new: 475 · 24.9% · n=1,905" in text


def test_the_plan_tells_what_each_shows() -> None:
    text = plan(*TRIED)
    assert "### X4 · The bill at breakfast" in text
    assert "Helped: between 0.2 and 5.6 points. Whether it reaches the smallest effect worth seeing, 2 points" in text
    assert "Harmed: worse by between 1 and 7 points." in text
    assert "No difference shown; anything beyond ±2.7 points is unlikely." in text
    assert "X3: Ended, to be read" in text


def test_the_plan_gives_no_difference_where_the_split_is_broken() -> None:
    text = plan(TRIED[6])
    assert "Not judged: the split is broken (p &lt; 0.001)." in text
    assert "2.9" not in text and "**Check of the split:** p &lt; 0.001" in text


def test_a_broken_split_is_told_once_whatever_else_is_stated() -> None:
    three = {"variants": [{"id": "control"}, {"id": "a"}, {"id": "b"}], "result": READ | {
        "split": 0.0001, "comparisons": [{"variant": "a", **HELPED}, {"variant": "b", **HARMED}]}}  # fmt: skip
    text = plan(three)
    assert text.count("Not judged: the split is broken") == 1 and "a: " not in text.replace("data: ", "")
    assert "X1: not judged, the split is broken" in [each.string for each in texts_of(data(three))]


def test_without_an_interval_no_split_is_blamed() -> None:
    bare = {"result": READ}
    assert "X1: not judged" in [each.string for each in texts_of(data(bare))]
    assert "Not judged: there is no interval." in plan(bare) and "split is broken" not in plan(bare)


def test_the_plan_says_since_when_one_is_overdue() -> None:
    assert "Ended, to be read, 3 days overdue" in plan({"end": (TODAY - dt.timedelta(10)).isoformat()})
    assert "overdue" not in plan({"end": (TODAY - dt.timedelta(7)).isoformat()})


def test_the_plan_compares_each_variant() -> None:
    three = {"variants": [{"id": "control"}, {"id": "a", "name": "Basket"}, {"id": "b"}], "result": READ | {
        "comparisons": [{"variant": "a", **NOTHING}, {"variant": "b", **HARMED}]}}  # fmt: skip
    text = plan(three)
    assert "Basket: No difference shown" in text and "b: Harmed: worse by" in text


@pytest.mark.parametrize(("language", "helped"), [("he", "עזר: בין"), ("fa", "کمک کرد: میان"), ("ar", "أفاد")])
def test_the_plan_tells_it_in_the_journey_s_language(language: str, helped: str) -> None:
    assert helped in plan(TRIED[3], language=language)
