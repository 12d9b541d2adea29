"""The measures on the map: a value is drawn on a line only where the file says what it can be compared with."""

from __future__ import annotations

from typing import Any

import pytest
from journeys import TODAY, journey_from, scene_of
from test_layout import placed

from journeymap.insight.health import health, measures
from journeymap.layout.scene import Circle, Group, Path, Scene
from journeymap.model import Journey
from journeymap.model.metrics import MetricAxis, meets_target, metric_axis
from journeymap.render.phrases import Phrases
from journeymap.render.tables import metric_table
from journeymap.rules import check
from journeymap.rules.base import Context
from journeymap.style.locale import load_words


def measured(language: str = "en", **metrics: Any) -> Journey:
    steps = [{"id": "t", "name": "Waits", "metrics": metrics}]
    stages = [{"id": "s", "name": "S", "touchpoints": steps}]
    return journey_from({"journeymap": 1, "id": "x", "title": "X", "language": language, "stages": stages})


def metric_of(key: str, **metric: Any) -> Any:
    return measured(**{key: metric}).touchpoints[0].metrics[key]


def plots(scene: Scene) -> int:
    """How many lines the measures are drawn on, each with a point for its value."""
    lane = next(band for band in scene.bands if band.id == "band-lane-metrics")
    groups = [each for each in lane.children if isinstance(each, Group) and "metric" in each.data]
    assert groups
    return sum(isinstance(mark, Circle) for group in groups for mark in group.children)


def strings(scene: Scene) -> list[str]:
    return [text.string for text in placed(scene) if text.band == "band-lane-metrics"]


@pytest.mark.parametrize(
    ("key", "metric", "said"),
    [
        ("calls", {"value": 180, "unit": "a month"}, "180 a month"),
        ("wait", {"value": 2.4, "unit": "days"}, "2.4 days"),
        ("cost", {"value": 1_250_000, "unit": "€"}, "1,250,000 €"),
        ("growth", {"value": -12.5, "unit": "%"}, "−12.5%"),
        ("rare", {"value": 0.0004, "unit": "%"}, "0.0004%"),
        ("up", {"value": 99.97, "unit": "%"}, "99.97%"),
        ("time", {"value": 4, "low": 3}, "4"),
        ("tgw", {"value": 64}, "64 ‰"),
        ("drift", {"value": -3, "unit": "days"}, "−3 days"),
    ],
)
def test_a_value_that_nothing_can_be_compared_with_stands_alone(key: str, metric: dict[str, Any], said: str) -> None:
    scene = scene_of(measured(**{key: metric}))
    assert plots(scene) == 0
    assert said in strings(scene)
    lane = next(band for band in scene.bands if band.id == "band-lane-metrics")
    (group,) = [each for each in lane.children if isinstance(each, Group) and "metric" in each.data]
    assert not [mark for mark in group.children if isinstance(mark, Path)]


@pytest.mark.parametrize(
    ("key", "metric", "axis"),
    [
        ("csat", {"value": 84}, (0, 100, (0, 100))),
        ("nps", {"value": 40}, (-100, 100, (-100, 100))),
        ("own", {"value": 4, "scale": [1, 5]}, (1, 5, (1, 5))),
        ("own", {"value": 40, "target": 80}, (0, 100, (0,))),
        ("own", {"value": 40, "low": 30, "high": 80}, (0, 100, (0,))),
        ("own", {"value": -8, "target": 4}, (-11, 7, (0,))),
        ("own", {"value": -8, "target": -4}, (-10, 0, (0,))),
        ("own", {"value": 0, "target": 0}, (0, 1, (0,))),
        ("own", {"value": 40, "target": 80, "unit": "%"}, (0, 100, (0, 100))),
        ("own", {"value": -8, "target": 4, "unit": "%"}, (-11, 7, (0,))),
        ("own", {"value": 160, "target": 80, "unit": "%"}, (0, 200, (0,))),
        ("own", {"value": 40, "unit": "%"}, None),
        ("csat", {"target": 90}, None),
    ],
)
def test_the_line_of_a_measure_is_its_scale_or_begins_at_zero(
    key: str, metric: dict[str, Any], axis: tuple[float, float, tuple[float, ...]] | None
) -> None:
    found = metric_axis(key, metric_of(key, **metric))
    assert found == (MetricAxis(*axis) if axis else None)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["CSAT", "target 90%, not measured", "to be measured 1 Mar 2027"]),
        ("he", ["CSAT", "יעד 90%, טרם נמדד", "למדידה ב־1 במרץ 2027"]),
        ("fa", ["CSAT", "هدف ۹۰٪، هنوز سنجیده نشده", "زمان سنجش: ۱۰ اسفند ۱۴۰۵"]),
    ],
)
def test_a_metric_without_a_value_is_planned(language: str, said: list[str]) -> None:
    journey = measured(language, csat={"target": 90, "date": "2027-03-01"})
    scene = scene_of(journey)
    assert [each for each in strings(scene) if each in said] == said
    assert plots(scene) == 0
    legend = [text.string for text in placed(scene) if text.band == "band-legend"]
    words = load_words(language)
    assert words["target-missed"] not in legend and words["target-met"] not in legend
    metric = journey.touchpoints[0].metrics["csat"]
    assert meets_target("csat", metric) is None
    phrases = Phrases(journey, words, TODAY)
    phrase, table = phrases.metric("csat", metric), metric_table(phrases)
    assert phrase.text == f"CSAT: {words['not-measured']}"
    assert words["target-missed"] not in phrase.note and said[2] in phrase.note
    assert table is not None and words["not-measured"] in table.rows[0] and said[2] in table.rows[0]


def test_what_is_planned_needs_neither_number_nor_past_date_and_is_no_measure_yet() -> None:
    journey = measured(csat={"target": 90, "date": "2027-03-01"}, nps={}, ces={"value": 5})
    codes = [finding.code for finding in check(journey, Context(today=TODAY)) if finding.code.startswith("JM32")]
    assert codes.count("JM320") == codes.count("JM321") == 1
    assert "JM324" not in codes
    assert [metric.value for metric in measures(journey)] == [5]
    assert health(journey, TODAY).measures == 1
