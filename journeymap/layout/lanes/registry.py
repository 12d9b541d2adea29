"""All lanes, and the lanes that a journey's map shows, in their order."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import Any

from journeymap.insight.blueprint import lanes_of_boxes
from journeymap.insight.lanes import map_lanes
from journeymap.layout.blueprint.boxes import ServiceLane
from journeymap.layout.feeling.lane import Feeling
from journeymap.layout.feeling.measured import measures_of
from journeymap.layout.icons import is_drawn
from journeymap.layout.lanes.addressed import AddressedTexts
from journeymap.layout.lanes.channels import Channels
from journeymap.layout.lanes.competitors import Competitors
from journeymap.layout.lanes.improvements import Improvements
from journeymap.layout.lanes.lane import Lane, StageTexts, TouchpointTexts
from journeymap.layout.lanes.metrics import Metrics
from journeymap.layout.lanes.objections import Objections
from journeymap.layout.lanes.owners import Owners
from journeymap.layout.lanes.points import Points
from journeymap.layout.lanes.storyboard import Storyboard
from journeymap.layout.lanes.thinking import Thinking
from journeymap.layout.lanes.time import Time
from journeymap.layout.spec import MapSpec
from journeymap.model import LANE_FIELDS, CustomLane, Item, Journey, Stage, Touchpoint

_DRAWN: tuple[Lane, ...] = (
    Storyboard(),
    Time(),
    Thinking(),
    Feeling(),
    Metrics(),
    Points("pains", "pains", lambda part: part.pains, "pain"),
    Points("gains", "gains", lambda part: part.gains, "gain"),
    Points("opportunities", "opportunities", lambda part: part.opportunities, "opportunity"),
    Improvements(),
    Objections(),
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
_FIELD_OF = {name: field.name for name, (_, field) in LANE_FIELDS.items()}
_ALWAYS = frozenset({"owners", "competitors"})
"""The lanes that may have something to show where no stage and no touchpoint has their field."""


def lanes_of(spec: MapSpec) -> list[tuple[Lane, bool]]:
    """The lanes to draw, from the top, and whether each is one of those below the line of visibility."""
    own = {lane.id: _custom(lane) for lane in spec.journey.custom}
    measured = _measured(spec) if spec.overlays else {}
    boxes = {name: ServiceLane(name) for name in lanes_of_boxes(spec.journey)}
    lanes = {**_BUILT_IN, **boxes, **measured, **own}
    given = _given_fields(spec.journey)
    if measures_of(spec) is not None:
        given.add(_FIELD_OF["feeling"])
    return [
        (lanes[name], side == "backstage")
        for name, side in map_lanes(spec.journey)
        if name in own or name in measured or name in _ALWAYS or _FIELD_OF.get(name) in given
    ]


def _measured(spec: MapSpec) -> dict[str, Lane]:
    """The lanes of what was measured beside the journey, where something was."""
    behaviour = spec.behaviour
    if behaviour is None or not behaviour.group.steps:
        return {}
    from journeymap.layout.lanes.funnel import Funnel  # noqa: PLC0415  few maps have events

    return {"funnel": Funnel(behaviour)}


def _given_fields(journey: Journey) -> set[str]:
    """The names of the fields that a stage or a touchpoint of a journey has."""
    parts: list[Item] = [*journey.stages, *journey.touchpoints]
    return set().union(*(vars(part) for part in parts))


def _custom(lane: CustomLane) -> Lane:
    return TouchpointTexts(lane.id, "custom", partial(_custom_texts, lane), title=lane.name)


def _custom_texts(lane: CustomLane, touchpoint: Touchpoint) -> tuple[str, ...]:
    return lane.texts.get(touchpoint.id, ())
