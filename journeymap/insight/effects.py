"""What the effects of actions are about: whom they concern, and what they would change as it is today."""

from __future__ import annotations

from journeymap.insight.feelings import by_persona, holding
from journeymap.insight.passing import Traveller, passes, travellers, ways_differ
from journeymap.insight.transitions import ROUNDING, transitions_from
from journeymap.model import EXIT, Journey, Touchpoint
from journeymap.model.amounts import MINUTES_IN
from journeymap.model.effects import Effect, Shift
from journeymap.records import NamedTuple


class WayToday(NamedTuple):
    """The way that an effect moves, as some of those whom it concerns take it; `share` is None where it is unknown."""

    who: tuple[Traveller, ...]
    share: float | None


def concerned(journey: Journey, effect: Effect) -> tuple[Traveller, ...]:
    """Returns all whom an effect concerns: those of its segments and of its persona."""
    return tuple(who for who in travellers(journey) if concerns(effect, who))


def concerns(effect: Effect, who: Traveller) -> bool:
    """Whether an effect holds for somebody."""
    if effect.segments and who.segment not in effect.segments:
        return False
    return effect.persona is None or effect.persona == who.persona


def ways_today(journey: Journey, effect: Effect) -> tuple[WayToday, ...]:
    """Returns the way of an effect on a share, once for all who take it alike; empty where there is no such way.

    Raises KeyError where there is no such touchpoint.
    """
    assert effect.share is not None
    source = journey.touchpoint_by_id[getattr(effect.share, "from")]
    everybody = concerned(journey, effect)
    groups = [(who,) for who in everybody if passes(journey, source, who)] if ways_differ(journey) else [everybody]
    found = []
    for group in groups:
        leaving = transitions_from(journey, source, group[0] if ways_differ(journey) else None)
        ways = [each for each in leaving if each.to == effect.share.to]
        if effect.share.to == EXIT and any(each.written is not None for each in ways):
            ways = [each for each in ways if each.written is not None]
        if ways:
            shares = [each.share for each in ways if each.share is not None]
            found.append(WayToday(group, sum(shares) if len(shares) == len(ways) else None))
    return tuple(found)


def is_felt(journey: Journey, touchpoint: Touchpoint, persona: str | None) -> bool:
    """Whether a touchpoint or its stage has a score, of a persona if one is named."""
    stage = journey.stage_of[touchpoint.id]
    felt = [each for each in by_persona(journey, touchpoint).values() if each.score is not None]
    felt += holding(journey, stage) if stage.emotions else []
    return any(persona is None or journey.persona_of(each) == persona for each in felt)


def amounts(effect: Effect) -> tuple[float, float, float]:
    """Returns the low, the likely and the high change in one unit: points, percent, minutes or score."""
    low, likely, high = (each.minutes if each.unit in MINUTES_IN else each.number for each in effect.shifts)
    return low, likely, high


def moved_share(share: float, shift: Shift) -> float:
    """Returns a share from 0 to 1 after a change in points or in percent of what it is."""
    return share * (1 + shift.number / 100) if shift.is_relative else share + shift.number / 100


def can_be_moved(share: float) -> bool:
    """Whether some customers go a way, and others do not; shares are read to eight decimals."""
    return ROUNDING < share < 1 - ROUNDING
