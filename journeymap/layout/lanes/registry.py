"""All lanes, and the lanes that a journey's map shows, in their order."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import Any

from journeymap.insight.lanes import map_lanes
from journeymap.layout.feeling import Feeling
from journeymap.layout.icons import is_drawn
from journeymap.layout.lanes.addressed import AddressedTexts
from journeymap.layout.lanes.channels import Channels
from journeymap.layout.lanes.competitors import Competitors
from journeymap.layout.lanes.lane import Lane, StageTexts, TouchpointTexts
from journeymap.layout.lanes.metrics import Metrics
from journeymap.layout.lanes.owners import Owners
from journeymap.layout.lanes.points import Points
from journeymap.layout.lanes.thinking import Thinking
from journeymap.layout.spec import MapSpec
from journeymap.model import LANE_FIELDS, CustomLane, Item, Stage, Touchpoint

_DRAWN: tuple[Lane, ...] = (
    Thinking(),
    Feeling(),
    Metrics(),
    Points("pains", "pains", lambda touchpoint: touchpoint.pains, pain=True),
    Points("opportunities", "opportunities", lambda touchpoint: touchpoint.opportunities, pain=False),
    Competitors(),
    Channels(),
    Owners(),
)
"""The lanes with a drawing of their own. All others show the texts of a field, and are made from that field."""


def _built_in() -> dict[str, Lane]:
    drawn = {lane.name: lane for lane in _DRAWN}
    return {
        name: drawn.get(name) or _text_lane(name, model, field.name) for name, (model, field) in LANE_FIELDS.items()
    }


def _text_lane(name: str, model: type[Item], field: str) -> Lane:
    icon = name if is_drawn(name) else "custom"
    if model is Touchpoint and field in ("doing", "message"):
        return AddressedTexts(name, icon, field, attrgetter(field))
    kind = StageTexts if model is Stage else TouchpointTexts
    return kind(name, icon, partial(_texts, field))


def _texts(field: str, part: Item) -> tuple[str, ...]:
    value: Any = getattr(part, field)
    if isinstance(value, tuple):
        return value if not value or isinstance(value[0], str) else tuple([each.text for each in value])
    return (value,) if isinstance(value, str) else ()


_BUILT_IN = _built_in()


def lanes_of(spec: MapSpec) -> list[tuple[Lane, bool]]:
    """The lanes to draw, from the top, and whether each is one of those below the line of visibility."""
    lanes = {**_BUILT_IN, **{lane.id: _custom(lane) for lane in spec.journey.custom}}
    return [(lanes[name], side == "backstage") for name, side in map_lanes(spec.journey)]


def _custom(lane: CustomLane) -> Lane:
    return TouchpointTexts(lane.id, "custom", partial(_custom_texts, lane), title=lane.name)


def _custom_texts(lane: CustomLane, touchpoint: Touchpoint) -> tuple[str, ...]:
    return lane.texts.get(touchpoint.id, ())
