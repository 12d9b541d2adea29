"""The sign for leaving beside a point of a curve: the same as on the spine."""

from __future__ import annotations

from math import sqrt

from journeymap.insight.passing import traveller_of
from journeymap.insight.transitions import transitions_from
from journeymap.layout.canvas import Canvas
from journeymap.layout.feeling.axis import Axis
from journeymap.layout.feeling.series import Mark, Series
from journeymap.layout.frame import Column
from journeymap.layout.scene import Segment
from journeymap.layout.spec import MapSpec

_LEAVING = 12.0
_ASIDE = 7.0
"""How far from the middle of its point it rises: a line from there to the point's word is no part of it."""


def draw_leaving(canvas: Canvas, spec: MapSpec, series: Series, column: Column, y: float, size: float) -> None:
    """Draws the spine's sign for leaving beside a point: ahead where all leave, up and ahead where others go on."""
    if column.number not in series.shape.leaving:
        return
    x, start = column.middle, size + 2
    persona = spec.journey.persona_by_id.get(series.persona_id)
    who = traveller_of(persona) if persona else None
    if all(transition.target is None for transition in transitions_from(spec.journey, column.touchpoint, who)):
        end = x + start + _LEAVING
        canvas.line(x + start, y, end, y, "pain", 1.5)
    else:
        x += min(_ASIDE, 0.75 * start)
        end, foot = x + _LEAVING, y - start
        y = foot - _LEAVING
        bend: Segment = ("C", (x, y + 2, x + 2, y, x + 4, y))
        foot += start - sqrt(start**2 - (x - column.middle) ** 2)
        canvas.path([("M", (x, foot)), ("L", (x, y + 4)), bend, ("L", (end, y))], stroke="pain", stroke_width=1.5)
    canvas.line(end, y - 4, end, y + 4, "pain", 1.5)


def leaving_box(series: Series, mark: Mark, axis: Axis) -> tuple[float, float, float, float] | None:
    """The left, top, right and bottom of the sign for leaving beside a point; None without it."""
    if mark.column.number not in series.shape.leaving:
        return None
    x, y = mark.column.middle, axis.y(mark.feeling)
    return x, y - 8 - _LEAVING - 6, x + 10 + _LEAVING, y + 4
