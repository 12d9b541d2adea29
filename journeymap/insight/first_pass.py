"""The first pass through a journey: how many of all who start come to each touchpoint, with loops left out."""

from __future__ import annotations

from collections.abc import Mapping

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
    left out. Two transitions of one touchpoint to one target are taken together.
    """
    reached: dict[Touchpoint, float | None] = dict.fromkeys(journey.touchpoints, 0.0)
    flows: dict[tuple[Touchpoint, str], float | None] = {}
    for touchpoint in journey.touchpoints[:1]:
        reached[touchpoint] = 1.0
    for touchpoint in journey.touchpoints:
        here = reached[touchpoint]
        for transition in transitions_from(journey, touchpoint):
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
    return FirstPass(reached, flows, frozenset(_most(journey)))


def _added(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def _most(journey: Journey) -> list[tuple[Touchpoint, str]]:
    """The transitions that the greatest shares take. Where shares are unknown, none of a fork's is the greatest."""
    found: list[tuple[Touchpoint, str]] = []
    touchpoint = journey.touchpoints[0] if journey.touchpoints else None
    while touchpoint is not None:
        onward = [
            each
            for each in transitions_from(journey, touchpoint)
            if is_taken(each) and (each.target is None or goes_ahead(journey, each))
        ]
        chosen = greatest(onward)
        if chosen is None:
            break
        if chosen.share is not None and all(each.share is not None for each in onward):
            found.append((touchpoint, chosen.to))
        touchpoint = chosen.target
    return found


def greatest(transitions: list[Transition]) -> Transition | None:
    """Returns the transition with the greatest share, the first of equals; an unknown share is less than any other."""
    if len(transitions) < 2:  # as at nearly every touchpoint
        return transitions[0] if transitions else None
    return max(transitions, key=lambda each: -1.0 if each.share is None else each.share)
