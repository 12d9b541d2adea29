"""The signs of the map: where they stand, and that each is there just where it means something."""

from __future__ import annotations

from typing import Any

import pytest
from journeys import journey_from, made_up, scene_of
from test_layout import overlaps, placed

from journeymap.layout.scene import Circle, Group, Path, Scene, TextLine
from journeymap.render.markup_texts import number
from journeymap.style.locale import load_words

WORDS = load_words("en")
AIR = 5
"""Pixels between marks that have nothing to do with each other."""


def data(touchpoints: int = 4, **more: Any) -> dict[str, Any]:
    steps: list[dict[str, Any]] = [{"id": f"t{number}", "name": f"Step {number}"} for number in range(touchpoints)]
    stages = [{"id": "all", "name": "All", "touchpoints": steps}]
    return {"journeymap": 1, "id": "shop", "title": "Shop", "stages": stages, **more}


def band(scene: Scene, name: str) -> Group:
    return next(band for band in scene.bands if band.id == f"band-{name}")


def scene_x(spine: Group, touchpoint: str) -> float:
    """The x of the middle of a touchpoint's column."""
    (found,) = (each for each in spine.children if isinstance(each, Group) and each.id == f"touchpoint-{touchpoint}")
    return float(found.data["x"]) + float(found.data["width"]) / 2


def strings(scene: Scene, name: str) -> list[str]:
    return [text.string for text in placed(scene) if text.band == f"band-{name}"]


def test_the_spine_goes_on_into_the_next_row_and_comes_from_the_one_before() -> None:
    scene = scene_of(journey_from(made_up(3, language="en", stages=2, touchpoints=40, personas=0, longest=20)))
    found = []
    for spine in (each for each in scene.bands if each.id.startswith("band-spine")):
        ways = [each for each in spine.children if isinstance(each, Group) and each.kind == "way"]
        marks = [mark for way in ways for mark in way.children if isinstance(mark, Path)]
        dashed = [mark.segments for mark in marks if mark.dash == (4, 4)]
        stations = [
            each.data["touchpoint"] for each in spine.children if isinstance(each, Group) and each.kind == "touchpoint"
        ]
        first, last = (scene_x(spine, stations[place]) for place in (0, -1))
        starts, ends = {steps[0][1][0] for steps in dashed}, {steps[1][1][0] for steps in dashed}
        found.append((any(0 < first - end < 20 for end in ends), any(0 < start - last < 20 for start in starts)))
    assert found == [(False, True), *[(True, True)] * (len(found) - 2), (True, False)]


@pytest.mark.parametrize(("source", "target"), [(0, 1), (0, 2), (1, 0), (2, 2)])
def test_every_way_with_a_share_says_it(source: int, target: int) -> None:
    journey = data()
    journey["stages"][0]["touchpoints"][source]["next"] = [{"to": f"t{target}", "share": "17%"}]
    assert "17%" in strings(scene_of(journey_from(journey)), "spine")


@pytest.mark.parametrize(("lanes", "told"), [(["pains"], True), (["doing"], False)])
def test_the_legend_says_what_dots_are_where_there_are_any(lanes: list[str], *, told: bool) -> None:
    journey = data(lanes=lanes)
    journey["stages"][0]["touchpoints"][0] |= {"pains": [{"text": "Slow", "severity": 4}], "doing": "Waits"}
    assert (WORDS["severity-legend"] in strings(scene_of(journey_from(journey)), "legend")) is told


@pytest.mark.parametrize("version", ["1", "the one that the board saw", "of the workshop " * 12])
def test_the_legend_leaves_room_for_the_version_and_the_day(version: str) -> None:
    journey = data(version=version.strip())
    journey["actions"] = [{"id": "a1", "title": "Mend", "due": "2026-01-01", "addresses": "chance"}]
    journey["stages"][0]["touchpoints"][0] |= {
        "moment_of_truth": True,
        "channels": ["web", "shop"],
        "emotions": [{"score": 1, "evidence": "measured", "low": 0, "high": 2}],
        "pains": [{"text": "Slow", "severity": 4}],
        "opportunities": [{"id": "chance", "text": "Faster"}],
        "metrics": {"csat": {"value": 60, "target": 80}},
    }
    legend = [text for text in placed(scene_of(journey_from(journey))) if text.band == "band-legend"]
    assert len({text.top for text in legend}) > 1
    assert overlaps(legend) == []


def test_nothing_lies_on_the_mark_of_what_is_overdue() -> None:
    journey = data(actions=[{"id": "a1", "title": "Mend the door", "due": "2026-01-01", "status": "planned"}])
    scene = scene_of(journey_from(journey))
    foot = band(scene, "foot")
    groups = [child for child in foot.children if isinstance(child, Group) and child.data.get("action") == "a1"]
    marks = [mark for group in groups for mark in group.children]
    (disc,) = (mark for mark in marks if isinstance(mark, Circle) and mark.fill == "overdue")
    for mark in marks:
        if isinstance(mark, TextLine):
            assert abs(mark.middle - disc.x) >= mark.width / 2 + disc.radius + AIR, mark.string
        elif isinstance(mark, Circle) and not (mark.fill or "").startswith("overdue"):
            assert abs(mark.x - disc.x) >= mark.radius + disc.radius + AIR


@pytest.mark.parametrize(("actions", "more"), [(8, []), (9, ["+ 1 more"]), (12, ["+ 4 more"])])
def test_a_compact_map_says_how_many_actions_it_leaves_out(actions: int, more: list[str]) -> None:
    journey = data(actions=[{"id": f"a{number}", "title": f"Do {number}"} for number in range(actions)])
    told = strings(scene_of(journey_from(journey), compact=True), "foot")
    assert [text for text in told if text.endswith(" more")] == more
    assert not [text for text in strings(scene_of(journey_from(journey)), "foot") if text.endswith(" more")]


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (-0.001, "0"), (0.004, "0"), (-0.5, "-0.5"), (12.345, "12.35"), (20, "20")]
)
def test_numbers_have_two_decimals_at_most_and_zero_no_sign(value: float, written: str) -> None:
    assert number(value) == written
