"""Who passes where: what follows for each persona and segment, and what all of them make together."""

from __future__ import annotations

from typing import Any

import pytest
from journeys import journey_from

from journeymap.insight.curve_shape import curve_shapes
from journeymap.insight.first_pass import first_pass
from journeymap.insight.passing import Traveller, names_of, passes, travellers
from journeymap.insight.transitions import (
    is_taken,
    reachable,
    reached_by,
    transitions,
    transitions_from,
    traps,
    whose_way,
)
from journeymap.model import Journey

SEGMENTS = [{"id": "new", "name": "New", "share": "30%"}, {"id": "old", "name": "Old", "share": "70%"}]
PERSONAS = [{"id": "dana", "name": "Dana", "segment": "new"}, {"id": "amir", "name": "Amir", "segment": "old"}]
DANA, AMIR = Traveller("dana", "new"), Traveller("amir", "old")


def journey(*steps: dict[str, Any], **more: Any) -> Journey:
    """Steps `a`, `b`, `c`… of one stage, each with what is given; two segments with a persona each."""
    touchpoints = [{"id": "abcdefgh"[place], "name": f"Step {place}", **step} for place, step in enumerate(steps)]
    stages = [{"id": "s", "name": "S", "touchpoints": touchpoints}]
    data = {"journeymap": 1, "id": "x", "title": "X", "segments": SEGMENTS, "personas": PERSONAS, "stages": stages}
    return journey_from(data | more)


def told(journey: Journey) -> list[tuple[str, str, float | None, str]]:
    """Every transition: its ends, its share, and who takes it where others come to its source as well."""
    return [
        (
            way.source.id,
            way.to,
            None if way.share is None else round(way.share, 6),
            ", ".join(names_of(journey, way.who or ())) if way.of_some else "",
        )
        for way in transitions(journey)
    ]


@pytest.mark.parametrize(
    ("step", "who"),
    [
        ({}, "dana amir new old"),
        ({"personas": ["dana"]}, "dana new"),
        ({"segments": ["old"]}, "amir old"),
        ({"personas": ["dana"], "segments": ["old"]}, ""),
        ({"personas": ["dana", "amir"], "segments": ["old"]}, "amir old"),
    ],
)
def test_who_passes(step: dict[str, Any], who: str) -> None:
    read = journey(step)
    asked = {"dana": DANA, "amir": AMIR, "new": Traveller(None, "new"), "old": Traveller(None, "old")}
    assert [name for name, each in asked.items() if passes(read, read.touchpoints[0], each)] == who.split()


def test_a_segment_without_a_persona_travels_as_a_whole_and_an_unknown_one_without_any() -> None:
    assert travellers(journey({}, personas=PERSONAS[:1])) == (DANA, Traveller(None, "old"))
    assert travellers(journey({}, personas=[], segments=[])) == (Traveller(None, None),)


def test_silence_leads_each_to_the_next_touchpoint_that_it_passes() -> None:
    read = journey({}, {"segments": "new"}, {"segments": "old"}, {}, {"personas": "dana"})
    assert told(read) == [
        ("a", "b", 1, "New"), ("a", "c", 1, "Old"), ("b", "d", 1, ""), ("c", "d", 1, ""),
        ("d", "e", 1, "New"), ("d", "exit", 1, "Old"), ("e", "exit", 1, ""),
    ]  # fmt: skip
    assert [way.to for way in transitions_from(read, read.touchpoints[0], AMIR)] == ["c"]
    assert transitions_from(read, read.touchpoints[1], AMIR) == ()


def test_a_way_to_where_one_does_not_pass_is_not_taken() -> None:
    read = journey({"next": [{"to": "b", "share": "40%"}, {"to": "exit", "share": "20%"}]}, {"segments": "new"}, {})
    assert told(read)[:4] == [
        ("a", "b", 0.4, "New"), ("a", "exit", 0.2, ""), ("a", "b", 0.4, "New"), ("a", "c", 0.8, "Old"),
    ]  # fmt: skip
    only = journey({"next": "b"}, {"segments": "new"}, {})
    assert told(only)[:2] == [("a", "b", 1, "New"), ("a", "c", 1, "Old")]


