"""The stations of an overview: numbered discs and diamonds on the spine, and the same marks within texts and tables."""

from __future__ import annotations

from collections.abc import Collection

from journeymap.layout.canvas import Canvas, Type
from journeymap.layout.frame import Column
from journeymap.layout.marks import polygon
from journeymap.layout.overview.spec import LEAST_NUMBERED, NUMBER, SMALL_NUMBER, OverviewSpec
from journeymap.layout.stage_grounds import station_ring
from journeymap.model import Touchpoint

DISC, DIAMOND = 12.5, 17.0
_SMALL_DISC, _SMALL_DIAMOND = 9.5, 12.0
_TICK = 4.0
_AIR = 1.0
_POINTS = 3.0


def draw_number_mark(
    canvas: Canvas, spec: OverviewSpec, touchpoint: Touchpoint, x: float, y: float, colour: str,
    *, size: float = 1.0, ink: str = "paper",
) -> None:  # fmt: skip
    """Draws a touchpoint's mark around a point, filled: a diamond for a moment of truth, else a disc."""
    if touchpoint.moment_of_truth:
        canvas.path(polygon(x, y, 4, DIAMOND * size, -90), colour)
    else:
        canvas.circle(x, y, DISC * size, colour)
    style = NUMBER if size >= 1 else spec.legible(Type(NUMBER.size * size, NUMBER.weight, NUMBER.leading))
    number = spec.map.words.number(spec.map.journey.number_of[touchpoint.id])
    canvas.text(x, y + style.size * 0.355, number, style, ink, align="middle")


def number_mark_width(touchpoint: Touchpoint, size: float = 1.0) -> float:
    """The width that a touchpoint's mark takes in a line of text: the points of a diamond may reach beyond it."""
    return 2 * size * (DIAMOND - _POINTS if touchpoint.moment_of_truth else DISC)


def station_radius(spec: OverviewSpec, column: Column) -> float:
    """How far a station reaches from its centre; where columns are narrow, stations are small."""
    if spec.column_width < LEAST_NUMBERED:
        return _SMALL_DIAMOND if column.touchpoint.moment_of_truth else _SMALL_DISC
    return DIAMOND if column.touchpoint.moment_of_truth else DISC


def numbered_stations(spec: OverviewSpec, named: Collection[str]) -> list[Column]:
    """The stations with a number: all or, where columns are narrow, those `named` that have room beside each other."""
    columns = spec.row.columns
    if spec.column_width >= LEAST_NUMBERED:
        return list(columns)
    order = sorted(
        (column for column in columns if column.touchpoint.id in named),
        key=lambda each: (each.touchpoint.id not in spec.named, not each.touchpoint.moment_of_truth, each.number),
    )
    found: list[Column] = []
    for column in order:
        reach = station_radius(spec, column) + _AIR
        if all(abs(column.middle - each.middle) >= reach + station_radius(spec, each) for each in found):
            found.append(column)
    return sorted(found, key=lambda each: each.number)


def draw_stations(
    canvas: Canvas, spec: OverviewSpec, y: float, named: Collection[str], *, width: float = 1.5, colour: str = "ink2"
) -> None:
    """Draws the spine at a y, in a width and a colour, with its stations; those without a number are ticks."""
    columns = spec.row.columns
    if not columns:
        return
    canvas.line(columns[0].middle, y, columns[-1].middle, y, colour, width)
    numbered = {column.number for column in numbered_stations(spec, named)}
    for column in sorted(columns, key=lambda each: each.number in numbered):  # a tick beside a station is below it
        touchpoint = column.touchpoint
        left = canvas.flip(column.x, column.width)
        with canvas.group(
            f"touchpoint-{touchpoint.id}", "touchpoint", touchpoint.name,
            touchpoint=touchpoint.id, x=f"{left:g}", width=f"{column.width:g}",
        ):  # fmt: skip
            if column.number in numbered:
                _draw_station(canvas, spec, column, y)
            else:
                canvas.line(column.middle, y - _TICK, column.middle, y + _TICK, "ink2", 1.2)


def _draw_station(canvas: Canvas, spec: OverviewSpec, column: Column, y: float) -> None:
    radius, x = station_radius(spec, column), column.middle
    style = spec.legible(SMALL_NUMBER) if spec.column_width < LEAST_NUMBERED else NUMBER
    number = spec.map.words.number(column.number)
    if column.touchpoint.moment_of_truth:
        canvas.path(polygon(x, y, 4, radius, -90), "moment")
        canvas.text(x, y + style.size * 0.355, number, style, "moment-text", align="middle")
    else:
        ring = station_ring(spec.map.theme, spec.map.journey, column.touchpoint)
        canvas.circle(x, y, radius, "paper", stroke=ring, stroke_width=1.5)
        canvas.text(x, y + style.size * 0.355, number, style, "ink", align="middle")
