"""The transitions between touchpoints: those that the file writes, and those that it implies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf

from journeymap.insight.passing import Traveller, names_of, passing_at, path_of, travellers, ways_differ
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

    Where some go other ways than others, `who` are those who take it, `share` is a part of these alone, and None where
    it differs among them. With `of_some`, others come to the source as well.
    """

    source: Touchpoint
    target: Touchpoint | None
    share: float | None = None
    when: str | None = None
    written: Next | None = None
    who: tuple[Traveller, ...] | None = None
    of_some: bool = False

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
    to an unknown touchpoint leads to the exit, so that one misspelt id is only one finding.

    Where not all pass at the same touchpoints, or ways are those of a segment, each transition says who takes it, and
    several may be implied: one for each touchpoint that follows for some.
    """
    return tuple(transition for outgoing in _outgoing(journey).values() for transition in outgoing)


def transitions_from(journey: Journey, touchpoint: Touchpoint, who: Traveller | None = None) -> tuple[Transition, ...]:
    """Returns the transitions from one touchpoint of the journey, as in `transitions`; those of one who passes there.

    A persona or a segment goes on to the following touchpoint that it passes. It takes no way of another segment, and
    none to a touchpoint that it does not pass.
    """
    if who is None or not ways_differ(journey):
        return _outgoing(journey)[touchpoint]
    return _views(journey)[who].get(touchpoint, ())


@once_per_journey
def _outgoing(journey: Journey) -> dict[Touchpoint, tuple[Transition, ...]]:
    if ways_differ(journey):
        return {source: tuple(_together(journey, source)) for source in journey.touchpoints}
    known = journey.touchpoint_by_id
    following = (*journey.touchpoints[1:], None)
    return {
        source: tuple(_from(source, source.next, after, known))
        for source, after in zip(journey.touchpoints, following, strict=False)  # an empty journey has no exit either
    }


def _from(
    source: Touchpoint, ways: Sequence[Next], after: Touchpoint | None, known: Mapping[str, Touchpoint]
) -> Iterator[Transition]:
    if not ways:
        yield Transition(source, after, 1.0)
        return
    rest = max(1 - _sum(ways), 0.0)
    rest = rest if rest > ROUNDING else 0.0
    without_share = sum(written.share is None for written in ways)
    for written in ways:
        target = known.get(written.to) if written.to != EXIT else None
        share = written.share if written.share is not None or without_share > 1 else rest
        yield Transition(source, target, share, written.when, written)
    if not without_share and rest:
        yield Transition(source, after, rest)


@once_per_journey
def _views(journey: Journey) -> dict[Traveller, dict[Touchpoint, tuple[Transition, ...]]]:
    """The transitions as each traveller sees them, by the touchpoint; `who` is empty where it does not take them."""
    return {who: _view(journey, who) for who in travellers(journey)}


def _view(journey: Journey, who: Traveller) -> dict[Touchpoint, tuple[Transition, ...]]:
    known, path = journey.touchpoint_by_id, path_of(journey, who)
    passed = frozenset(path)
    found = {}
    for source, after in zip(path, (*path[1:], None), strict=False):
        ways = [
            way
            for way in source.next
            if way.segment in (None, who.segment) and (way.to not in known or known[way.to] in passed)
        ]
        left = _sum(ways) <= 1 - ROUNDING
        found[source] = tuple(
            each._replace(who=(who,) if (left if each.share is None else each.share > 0) else ())
            for each in _from(source, ways, after, known)
        )
    return found


def _together(journey: Journey, source: Touchpoint) -> Iterator[Transition]:
    """The transitions from a touchpoint as all see them who come there or, where nobody does, all who pass."""
    views = _views(journey)
    passing = passing_at(journey, source)
    coming = [who for who in passing if source in reached_by(journey, who)] or passing
    seen: dict[Next, list[Transition]] = {written: [] for written in source.next}
    implied: dict[str, list[Transition]] = {}
    for who in coming:
        for each in views[who][source]:
            if each.who:
                together = implied.setdefault(each.to, []) if each.written is None else seen[each.written]
                together.append(each)
    numbers = journey.number_of
    for written, parts in seen.items():
        target = journey.touchpoint_by_id.get(written.to)
        whole = Transition(source, target, written.share, written.when, written)
        yield _joined(whole, parts, len(coming))
    for _, parts in sorted(implied.items(), key=lambda item: numbers.get(item[0], inf)):
        yield _joined(parts[0], parts, len(coming))


def _joined(first: Transition, parts: Sequence[Transition], coming: int) -> Transition:
    """One transition of all who take it, of so many who come to its source."""
    shares = {each.share for each in parts} or {first.share}
    return first._replace(
        share=shares.pop() if len(shares) == 1 else None,
        who=tuple(who for each in parts for who in each.who or ()),
        of_some=len(parts) < coming,
    )


def whose_way(journey: Journey, transition: Transition) -> tuple[str, ...]:
    """Returns the names of those who take a transition, where it is a segment's or not all who come there take it."""
    if transition.who is None:
        return ()
    if transition.written is not None and transition.written.segment is not None:
        return tuple(each.name for each in journey.segments if each.id == transition.written.segment)
    return names_of(journey, transition.who) if transition.of_some else ()


