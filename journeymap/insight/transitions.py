"""Where customers go: the touchpoints as a graph, with the ways that the file writes and those that it implies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from journeymap.insight.per_journey import once_per_journey
from journeymap.model import EXIT, Journey, Next, Touchpoint

ROUNDING = 1e-6
"""By how much a sum of shares may miss the whole; shares are read to eight places."""


class Transition(NamedTuple):
    """One way from a touchpoint to the next.

    `target` is None where the customer leaves the journey. `share` is the part of customers, from 0 to 1, where it is
    said or left over by the other shares; without it, customers take this way as far as the others leave them.
    `written` is the item of `next` that says it; None where it is implied.
    """

    source: Touchpoint
    target: Touchpoint | None
    share: float | None = None
    when: str | None = None
    written: Next | None = None

    @property
    def to(self) -> str:
        """The id of where it leads, or `exit`; for a touchpoint that is not there, the id that the file writes."""
        if self.written is not None:
            return self.written.to
        return self.target.id if self.target is not None else EXIT


def transitions(journey: Journey) -> tuple[Transition, ...]:
    """Every transition, touchpoint by touchpoint in order; of each the written ones first, as the file has them.

    A touchpoint without `next` leads to the following one. So does, for the rest of the customers, one whose ways all
    have a share and together less than 100 %. After the last touchpoint is the exit, and a way to an
    unknown touchpoint leads there too, so that one misspelt id is one finding.
    """
    return tuple(transition for ways in _outgoing(journey).values() for transition in ways)


def transitions_from(journey: Journey, touchpoint: Touchpoint) -> tuple[Transition, ...]:
    """The transitions from one touchpoint of the journey, as in `transitions`."""
    return _outgoing(journey)[touchpoint]


@once_per_journey
def _outgoing(journey: Journey) -> dict[Touchpoint, tuple[Transition, ...]]:
    known = journey.touchpoint_by_id
    following = (*journey.touchpoints[1:], None)
    return {
        source: tuple(_from(source, after, known))
        for source, after in zip(journey.touchpoints, following, strict=False)  # an empty journey has no exit either
    }


def _from(source: Touchpoint, after: Touchpoint | None, known: Mapping[str, Touchpoint]) -> Iterator[Transition]:
    for way in source.next:
        target = known.get(way.to) if way.to != EXIT else None
        yield Transition(source, target, way.share, way.when, way)
    if not source.next:
        yield Transition(source, after)
    elif all(way.share is not None for way in source.next) and shared_out(source) < 1 - ROUNDING:
        yield Transition(source, after, 1 - shared_out(source))


def shared_out(touchpoint: Touchpoint) -> float:
    """The part of customers that the written shares of a touchpoint account for; above 1, more than there are."""
    return sum(way.share for way in touchpoint.next if way.share is not None)


def is_taken(transition: Transition) -> bool:
    """Whether anybody goes this way: its share is above 0, or it has none and the other shares leave somebody."""
    if transition.share is None:
        return shared_out(transition.source) <= 1 - ROUNDING
    return transition.share > 0


def reachable(journey: Journey) -> set[Touchpoint]:
    """The touchpoints that can be reached from the first, which is one of them."""
    onward: dict[Touchpoint | None, list[Touchpoint | None]] = {}
    for transition in transitions(journey):
        onward.setdefault(transition.source, []).append(transition.target)
    return _reached(onward, journey.touchpoints[:1])


def able_to_end(journey: Journey) -> set[Touchpoint]:
    """The touchpoints from which the exit can be reached."""
    back: dict[Touchpoint | None, list[Touchpoint | None]] = {}
    for transition in transitions(journey):
        back.setdefault(transition.target, []).append(transition.source)
    return _reached(back, (None,))


def _reached(
    graph: Mapping[Touchpoint | None, list[Touchpoint | None]], start: Iterable[Touchpoint | None]
) -> set[Touchpoint]:
    """What can be reached in a graph, which begins with `start`; the exit, None, is left out."""
    waiting = list(start)
    seen = set(waiting)
    while waiting:
        for place in graph.get(waiting.pop(), ()):
            if place not in seen:
                seen.add(place)
                waiting.append(place)
    return {place for place in seen if place is not None}
