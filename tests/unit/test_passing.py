"""Who passes where, and where the customers of a segment go."""

from typing import Any

import pytest
from journeys import journey_from

from journeymap.insight.passing import passes
from journeymap.insight.transitions import condition, is_taken, transitions
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
