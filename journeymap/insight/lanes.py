"""The lanes of a journey's map: in which order they are, and on which side of the line of visibility."""

from __future__ import annotations

from typing import Literal, NamedTuple

from journeymap.model import LANE_FIELDS, LANES, Journey

Side = Literal["frontstage", "backstage", "either"]


class MapLane(NamedTuple):
    """A lane that a map may show, and its side of the line of visibility."""

    name: str
    side: Side


def map_lanes(journey: Journey) -> list[MapLane]:
    """The lanes of a journey's map from the top: those that it lists, else all built-in ones and its own.

    Lanes that are backstage come last, and after the first of them also those listed after it that may be on either
    side; on each side, lanes keep their order. Unknown lanes are left out.
    """
    sides = _sides(journey)
    listed = [MapLane(name, sides[name]) for name in journey.lanes or _all(journey) if name in sides]
    first = next((index for index, lane in enumerate(listed) if lane.side == "backstage"), len(listed))
    below = [lane for lane in listed[first:] if lane.side != "frontstage"]
    return [*listed[:first], *(lane for lane in listed[first:] if lane.side == "frontstage"), *below]


def _sides(journey: Journey) -> dict[str, Side]:
    sides: dict[str, Side] = {name: field.lane.side for name, (_, field) in LANE_FIELDS.items() if field.lane}
    return sides | {lane.id: lane.side or "frontstage" for lane in journey.custom}


def _all(journey: Journey) -> list[str]:
    """All lanes, with those that may be on either side at the end."""
    sides = _sides(journey)
    built_in = [name for name in LANES if sides[name] != "either"]
    return list(dict.fromkeys([*built_in, *(lane.id for lane in journey.custom), *LANES]))