def test_the_share_of_a_segments_way_is_a_part_of_the_segment() -> None:
    read = journey({"next": [{"to": "c", "share": "40%", "segment": "new"}, {"to": "exit", "share": "10%"}]}, {}, {})
    assert told(read)[:3] == [("a", "c", 0.4, "New"), ("a", "exit", 0.1, ""), ("a", "b", None, "")]
    passing = first_pass(read)
    a, b, c = read.touchpoints
    assert passing.flows[a, "c"] == pytest.approx(0.12)
    assert passing.flows[a, "b"] == pytest.approx(0.3 * 0.5 + 0.7 * 0.9)
    assert (passing.reached[b], passing.reached[c]) == (pytest.approx(0.78), pytest.approx(0.9))
    assert passing.most == {(a, "b"), (b, "c"), (c, "exit")}


def test_the_first_pass_is_unknown_without_the_shares_of_the_segments_unless_all_agree() -> None:
    segments = [{"id": "new", "name": "New"}, {"id": "old", "name": "Old"}]
    read = journey({}, {"segments": "new"}, {}, segments=segments)
    a, b, c = read.touchpoints
    assert [first_pass(read).reached[each] for each in (a, b, c)] == [1, None, 1]


WAYS = [{"to": "b", "share": "30%", "segment": "new", "when": "asked"}, {"to": "c", "share": "70%", "segment": "new"}]


@pytest.mark.parametrize(
    ("ways", "only", "wanted"),
    [
        (WAYS, "new", [("b", 0.3, "New", True), ("c", 0.7, "New", True)]),
        (WAYS, "", [("b", 0.3, "New", True), ("c", 0.7, "New", True), ("b", 1.0, "Old", True)]),
        ([{"to": "c", "segment": "new"}], "new", [("c", 1.0, "New", True)]),
        ([{"to": "c", "share": "0%", "segment": "new"}, "exit"], "",
         [("c", 0.0, "New", False), ("exit", 1.0, "", True)]),
        ([{"to": "exit", "share": "100%"}, {"to": "c", "segment": "new"}], "",
         [("exit", 1.0, "", True), ("c", None, "New", False)]),
    ],
    ids=["all of them", "others go on", "without shares", "nobody of them", "nobody is left"],
)  # fmt: skip
def test_the_ways_of_a_segment(
    ways: list[dict[str, Any]], only: str, wanted: list[tuple[str, float | None, str, bool]]
) -> None:
    some = {"segments": SEGMENTS[:1], "personas": PERSONAS[:1]} if only else {}
    read = journey({"next": ways}, {}, {}, **some)
    found = transitions_from(read, read.touchpoints[0])
    assert [(way.to, way.share, ", ".join(whose_way(read, way)), is_taken(way)) for way in found] == wanted


def test_who_never_comes_takes_no_way_on() -> None:
    read = journey(
        {"next": [{"to": "b", "segment": "new"}, {"to": "d", "segment": "old"}]}, {}, {"segments": "old"}, {}
    )
    assert told(read)[2:] == [("b", "d", 1, ""), ("c", "d", 1, ""), ("d", "exit", 1, "")]
    assert [each.id for each in read.touchpoints if each in reached_by(read, AMIR)] == ["a", "d"]
    assert "c" not in {each.id for each in reachable(read)}


def test_one_who_is_caught_is_not_hidden_by_those_who_get_out() -> None:
    read = journey({}, {"next": {"to": "a", "segment": "new"}})
    (trap,) = traps(read)
    assert [each.id for each in trap.touchpoints] == ["a", "b"]
    assert [who.segment for who in trap.who] == ["new"]
    assert not traps(journey({}, {"next": [{"to": "a", "segment": "new", "share": "50%"}]}))


def test_a_curve_bridges_what_its_persona_does_not_pass_and_breaks_where_a_score_is_missing() -> None:
    def felt(*personas: str) -> dict[str, Any]:
        return {"emotions": [{"persona": each, "score": 1} for each in personas]}

    read = journey(
        felt("dana", "amir"),
        felt("dana") | {"segments": "new"},
        felt("dana", "amir"),
        felt("dana"),
        felt("dana", "amir"),
    )
    shapes = curve_shapes(read)
    assert (shapes["dana"].main, shapes["dana"].threads) == (((1, 2, 3, 4, 5),), frozenset())
    assert (shapes["amir"].main, shapes["amir"].threads) == (((1,), (3,), (5,)), {(1, 3)})
    assert shapes["amir"].branches == () and shapes["amir"].ends == (5,)


def test_names_are_those_of_segments_where_they_are_whole() -> None:
    personas = [*PERSONAS, {"id": "noa", "name": "Noa", "segment": "new"}]
    read = journey({}, personas=personas)
    noa = Traveller("noa", "new")
    assert names_of(read, (DANA, noa)) == ("New",)
    assert names_of(read, (DANA, AMIR)) == ("Old", "Dana")
