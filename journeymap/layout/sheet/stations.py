"""The mark of a touchpoint on a sheet."""

from __future__ import annotations

from journeymap.layout.canvas import Canvas, Type
from journeymap.layout.marks import polygon
from journeymap.style.fonts import SEMIBOLD

_STATION, _DIAMOND = 11.0, 16.0
_NUMBER = Type(12, SEMIBOLD, 15)
_SMALL_NUMBER = Type(10.5, SEMIBOLD, 13)


def draw_station(
    canvas: Canvas, x: float, y: float, number: str, *, is_moment: bool, scale: float = 1, ring: str = "ink"
) -> None:
    """Draws a touchpoint around a point: a ring of a colour with its number, or the diamond of a moment of truth."""
    style = _NUMBER if scale == 1 else _SMALL_NUMBER
    if is_moment:
        canvas.path(polygon(x, y, 4, _DIAMOND * scale, -90), "moment")
    else:
        canvas.circle(x, y, _STATION * scale, "paper", stroke=ring, stroke_width=1.5)
    colour = "moment-text" if is_moment else "ink"
    canvas.text(x, y + style.size * 0.35, number, style, colour, align="middle")
