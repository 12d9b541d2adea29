"""What customers did, as it is told: the figures of counted events, with their intervals, less what is held back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from journeymap.measure.event_holding import groups_held_back
from journeymap.measure.events.counted import COMPLETED, EXIT, CountedEvents, CountedShare, CountedTime
from journeymap.measure.figures import Clusters, Estimate, ScoreCounts, share
from journeymap.measure.measured import (
    MeasuredCell,
    MeasuredFunnelStep,
    MeasuredTime,
    MeasuredTransition,
    MeasureOptions,
)

_SECOND = 1_000_000
_ENDS = {EXIT: "exit", COMPLETED: "completed"}


class EventFigures(NamedTuple):
    """The figures of one source of events, in the order in which they are written, and how many are held back."""

    cells: tuple[MeasuredCell, ...]
    transitions: tuple[MeasuredTransition, ...]
    funnel: tuple[MeasuredFunnelStep, ...]
    times: tuple[MeasuredTime, ...]
    held_back: int


def figures_of(source: str, counted: CountedEvents, options: MeasureOptions) -> EventFigures:
    """Returns the figures of a source (its id) that may be told."""
    hidden = groups_held_back(counted, _asked(counted.times, counted.shares), options.hold_back)
    shares = [each for each in counted.shares if not hidden.hides(each)]
    asked = _asked(counted.times, shares)
    took = [each for each in asked if not hidden.hides(each)]
    cells: list[MeasuredCell] = []
    transitions: list[MeasuredTransition] = []
    steps: dict[tuple[tuple[str, ...], str, bool, int], MeasuredFunnelStep] = {}
    for each in shares:
        touchpoint, found = counted.touchpoints[each.touchpoint], estimate(each, options.confidence)
        told = _told(source, counted, each, found)
        if each.of == "transition":
            to = _ENDS.get(each.other) or counted.touchpoints[each.other]
            transitions.append(MeasuredTransition(touchpoint, to, *told))
        elif each.of in ("journey", "any"):
            step = counted.funnel.index(each.touchpoint)
            steps[each.segments, each.period, each.of != "journey", step] = MeasuredFunnelStep(
                touchpoint, each.of, *told
            )
        else:
            cells.append(MeasuredCell(
                touchpoint, each.of, source, _segment(counted, each), each.period, found.n, found.respondents,
                found.n_effective, found.value, found.low, found.high, None, None, None, found.method, found.confidence,
            ))  # fmt: skip
    return EventFigures(
        tuple(sorted(cells, key=_order)),
        tuple(sorted(transitions, key=_order)),
        tuple(steps[key] for key in sorted(steps)),
        tuple(sorted((_time(source, counted, each, options.confidence) for each in took), key=_order)),
        len(counted.shares) - len(shares) + len(asked) - len(took),
    )


def _asked(times: Sequence[CountedTime], shares: Sequence[CountedShare]) -> list[CountedTime]:
    """The times to the next touchpoint of the journey, and those of ways of which shares tell in any cell.

    So a time does not tell that the way of its own cell, which may be held back, is there.
    """
    ways = {(each.touchpoint, each.other) for each in shares if each.of == "transition"}
    return [each for each in times if each.to == each.touchpoint + 1 or (each.touchpoint, each.to) in ways]


def _order(found: MeasuredCell | MeasuredTransition | MeasuredTime) -> tuple[object, ...]:
    """What figures are sorted by: touchpoint, what is measured there, segment and period."""
    return *found[:2], tuple(sorted(found.segment.items())), found.period, getattr(found, "between", "")


def _segment(counted: CountedEvents, found: CountedShare | CountedTime) -> Mapping[str, str]:
    return {name: segment for name, segment in zip(counted.dimensions, found.segments, strict=True) if segment}


def estimate(found: CountedShare, confidence: float) -> Estimate:
    """Returns a share in percent, with Wilson's interval for the effective number, as its cases are clusters."""
    clusters = Clusters(found.cases, found.m, found.m2, found.y, found.y2, found.my)
    counts = ScoreCounts.unweighted({1.0: found.y, 0.0: found.m - found.y})
    return share(counts, bool, confidence, clusters).scaled(100)


def _told(source: str, counted: CountedEvents, share: CountedShare, found: Estimate) -> tuple[Any, ...]:
    """The fields that transitions and steps of a funnel share, from the source on."""
    return (
        source, _segment(counted, share), share.period, found.n, share.y, share.cases, found.n_effective, found.value,
        found.low, found.high, found.method, found.confidence,
    )  # fmt: skip


def _time(source: str, counted: CountedEvents, found: CountedTime, confidence: float) -> MeasuredTime:
    """The median of times in seconds; without an interval where it would have width 0."""
    low = high = None
    if found.low is not None and found.high is not None and found.low < found.high:
        low, high = found.low / _SECOND, found.high / _SECOND
    return MeasuredTime(
        counted.touchpoints[found.touchpoint], counted.touchpoints[found.to], found.between, source,
        _segment(counted, found), found.period, found.n, found.cases, sum(found.middle) / (2 * _SECOND), low, high,
        "order-statistics", confidence,
    )  # fmt: skip