def shared_out(touchpoint: Touchpoint, segment: str | None = None) -> float:
    """Returns the sum of the written shares of a touchpoint for a segment; above 1 it is an error of the file.

    Ways of other segments do not count.
    """
    return _sum([way for way in touchpoint.next if way.segment in (None, segment)])


def _sum(ways: Iterable[Next]) -> float:
    return sum(written.share for written in ways if written.share is not None)


def is_taken(transition: Transition) -> bool:
    """Whether any customers take a transition: its share is above 0 or, where it is unknown, the others leave some."""
    if transition.who is not None:
        return bool(transition.who)
    if transition.share is None:
        return shared_out(transition.source) <= 1 - ROUNDING
    return transition.share > 0


@once_per_journey
def reachable(journey: Journey) -> frozenset[Touchpoint]:
    """Returns the touchpoints that anybody reaches from the first one that they pass, including that."""
    if ways_differ(journey):
        return frozenset().union(*_reached_by(journey).values())
    return _reached_along(_outgoing(journey))


def is_reached(journey: Journey, part: Part) -> bool:
    """Whether anybody reaches a touchpoint or, of a stage, any of its touchpoints; a stage without any is reached."""
    reached = reachable(journey)
    if isinstance(part, Touchpoint):
        return part in reached
    return not part.touchpoints or any(touchpoint in reached for touchpoint in part.touchpoints)


def reached_by(journey: Journey, who: Traveller) -> frozenset[Touchpoint]:
    """Returns the touchpoints that somebody reaches from the first one that it passes, including that."""
    return _reached_by(journey)[who] if ways_differ(journey) else reachable(journey)


@once_per_journey
def _reached_by(journey: Journey) -> dict[Traveller, frozenset[Touchpoint]]:
    return {who: _reached_along(view) for who, view in _views(journey).items()}


def _reached_along(outgoing: Mapping[Touchpoint, Sequence[Transition]]) -> frozenset[Touchpoint]:
    onward: dict[Touchpoint | None, list[Touchpoint | None]] = {
        source: [transition.target for transition in ways if is_taken(transition)] for source, ways in outgoing.items()
    }
    return frozenset(_reached(onward, list(outgoing)[:1]))


class Trap(NamedTuple):
    """Touchpoints, in order, from which only one another can be come to, and who comes to them and cannot leave.

    `who` is empty where all go the same ways.
    """

    touchpoints: tuple[Touchpoint, ...]
    who: tuple[Traveller, ...]


def traps(journey: Journey) -> tuple[Trap, ...]:
    """Returns the traps of a journey, those of one traveller in the order of the file."""
    if not ways_differ(journey):
        return tuple(Trap(circle, ()) for circle in _circles(_outgoing(journey), reachable(journey)))
    found: dict[tuple[Touchpoint, ...], list[Traveller]] = {}
    for who, view in _views(journey).items():
        for circle in _circles(view, reached_by(journey, who)):
            found.setdefault(circle, []).append(who)
    return tuple(Trap(circle, tuple(who)) for circle, who in found.items())


def _circles(
    outgoing: Mapping[Touchpoint, Sequence[Transition]], reached: frozenset[Touchpoint]
) -> Iterator[tuple[Touchpoint, ...]]:
    """Yields the sets of touchpoints that are `reached`, can all be come to from one another, and are never left."""
    left = set(reached - _able_to_end(outgoing.values()))
    if not left:
        return
    onward: dict[Touchpoint | None, list[Touchpoint | None]] = {
        source: [way.target for way in outgoing[source] if is_taken(way)] for source in outgoing if source in left
    }
    while left:
        back: dict[Touchpoint | None, list[Touchpoint | None]] = {}
        for source in left:
            for target in onward[source]:
                back.setdefault(target, []).append(source)
        behind: set[Touchpoint] = set()
        last = None
        for each in outgoing:  # the last that nothing before it leads back to is in a circle that is never left
            if each in left and each not in behind:
                last = each
                behind |= _reached(back, (each,))
        circle = _reached(onward, (last,))
        yield tuple(each for each in outgoing if each in circle)
        left -= _reached(back, circle)


def _able_to_end(outgoing: Iterable[Sequence[Transition]]) -> set[Touchpoint]:
    back: dict[Touchpoint | None, list[Touchpoint | None]] = {}
    for ways in outgoing:
        for transition in ways:
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
