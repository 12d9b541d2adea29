"""What a journey comes to at a glance: the pains, the gains and the actions that matter most, and what is left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from journeymap.insight.actions import MIDDLE, is_open
from journeymap.insight.gains import gains, gains_by_worth
from journeymap.insight.pains import harm, pains
from journeymap.insight.transitions import is_reached
from journeymap.model import Action, Improvement, Journey, Part, Point, Touchpoint
from journeymap.records import NamedTuple

MOST_PAINS, MOST_GAINS, MOST_ACTIONS = 5, 3, 5
_FILLED = 2
_WORST = 5


class Highlight(NamedTuple):
    """A pain or a gain, and the touchpoint at which it stands."""

    touchpoint: Touchpoint
    point: Point


class NextAction(NamedTuple):
    """An open action, what would help that it is an answer to, and where that stands, as far as it addresses any."""

    action: Action
    helps: Point | Improvement | None
    part: Part | None


class Highlights(NamedTuple):
    """What matters most in a journey. Pains and gains are in the order of the journey, actions the best first.

    `strong` has the ids of the touchpoints whose pains are the finding. The counts are of what the journey has beside:
    pains and gains, opportunities that no action here addresses, and open actions.
    """

    pains: tuple[Highlight, ...]
    gains: tuple[Highlight, ...]
    actions: tuple[NextAction, ...]
    strong: frozenset[str]
    more_pains: int
    more_gains: int
    more_opportunities: int
    more_actions: int


def highlights(journey: Journey, finding: Sequence[str], most_pains: int = MOST_PAINS) -> Highlights:
    """Returns what matters most in a journey whose finding names the touchpoints with these ids.

    There are at most five pains, or `most_pains`, one a touchpoint: those of the finding first, then by severity, then
    by harm; three gains by worth, one a touchpoint; and five open actions, by impact and then by effort. The strong
    pains are those of the finding; where it names none with a pain, the first two of severity 5.
    """
    chosen_pains = _one_each(_ranked_pains(journey, finding), most_pains)
    chosen_gains = ranked_gains(journey)[:MOST_GAINS]
    actions = _next_actions(journey)
    opportunities = [point for _, point, kind in journey.points() if kind == "opportunity"]
    shown = {id(each.helps) for each in actions}
    open_actions = sum(map(is_open, journey.actions))
    return Highlights(
        pains=_in_order(journey, chosen_pains),
        gains=_in_order(journey, chosen_gains),
        actions=actions,
        strong=_strong(chosen_pains, finding),
        more_pains=sum(1 for _ in pains(journey)) - len(chosen_pains),
        more_gains=sum(1 for _ in gains(journey)) - len(chosen_gains),
        more_opportunities=sum(id(point) not in shown for point in opportunities),
        more_actions=open_actions - len(actions),
    )


def ranked_gains(journey: Journey) -> list[Highlight]:
    """The gains at touchpoints by worth, one a touchpoint."""
    return _one_each(gains_by_worth(journey), len(journey.touchpoints))


def _ranked_pains(journey: Journey, finding: Sequence[str]) -> list[tuple[Part, Point]]:
    place = {each: index for index, each in enumerate(finding)}

    def rank(found: tuple[Part, Point]) -> tuple[bool, int, int, float]:
        part, pain = found
        severity = MIDDLE if pain.severity is None else pain.severity
        return not is_reached(journey, part), place.get(part.id, len(place)), -severity, -harm(journey, part, pain)

    return sorted(pains(journey), key=rank)


def _one_each(ranked: Iterable[tuple[Part, Point]], most: int) -> list[Highlight]:
    """The first of each touchpoint. Those of a stage as a whole have no touchpoint to stand at."""
    found: dict[str, Highlight] = {}
    for part, point in ranked:
        if isinstance(part, Touchpoint) and part.id not in found and len(found) < most:
            found[part.id] = Highlight(part, point)
    return list(found.values())


def _in_order(journey: Journey, chosen: Iterable[Highlight]) -> tuple[Highlight, ...]:
    return tuple(sorted(chosen, key=lambda each: journey.number_of[each.touchpoint.id]))


def _strong(chosen: Sequence[Highlight], finding: Collection[str]) -> frozenset[str]:
    named = frozenset(each.touchpoint.id for each in chosen if each.touchpoint.id in finding)
    worst = [each.touchpoint.id for each in chosen if each.point.severity == _WORST]
    return named or frozenset(worst[:_FILLED])


def _next_actions(journey: Journey) -> tuple[NextAction, ...]:
    by_id: dict[str, tuple[Part, Point | Improvement]] = {}
    for part, point, kind in journey.points():
        if kind == "opportunity" and point.id is not None:
            by_id.setdefault(point.id, (part, point))
    for stage in journey.stages:
        for improvement in stage.improvements:
            if improvement.id is not None:
                by_id.setdefault(improvement.id, (stage, improvement))
    ranked = sorted(
        filter(is_open, journey.actions), key=lambda each: (-(each.impact or MIDDLE), each.effort or MIDDLE)
    )
    return tuple(_next_action(journey, action, by_id) for action in ranked[:MOST_ACTIONS])


def _next_action(journey: Journey, action: Action, by_id: dict[str, tuple[Part, Point | Improvement]]) -> NextAction:
    for name in action.addresses:
        if name in by_id:
            part, helps = by_id[name]
            return NextAction(action, helps, part)
    named = (journey.touchpoint_by_id.get(name) for name in action.touchpoints)
    return NextAction(action, None, next((each for each in named if each is not None), None))
