"""The lanes of a journey's map: in which order they are, and on which side of the line of visibility."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from journeymap.model import LANE_FIELDS, LANES, Journey
from journeymap.model.lanes import MEASURED_LANES

Side = Literal["frontstage", "backstage", "either"]
_BUILT_IN: dict[str, Side] = {
    **{name: field.lane.side for name, (_, field) in LANE_FIELDS.items() if field.lane},
    **{name: lane.side for name, lane in MEASURED_LANES.items()},
}


def map_lanes(journey: Journey) -> list[tuple[str, Side]]:
    """The lanes of a journey's map from the top, by name and side.

    They are those that it lists, else all built-in ones and its own. Lanes that are backstage come last, and after the
    first of them also those listed after it that may be on either side; on each side, lanes keep their order. Unknown
    lanes are left out.
    """
    sides = _BUILT_IN | {lane.id: lane.side or "frontstage" for lane in journey.custom}
    listed = [(name, sides[name]) for name in journey.lanes or _all(journey, sides) if name in sides]
    first = next((index for index, (_, side) in enumerate(listed) if side == "backstage"), len(listed))
    above = [lane for lane in listed[first:] if lane[1] == "frontstage"]
    return [*listed[:first], *above, *(lane for lane in listed[first:] if lane[1] != "frontstage")]


def _all(journey: Journey, sides: Mapping[str, Side]) -> list[str]:
    """All lanes, with those that may be on either of the `sides` at the end."""
    own = [lane.id for lane in journey.custom]
    built_in = [name for name in LANES if sides[name] != "either" and name not in own]
    return list(dict.fromkeys([*built_in, *own, *LANES]))
