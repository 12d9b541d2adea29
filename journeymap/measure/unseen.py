"""Touchpoints at which no events are counted: customers pass them, and nobody can see how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from journeymap.insight.transitions import Transition, is_taken, transitions
from journeymap.measure.measured import Measures
from journeymap.model import Journey


class UnseenWays(NamedTuple):
    """What the touchpoints without events hide of the ways of a journey.

    `watched` are the ids of touchpoints with events, and of those that a source maps events to. A way of the file to
    another one is seen as a way to what comes behind that: `instead` has, for the start of a way and what is seen,
    where the way of the file leads, if that is clear. `unclear` has what else may be seen behind such ways, by their
    start.
    """

    watched: frozenset[str]
    instead: Mapping[tuple[str, str], str]
    unclear: Mapping[str, frozenset[str]]


def unseen_ways(journey: Journey, measures: Measures) -> UnseenWays:
    """Returns what the touchpoints without events hide; ends of the journey are `exit`."""
    watched = frozenset(_watched(journey, measures))
    taken = [each for each in transitions(journey) if is_taken(each)]
    onward: dict[str, list[Transition]] = {}
    for each in taken:
        onward.setdefault(each.source.id, []).append(each)
    drawn = {(each.source.id, each.to) for each in taken}
    found: dict[tuple[str, str], set[str]] = {}
    behind: dict[str, set[str]] = {}
    for each in taken:
        if each.target is not None and each.target.id not in watched:
            reached = _behind(each.target.id, onward, watched)
            behind.setdefault(each.source.id, set()).update(reached)
            for seen in reached if len(reached) == 1 else ():
                found.setdefault((each.source.id, seen), set()).add(each.to)
    instead = {way: ways.pop() for way, ways in found.items() if len(ways) == 1 and way not in drawn}
    unclear = {
        start: frozenset(each for each in seen if (start, each) not in instead) for start, seen in behind.items()
    }
    return UnseenWays(watched, instead, {start: seen for start, seen in unclear.items() if seen})


def _behind(start: str, onward: Mapping[str, list[Transition]], watched: frozenset[str]) -> set[str]:
    """What is reached from an unwatched touchpoint without passing a watched one."""
    waiting, passed, reached = [start], {start}, set()
    while waiting:
        for each in onward.get(waiting.pop(), ()):
            if each.target is None or each.target.id in watched:
                reached.add(each.to)
            elif each.target.id not in passed:
                passed.add(each.target.id)
                waiting.append(each.target.id)
    return reached


def _watched(journey: Journey, measures: Measures) -> Iterator[str]:
    of_events = {each.id for each in measures.sources if each.sessions is not None}
    for way in measures.transitions:
        yield from (way.touchpoint, way.to)
    yield from (step.touchpoint for step in measures.funnel)
    yield from (cell.touchpoint for cell in measures.cells if cell.source in of_events)
    for source in journey.sources:
        if source.id in of_events:
            yield from (id_ for place in source.map.values() for id_ in place.touchpoints)
