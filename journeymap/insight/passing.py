"""Who passes where: which personas and segments come to a touchpoint, and to whom an item belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from journeymap.insight.per_journey import once_per_journey
from journeymap.model import Activity, ChannelUse, Journey, Message, Persona, Point, Stage, Thought, Touchpoint
from journeymap.records import NamedTuple

Addressed: TypeAlias = Activity | Thought | ChannelUse | Message | Point
"""An item that may be about one persona or one segment."""


class Traveller(NamedTuple):
    """Whom a journey is asked about: a persona of a segment, or with `persona` None a segment as a whole."""

    persona: str | None
    segment: str | None


def traveller_of(persona: Persona) -> Traveller:
    """Returns the traveller that a persona is."""
    return Traveller(persona.id, persona.segment)


@once_per_journey
def travellers(journey: Journey) -> tuple[Traveller, ...]:
    """Returns all who travel: each persona, and each segment that no persona stands for; without any, one unknown."""
    found = [traveller_of(persona) for persona in journey.personas]
    stood_for = {each.segment for each in found}
    found += [Traveller(None, segment.id) for segment in journey.segments if segment.id not in stood_for]
    return tuple(found) or (Traveller(None, None),)


@once_per_journey
def ways_differ(journey: Journey) -> bool:
    """Whether the file says that some pass where others do not, or go other ways."""
    return any(
        touchpoint.personas or touchpoint.segments or any(way.segment is not None for way in touchpoint.next)
        for touchpoint in journey.touchpoints
    )


def passes(journey: Journey, touchpoint: Touchpoint, who: Traveller) -> bool:
    """Whether somebody passes at a touchpoint: it lists the persona or no personas, and the segment or no segments.

    A segment as a whole passes where one of its personas is listed.
    """
    if touchpoint.segments and who.segment not in touchpoint.segments:
        return False
    return not touchpoint.personas or any(_is(journey, persona, who) for persona in touchpoint.personas)


def belongs_to(journey: Journey, item: Addressed, who: Traveller) -> bool:
    """Whether an item is about somebody: it names the persona or none, and the segment or none."""
    if item.segment is not None and item.segment != who.segment:
        return False
    return item.persona is None or _is(journey, item.persona, who)


def _is(journey: Journey, persona: str, who: Traveller) -> bool:
    """Whether a persona is the traveller or, where that is a segment, one of its personas."""
    if who.persona is not None or who.segment is None:
        return persona == who.persona
    found = journey.persona_by_id.get(persona)
    return found is not None and found.segment == who.segment


def path_of(journey: Journey, who: Traveller) -> tuple[Touchpoint, ...]:
    """Returns the touchpoints that somebody passes, in order: where `next` is silent, each is followed by the next."""
    return tuple(touchpoint for touchpoint in journey.touchpoints if passes(journey, touchpoint, who))


def passing_at(journey: Journey, touchpoint: Touchpoint) -> tuple[Traveller, ...]:
    """Returns all who pass at a touchpoint."""
    return tuple(who for who in travellers(journey) if passes(journey, touchpoint, who))


def names_of(journey: Journey, whom: tuple[Traveller, ...]) -> tuple[str, ...]:
    """Returns the names of travellers: of segments where all of a segment are among them, else of personas."""
    everybody = travellers(journey)
    part = frozenset(whom)
    whole = {
        segment.id: segment.name
        for segment in journey.segments
        if all(each in part for each in everybody if each.segment == segment.id)
    }
    segments = [whole[each.segment] for each in whom if each.segment in whole]
    personas = [
        journey.persona_by_id[each.persona].name
        for each in whom
        if each.persona is not None and each.segment not in whole
    ]
    return tuple(dict.fromkeys([*segments, *personas]))


def for_whom(whom: Iterable[Traveller]) -> dict[str, str]:
    """Returns what a group in a drawing says of the travellers for whom it is: `for`, with the ids of the personas."""
    return {"for": " ".join(dict.fromkeys(who.persona for who in whom if who.persona is not None))}


@once_per_journey
def addressed_items(journey: Journey) -> tuple[tuple[Stage | Touchpoint, str, int, Addressed], ...]:
    """Returns every item that names a persona or a segment: where it stands, its key, its index, itself."""
    return tuple(_addressed(journey))


_KEYS = ("doing", "thinking", "channels", "pains", "gains", "opportunities", "message")
_OF_STAGES = ("pains", "gains", "opportunities")


def _addressed(journey: Journey) -> Iterator[tuple[Stage | Touchpoint, str, int, Addressed]]:
    for stage in journey.stages:
        places: tuple[Stage | Touchpoint, ...] = (stage, *stage.touchpoints)
        for place in places:
            given = vars(place)
            for key in _OF_STAGES if place is stage else _KEYS:
                for index, item in enumerate(given[key]) if key in given else ():
                    if item.persona is not None or item.segment is not None:
                        yield place, key, index, item
