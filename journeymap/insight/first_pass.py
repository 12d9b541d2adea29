"""The first pass through a journey: how many of all who start come to each touchpoint, with loops left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journeymap.insight.passing import Traveller, path_of, travellers, ways_differ
from journeymap.insight.per_journey import once_per_journey
from journeymap.insight.transitions import Transition, is_taken, transitions_from
from journeymap.model import Journey, Touchpoint
from journeymap.records import NamedTuple


class FirstPass(NamedTuple):
    """Shares of all who start, from 0 to 1; None where a share on the way is unknown.

    `reached` has the share that comes to each touchpoint, and `flows` the share that takes each transition ahead or out
    of the journey. Transitions back are left out. `most` has the transitions that the greatest shares take, from the
    first touchpoint on.
    """

    reached: Mapping[Touchpoint, float | None]
    flows: Mapping[tuple[Touchpoint, str], float | None]
    most: frozenset[tuple[Touchpoint, str]]

    def flow(self, transition: Transition) -> float | None:
        """The share of all who start that takes a transition; None for one back, and where it is unknown."""
        return self.flows.get((transition.source, transition.to))

    def is_of_most(self, transition: Transition) -> bool:
        """Whether the greatest shares take it."""
        return (transition.source, transition.to) in self.most


def goes_ahead(journey: Journey, transition: Transition) -> bool:
    """Whether a transition leads to a later touchpoint, and not back or out of the journey."""
    target = transition.target
    return target is not None and journey.number_of[target.id] > journey.number_of[transition.source.id]


@once_per_journey
def first_pass(journey: Journey) -> FirstPass:
    """Returns how many of all who start come where, on their first pass.

    In the order of the touchpoints, the share at each is divided by its transitions ahead and out; who goes back is
    left out. Two transitions of one touchpoint to one target are taken together. Where some go other ways than others,
    each is followed alone, and counts by the share of its segment.
    """
    if not ways_differ(journey):
        reached, flows = _followed(journey, None)
        return FirstPass(reached, flows, frozenset(_most(journey, None)))
    parts = {who: _followed(journey, who) for who in travellers(journey)}
    reached = {
        touchpoint: _of_all(journey, {who: found[0][touchpoint] for who, found in parts.items()})
        for touchpoint in journey.touchpoints
    }
    keys = dict.fromkeys(key for _, of_one in parts.values() for key in of_one)
    flows = {key: _of_all(journey, {who: of_one.get(key, 0.0) for who, (_, of_one) in parts.items()}) for key in keys}
    return FirstPass(reached, flows, frozenset(_most(journey, flows)))


def first_pass_of(journey: Journey, who: Traveller) -> FirstPass:
    """Returns the first pass of one persona or segment, with shares of those of it who start."""
    if not ways_differ(journey):
        return first_pass(journey)
    return FirstPass(*_followed(journey, who), frozenset())


_Flows = dict[tuple[Touchpoint, str], float | None]


def _followed(journey: Journey, who: Traveller | None) -> tuple[dict[Touchpoint, float | None], _Flows]:
    """The shares that reach each touchpoint and that take each transition, of all or of one traveller."""
    reached: dict[Touchpoint, float | None] = dict.fromkeys(journey.touchpoints, 0.0)
    flows: _Flows = {}
    path = journey.touchpoints if who is None else path_of(journey, who)
    for touchpoint in path[:1]:
        reached[touchpoint] = 1.0
    for touchpoint in path:
        here = reached[touchpoint]
        for transition in transitions_from(journey, touchpoint, who):
            target = transition.target
            if target is not None and not goes_ahead(journey, transition):
                continue
            flow = None if here is None or transition.share is None else here * transition.share
            if here == 0 or transition.share == 0:
                flow = 0.0
            key = (touchpoint, transition.to)
            flows[key] = _added(flows.get(key, 0.0), flow)
            if target is not None:
                reached[target] = _added(reached[target], flow)
    return reached, flows


def _of_all(journey: Journey, parts: Mapping[Traveller, float | None]) -> float | None:
    """The share of all customers, of the shares of each traveller; None where it rests on a share that is unknown.

    How many of a segment are like one of its personas is not known, so these have to agree.
    """
    by_segment: dict[str | None, float | None] = {}
    for who, value in parts.items():
        agrees = by_segment.setdefault(who.segment, value) == value
        by_segment[who.segment] = value if agrees else None
    values = set(by_segment.values())
    if len(values) == 1:
        return values.pop()
    of_all = {segment.id: segment.share for segment in journey.segments}
    found = 0.0
    for segment, value in by_segment.items():
        weight = of_all.get(segment or "")
        if value is None or weight is None:
            return None
        found += weight * value
    return found


def _added(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def _most(journey: Journey, flows: _Flows | None) -> Iterable[tuple[Touchpoint, str]]:
    """The transitions that the greatest shares take. Where shares are unknown, none of a fork's is the greatest.

    Where shares are those of parts of the customers, `flows` has those of all.
    """
    touchpoint = journey.touchpoints[0] if journey.touchpoints else None
    while touchpoint is not None:
        onward = [
            each
            for each in transitions_from(journey, touchpoint)
            if is_taken(each) and (each.target is None or goes_ahead(journey, each))
        ]
        if flows is not None and len(onward) > 1:
            onward = [each._replace(share=flows[touchpoint, each.to]) for each in onward]
        chosen = greatest(onward)
        if chosen is None:
            break
        if (len(onward) == 1 and flows is not None) or all(each.share is not None for each in onward):
            yield touchpoint, chosen.to
        touchpoint = chosen.target


def greatest(transitions: list[Transition]) -> Transition | None:
    """Returns the transition with the greatest share, the first of equals; an unknown share is less than any other."""
    if len(transitions) < 2:  # as at nearly every touchpoint
        return transitions[0] if transitions else None
    return max(transitions, key=lambda each: -1.0 if each.share is None else each.share)
