"""The transitions between touchpoints: those that the file writes, and those that it implies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from journeymap.insight.per_journey import once_per_journey
from journeymap.model import EXIT, Journey, Next, Part, Touchpoint
from journeymap.records import NamedTuple

ROUNDING = 1e-6
"""The tolerance for sums of shares, which are read to eight decimals."""


class Transition(NamedTuple):
    """A transition from one touchpoint to another.

    `target` is None where the customer leaves the journey. `share` is the part of the customers at the source who take
    it, from 0 to 1: the written one, or what the written ones leave. It is None where it is unknown, because several
    transitions without a share divide what the others leave. `written` is its item of `next`; None where it is implied.
    """

    source: Touchpoint
    target: Touchpoint | None
    share: float | None = None
    when: str | None = None
    written: Next | None = None

    @property
    def share_shown(self) -> float | None:
        """The share to show: that of all customers, else the written one of a segment; None where neither is known."""
        return self.share if self.share is not None or self.written is None else self.written.share

    @property
    def share_is_written(self) -> bool:
        """Whether the file has its share, which otherwise follows from other shares."""
        return self.written is not None and self.written.share is not None

    @property
    def to(self) -> str:
        """The id of the target, or `exit`; for an unknown touchpoint, the id that the file has."""
        if self.written is not None:
            return self.written.to
        return self.target.id if self.target is not None else EXIT


def transitions(journey: Journey) -> tuple[Transition, ...]:
    """Returns every transition, in the order of the touchpoints; those of one touchpoint in the order of the file.

    An implied transition comes last. It leads to the following touchpoint, or from the last one to the exit. A
    touchpoint has one if it has no `next`, or if all its transitions have shares and these add up to less than 100 %.
    A single transition without a share takes what the others leave; of several, the shares are unknown. A transition
    to an unknown touchpoint leads to the exit, so that one misspelt id is only one finding. The share of a way of one
    segment is unknown, and with such ways the implied one exists where a segment, or those of none, have some left.
    """
    return tuple(transition for outgoing in _outgoing(journey).values() for transition in outgoing)


def transitions_from(journey: Journey, touchpoint: Touchpoint) -> tuple[Transition, ...]:
    """Returns the transitions from one touchpoint of the journey, as in `transitions`."""
    return _outgoing(journey)[touchpoint]


@once_per_journey
def _outgoing(journey: Journey) -> dict[Touchpoint, tuple[Transition, ...]]:
    known = journey.touchpoint_by_id
    following = (*journey.touchpoints[1:], None)
    segments = frozenset(segment.id for segment in journey.segments)
    return {
        source: tuple(_from(source, after, known, segments))
        for source, after in zip(journey.touchpoints, following, strict=False)  # an empty journey has no exit either
    }


def _from(
    source: Touchpoint, after: Touchpoint | None, known: Mapping[str, Touchpoint], segments: frozenset[str]
) -> Iterator[Transition]:
    if not source.next:
        yield Transition(source, after, 1.0)
        return
    if any(written.segment is not None for written in source.next):
        yield from _from_by_segment(source, after, known, segments)
        return
    rest = max(1 - shared_out(source), 0.0)
    rest = rest if rest > ROUNDING else 0.0
    without_share = sum(written.share is None for written in source.next)
    for written in source.next:
        target = known.get(written.to) if written.to != EXIT else None
        share = written.share if written.share is not None or without_share > 1 else rest
        yield Transition(source, target, share, written.when, written)
    if not without_share and rest:
        yield Transition(source, after, rest)


def _from_by_segment(
    source: Touchpoint, after: Touchpoint | None, known: Mapping[str, Touchpoint], segments: frozenset[str]
) -> Iterator[Transition]:
    """The transitions of a touchpoint with ways of segments. A share of a segment is no known share of all."""
    for written in source.next:
        target = known.get(written.to) if written.to != EXIT else None
        share = written.share if written.segment is None else None
        yield Transition(source, target, share, written.when, written)
    sums = shared_out_by_segment(source)
    if segments and segments <= sums.keys():
        del sums[None]  # there are no others
    open_ways = {written.segment for written in source.next if written.share is None}
    if None not in open_ways and any(
        total <= 1 - ROUNDING for segment, total in sums.items() if segment not in open_ways
    ):
        yield Transition(source, after, None)


def condition(journey: Journey, transition: Transition) -> str:
    """Returns who takes a transition and in which case: the name of its segment, and its `when`; empty for neither."""
    segment = transition.written.segment if transition.written else None
    name = next((each.name for each in journey.segments if each.id == segment), "") if segment else ""
    return " · ".join(part for part in (name, transition.when) if part)


def shared_out(touchpoint: Touchpoint) -> float:
    """Returns the sum of the written shares of a touchpoint; above 1 it is an error of the file."""
    return sum(written.share for written in touchpoint.next if written.share is not None)


def shared_out_by_segment(touchpoint: Touchpoint) -> dict[str | None, float]:
    """Returns the sum of the written shares for each segment that a way of a touchpoint names, and for all others.

    The key of all others is None. Ways without a segment count in each.
    """
    of_all = sum(way.share or 0.0 for way in touchpoint.next if way.segment is None)
    sums: dict[str | None, float] = {None: of_all}
    for way in touchpoint.next:
        if way.segment is not None:
            sums[way.segment] = sums.get(way.segment, of_all) + (way.share or 0.0)
    return sums


def is_taken(transition: Transition) -> bool:
    """Whether any customers take a transition: its share is above 0 or, where it is unknown, the others leave some."""
    if transition.share is None:
        written = transition.written
        if written is None:
            return True
        if written.share is not None:
            return written.share > 0
        if written.segment is not None:
            return shared_out_by_segment(transition.source)[written.segment] <= 1 - ROUNDING
        return shared_out(transition.source) <= 1 - ROUNDING
    return transition.share > 0


@once_per_journey
def reachable(journey: Journey) -> frozenset[Touchpoint]:
    """Returns the touchpoints that anybody reaches from the first one, including that."""
    onward: dict[Touchpoint | None, list[Touchpoint | None]] = {}
    for source, outgoing in _outgoing(journey).items():
        onward[source] = [transition.target for transition in outgoing if is_taken(transition)]
    return frozenset(_reached(onward, journey.touchpoints[:1]))


def is_reached(journey: Journey, part: Part) -> bool:
    """Whether anybody reaches a touchpoint or, of a stage, any of its touchpoints; a stage without any is reached."""
    reached = reachable(journey)
    if isinstance(part, Touchpoint):
        return part in reached
    return not part.touchpoints or any(touchpoint in reached for touchpoint in part.touchpoints)


def able_to_end(journey: Journey) -> set[Touchpoint]:
    """Returns the touchpoints from which the exit can be reached."""
    back: dict[Touchpoint | None, list[Touchpoint | None]] = {}
    for transition in transitions(journey):
        back.setdefault(transition.target, []).append(transition.source)
    return _reached(back, (None,))


def _reached(
    graph: Mapping[Touchpoint | None, list[Touchpoint | None]], start: Iterable[Touchpoint | None]
) -> set[Touchpoint]:
    """Returns what can be reached in a graph from `start`, which is included; the exit, None, is not."""
    waiting = list(start)
    seen = set(waiting)
    while waiting:
        for node in graph.get(waiting.pop(), ()):
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return {node for node in seen if node is not None}
