"""An overview for a wall, put together from its parts: what is left between them is the curves'."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.layout.canvas import Canvas
from journeymap.layout.feeling.series import Series
from journeymap.layout.overview.curves import strongest
from journeymap.layout.overview.foot import draw_overview_foot
from journeymap.layout.overview.spec import OverviewSpec
from journeymap.layout.overview.stages import StageBand
from journeymap.layout.overview.stations import DIAMOND, draw_stations
from journeymap.layout.overview.wall.columns import PainColumns
from journeymap.layout.overview.wall.curves import draw_wall_curves
from journeymap.layout.overview.wall.head import draw_wall_head
from journeymap.layout.overview.wall.names import StationNames

WALL_PAINS = 4
"""How many pains stand on the wall."""
_ABOVE_STATIONS = 12.0
_SPINE = 2.8
_WASH_CORNER = 5.0
_FOOT = 22.0
_ABOVE_FOOT = 4.0
_ABOVE_COLUMNS = 6.0


def draw_wall(canvas: Canvas, spec: OverviewSpec, series: Sequence[Series]) -> None:
    """Draws the overview on its page."""
    with canvas.group("band-head", "band"):
        top = draw_wall_head(canvas, spec)
    band = StageBand(spec, bleeds=True)
    with canvas.group("band-stages", "band"):
        band.draw(canvas, top)
    top += band.height
    columns = PainColumns(spec)
    columns_top = spec.height - _FOOT - _ABOVE_FOOT - columns.height
    names = StationNames(spec, _wanted(spec, series))
    station = top + _ABOVE_STATIONS + DIAMOND
    curves_top = station + DIAMOND + names.height
    bottom = columns_top - _ABOVE_COLUMNS
    with canvas.group("band-feeling", "band"):
        _draw_washes(canvas, spec, top + 4, bottom)
        draw_wall_curves(canvas, spec, series, curves_top, bottom)
    with canvas.group("band-spine", "band"):
        draw_stations(canvas, spec, station, names.named, width=_SPINE, colour="ink")
        names.draw(canvas, station)
    with canvas.group("band-pains", "band"):
        columns.draw(canvas, columns_top)
    with canvas.group("band-foot", "band"):
        draw_overview_foot(canvas, spec, spec.height - _FOOT, named=len(names.named), more_ways=0)


def _wanted(spec: OverviewSpec, series: Sequence[Series]) -> list[str]:
    """The touchpoints whose names are wanted most: with a pain here, moments of truth, extremes of curves."""
    journey = spec.map.journey
    ids = {number: touchpoint.id for number, touchpoint in journey.touchpoint_by_number.items()}
    extremes = [ids[each] for one in strongest(series) for each in (one.peak, one.low) if each in ids]
    moments = [each.id for each in journey.touchpoints if each.moment_of_truth]
    return [*(each.touchpoint.id for each in spec.chosen.pains), *spec.named, *moments, *extremes]


def _draw_washes(canvas: Canvas, spec: OverviewSpec, top: float, bottom: float) -> None:
    for column in spec.row.columns:
        if column.touchpoint.moment_of_truth:
            canvas.rect(column.x + 1, top, column.width - 2, bottom - top, "moment-wash", radius=_WASH_CORNER)
