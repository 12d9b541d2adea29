"""The rows of the map, from the top: those that show a field of the file, and those of what was measured beside it."""

from __future__ import annotations

from journeymap.model.item import Item
from journeymap.model.journey import Journey
from journeymap.model.shape import Field, InLane, fields_of
from journeymap.model.steps import Stage, Touchpoint


def _lane_fields() -> dict[str, tuple[type[Item], Field]]:
    found = [
        (field.lane.place, field.lane.name or field.name, model, field)
        for model in (Journey, Stage, Touchpoint)
        for field in fields_of(model)
        if field.lane is not None
    ]
    return {name: (model, field) for _, name, model, field in sorted(found, key=lambda each: each[0])}


LANE_FIELDS = _lane_fields()
"""For each row of the map, from the top, the class and the field that it shows."""
MEASURED_LANES = {"funnel": InLane(75, yields=True)}
"""The rows that no field of the file fills: they show what was measured beside it."""
LANES = tuple(
    sorted(
        [*LANE_FIELDS, *MEASURED_LANES],
        key=lambda name: (MEASURED_LANES.get(name) or LANE_FIELDS[name][1].lane or InLane(0)).place,
    )
)
