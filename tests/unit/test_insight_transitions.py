"""Where customers go: what the file writes, what it implies, and what can be reached."""

from __future__ import annotations

from typing import Any

import pytest
from journeys import journey_from

from journeymap.insight.transitions import (
    is_taken,
    reachable,
    shared_out,
    transitions,
    transitions_from,
    traps,
)
from journeymap.model import Journey, Touchpoint, read_journey
from journeymap.source import load


def journey(**ways: Any) -> Journey:
    """Touchpoints in two stages, each with its `next`; None is silence."""
    steps = [{"id": name, "name": name.upper()} | ({} if way is None else {"next": way}) for name, way in ways.items()]
    stages = [
        {"id": f"s{place}", "name": "S", "touchpoints": part} for place, part in enumerate((steps[:2], steps[2:]))
    ]
    return journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": stages})


def told(journey: Journey) -> list[tuple[str, str, float | None, bool]]:
    return [
        (way.source.id, way.to, None if way.share is None else round(way.share, 6), way.written is not None)
        for way in transitions(journey)
    ]


def ids(touchpoints: set[Touchpoint]) -> str:
    return "".join(sorted(touchpoint.id for touchpoint in touchpoints))


def test_silence_leads_on_in_order_across_stages_and_out_at_the_end() -> None:
    assert told(journey(a=None, b=None, c=None)) == [
        ("a", "b", 1, False), ("b", "c", 1, False), ("c", "exit", 1, False),
    ]  # fmt: skip
    assert transitions(journey(a=None, b=None, c=None))[-1].target is None


def test_a_journey_without_touchpoints_has_no_transitions() -> None:
    empty = journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": []})
    assert (transitions(empty), reachable(empty), traps(empty)) == ((), set(), ())


def test_the_rest_of_the_shares_goes_on_in_order() -> None:
    read = journey(a=[{"to": "exit", "share": "92%", "when": "too dear"}], b=None)
    assert told(read)[:2] == [("a", "exit", 0.92, True), ("a", "b", 0.08, False)]
    assert [way.when for way in transitions_from(read, read.touchpoints[0])] == ["too dear", None]
    assert shared_out(read.touchpoints[0]) == pytest.approx(0.92)


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        ([{"to": "a", "share": "40%"}, {"to": "c", "share": "60%"}], ["a", "c"]),
        ([{"to": "a", "share": "33.333333%"}, {"to": "c", "share": "66.666666%"}], ["a", "c"]),
        ([{"to": "a", "share": "33.333%"}, {"to": "c", "share": "66.666%"}], ["a", "c", "c"]),
        ([{"to": "a", "share": "70%"}, {"to": "exit", "share": "70%"}], ["a", "exit"]),
        ([{"to": "a", "share": "40%"}, "exit"], ["a", "exit"]),
        ("a", ["a"]),
        ([{"to": "a", "share": "0%"}], ["a", "c"]),
    ],
    ids=["whole", "whole but for rounding", "not quite whole", "too much", "one takes the rest", "all", "none"],
)
def test_what_is_left_over_is_implied_only_where_every_way_has_a_share(ways: Any, expected: list[str]) -> None:
    read = journey(a=None, b=ways, c=None)
    assert [way.to for way in transitions_from(read, read.touchpoints[1])] == expected


def test_the_rest_at_the_last_touchpoint_leaves() -> None:
    assert told(journey(a=None, b=[{"to": "a", "share": "25%"}]))[1:] == [
        ("b", "a", 0.25, True), ("b", "exit", 0.75, False),
    ]  # fmt: skip


def test_of_ways_without_a_share_one_takes_the_rest_and_several_have_none_that_is_known() -> None:
    first = {"to": "b", "share": "30%"}
    assert told(journey(a=[first, "exit"], b=None))[:2] == [("a", "b", 0.3, True), ("a", "exit", 0.7, True)]
    several = told(journey(a=[first, "exit", "c"], b=None, c=None))[:3]
    assert several == [("a", "b", 0.3, True), ("a", "exit", None, True), ("a", "c", None, True)]


def test_a_way_to_an_unknown_touchpoint_leaves_and_keeps_its_name() -> None:
    way = transitions(journey(a="nowhere", b=None))[0]
    assert (way.target, way.to) == (None, "nowhere")


def test_the_exit_is_the_exit_though_a_touchpoint_is_called_so() -> None:
    """Such an id is an error; what else is found in the file is found as if it were not."""
    text = b"""\
journeymap: 1
id: x
title: X
stages: [{id: s, name: S, touchpoints: [{id: a, name: A, next: exit}, {id: exit, name: B}]}]
"""
    tree = load(text, "x").tree
    assert tree is not None
    read, findings = read_journey(tree)
    assert read is not None and [finding.code for finding in findings] == ["JM104"]
    assert transitions(read)[0].target is None


def test_the_first_of_doubles_is_where_a_way_leads() -> None:
    steps = [{"id": "a", "name": "A", "next": "b"}, {"id": "b", "name": "First"}, {"id": "b", "name": "Second"}]
    stages = [{"id": "s", "name": "S", "touchpoints": steps}]
    read = journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": stages})
    target = transitions(read)[0].target
    assert target is not None and target.name == "First"
    assert len(transitions(read)) == 3


def test_a_way_is_taken_where_its_share_or_the_rest_is_more_than_nothing() -> None:
    read = journey(
        a=[{"to": "b", "share": "100%"}, "exit"], b=[{"to": "a", "share": "0%"}, {"to": "exit", "share": "40%"}], c=None
    )
    assert [(way.source.id, way.to, is_taken(way)) for way in transitions(read)] == [
        ("a", "b", True), ("a", "exit", False), ("b", "a", False), ("b", "exit", True), ("b", "c", True),
        ("c", "exit", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ways", "reached", "kept"),
    [
        ({"a": None, "b": None, "c": None}, "abc", ""),
        ({"a": "c", "b": None, "c": None}, "ac", ""),
        ({"a": None, "b": "a", "c": None}, "ab", "ab"),
        ({"a": None, "b": [{"to": "a", "share": "60%"}], "c": None}, "abc", ""),
        ({"a": None, "b": "b", "c": None}, "ab", "b"),
        ({"a": "exit", "b": "c", "c": "b"}, "a", ""),
        ({"a": "nowhere", "b": None, "c": None}, "a", ""),
    ],
    ids=["in order", "ahead", "a loop", "a loop with a way out", "to itself", "an island", "a misspelt id"],
)
def test_what_can_be_reached_and_what_is_never_left(ways: dict[str, Any], reached: str, kept: str) -> None:
    read = journey(**ways)
    trapped = {touchpoint for trap in traps(read) for touchpoint in trap.touchpoints}
    assert (ids(reachable(read)), ids(trapped)) == (reached, kept)
