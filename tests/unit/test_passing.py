"""Who passes where, and where the customers of a segment go."""

from typing import Any

import pytest
from journeys import journey_from, scene_of, svg_of

from journeymap.insight.passing import bridges, passes
from journeymap.insight.transitions import condition, is_taken, transitions
from journeymap.layout.feeling.threads import DOTS
from journeymap.layout.scene import Path
from journeymap.model import Journey


def journey(ways: list[dict[str, Any]], segments: str = "new old") -> Journey:
    steps = [{"id": "a", "name": "A", "next": ways}, {"id": "b", "name": "B"}, {"id": "c", "name": "C"}]
    return journey_from({
        "journeymap": 1, "id": "x", "title": "X", "stages": [{"id": "s", "name": "S", "touchpoints": steps}],
        "segments": [{"id": each, "name": each.title()} for each in segments.split()],
        "personas": [{"id": "ann", "name": "Ann", "segment": "new"}, {"id": "bo", "name": "Bo"}],
    })  # fmt: skip


def ways_of(read: Journey) -> list[tuple[str, float | None, str, bool]]:
    return [(way.to, way.share_shown, condition(read, way), is_taken(way)) for way in transitions(read)
            if way.source.id == "a"]  # fmt: skip


ALL = [{"to": "b", "share": "30%", "segment": "new", "when": "asked"}, {"to": "c", "share": "70%", "segment": "new"}]


@pytest.mark.parametrize(
    ("ways", "segments", "wanted"),
    [
        (ALL, "new", [("b", 0.3, "New · asked", True), ("c", 0.7, "New", True)]),
        (ALL, "new old", [("b", 0.3, "New · asked", True), ("c", 0.7, "New", True), ("b", None, "", True)]),
        ([{"to": "c", "segment": "new"}], "new", [("c", None, "New", True)]),
        ([{"to": "c", "share": "0%", "segment": "new"}, "exit"], "new",
         [("c", 0.0, "New", False), ("exit", None, "", True)]),
        ([{"to": "exit", "share": "100%"}, {"to": "c", "segment": "new"}], "new old",
         [("exit", 1.0, "", True), ("c", None, "New", False)]),
    ],
    ids=["all of them", "others go on", "without shares", "nobody of them", "nobody is left"],
)  # fmt: skip
def test_the_ways_of_segments(
    ways: list[dict[str, Any]], segments: str, wanted: list[tuple[str, float | None, str, bool]]
) -> None:
    assert ways_of(journey(ways, segments)) == wanted


@pytest.mark.parametrize(
    ("given", "ann", "bo"),
    [
        ({}, True, True),
        ({"personas": ["bo"]}, False, True),
        ({"segments": ["new"]}, True, False),
        ({"segments": ["old"]}, False, False),
        ({"personas": ["ann", "bo"], "segments": ["new"]}, True, False),
    ],
)
def test_a_persona_passes_where_nothing_else_is_said(given: dict[str, Any], ann: bool, bo: bool) -> None:
    data = {
        "journeymap": 1, "id": "x", "title": "X",
        "segments": [{"id": "new", "name": "New"}, {"id": "old", "name": "Old"}],
        "personas": [{"id": "ann", "name": "Ann", "segment": "new"}, {"id": "bo", "name": "Bo"}],
        "stages": [{"id": "s", "name": "S", "touchpoints": [{"id": "t", "name": "T", **given}]}],
    }  # fmt: skip
    read = journey_from(data)
    (touchpoint,) = read.touchpoints
    assert [passes(touchpoint, persona) for persona in read.personas] == [ann, bo]


STEPS = [("a", 1.0, {}), ("b", None, {"personas": ["bo"]}), ("c", -1.0, {}), ("d", None, {}), ("e", 1.0, {})]


def split_journey() -> Journey:
    """Ann does not pass at the second step, and passes the fourth without a score."""
    steps = [
        {"id": id_, "name": id_.upper(), **more,
         "emotions": [{"persona": "ann", "score": score}] if score is not None else [{"persona": "bo", "score": 0}]}
        for id_, score, more in STEPS
    ]  # fmt: skip
    return journey_from({
        "journeymap": 1, "id": "x", "title": "X",
        "personas": [{"id": "ann", "name": "Ann"}, {"id": "bo", "name": "Bo"}],
        "stages": [{"id": "s", "name": "S", "touchpoints": steps}],
    })  # fmt: skip


def test_a_curve_passes_over_the_steps_of_others_and_breaks_where_a_score_is_missing() -> None:
    assert bridges(split_journey())["ann"] == ((1, 3),)
    assert bridges(journey(ALL)) == {}


def test_the_thread_is_drawn_from_point_to_point_and_told_in_the_legend() -> None:
    scene = scene_of(split_journey())
    paths = [element for element in scene.elements() if isinstance(element, Path) and element.data]
    threads = [path for path in paths if path.data and (path.data.get("from"), path.data.get("to")) == ("a", "c")]
    (thread,) = threads
    assert thread.dash == DOTS and thread.data["persona"] == "ann"
    assert "not here" in svg_of(scene)
    assert "not here" not in svg_of(scene_of(journey(ALL)))
