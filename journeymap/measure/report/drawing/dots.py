"""All changes as dots over an axis from worse to better, those that moved as their stations: so that noise is seen."""

from __future__ import annotations

from journeymap.layout.canvas import CAPTION, LABEL, Canvas
from journeymap.measure.report.drawing.sheet import END, START, ReportBlock, station
from journeymap.measure.report.page import ReportPage

_BIN = 9.0
_RADIUS = 3.2
_LAYER = 8.6
_STATION = 26.0
_CLEAR = 6.0
_ABOVE = 8.0
_NAMED = 90.0
_MOST = 90.0
"""How high a stack of dots may be; those of a higher one are nearer to each other."""


def dot_plot(page: ReportPage) -> ReportBlock:
    """The plot of all changes."""

    def draw(canvas: Canvas, top: float) -> float:
        farthest = page.ticks[-1].points
        middle, half = (START + END) / 2, (END - START) / 2 - 10
        floors: dict[int, float] = {}
        places: list[tuple[float, float, int]] = []
        for dot in page.dots:
            if dot.mover is not None:
                x = middle + dot.points / farthest * half
                places.append((x, _free_above(places, x), dot.mover))
        for x, y, _ in places:
            for at in range(round((x - _STATION / 2) / _BIN), round((x + _STATION / 2) / _BIN) + 1):
                floors[at] = max(floors.get(at, 0.0), y + _STATION + _CLEAR)
        stacks: dict[int, list[bool]] = {}
        for dot in page.dots:
            if dot.mover is None:
                stacks.setdefault(round((middle + dot.points / farthest * half) / _BIN), []).append(dot.has_moved)
        tallest = max((floors.get(at, 0.0) + len(dots) * _LAYER for at, dots in stacks.items()), default=0.0)
        layer = _LAYER * min(1.0, _MOST / tallest) if tallest else _LAYER
        height = max((floors.get(at, 0.0) + len(dots) * layer for at, dots in stacks.items()), default=0.0)
        axis = top + max(height, *(y + _STATION for _, y, _ in places), 40.0) + _ABOVE + 4
        reach = max(abs(dot.points) for dot in page.dots) / farthest * half
        _draw_axis(canvas, page, axis, middle, half)
        # Beyond the farthest change there is room for the names of the two ends, else below.
        ends = axis - 18 if reach + _NAMED < half else axis + 36
        canvas.text(START, ends, page.words["worse"], LABEL, "pain")
        canvas.text(END, ends, page.words["better"], LABEL, "opportunity", align="end")
        for at, dots in stacks.items():
            for index, has_moved in enumerate(sorted(dots, reverse=True)):
                y = axis - _ABOVE - floors.get(at, 0.0) - index * layer
                fill = "ink2" if has_moved else "paper"
                canvas.circle(at * _BIN, y, _RADIUS, fill, stroke="ink2", stroke_width=1.1)
        for x, y, mover in places:
            station(canvas, x, axis - _STATION / 2 - 4 - y, page.movers[mover].step)
        y = max(ends, axis + 19) + 16
        if page.movers:
            canvas.line(START, y, END, y, "rule")
        return y

    return ReportBlock(draw, keeps=bool(page.movers))


def _free_above(places: list[tuple[float, float, int]], x: float) -> float:
    """How high above the axis a station stands so that it meets no other."""
    near = {y for other, y, _ in places if abs(other - x) < _STATION}
    return next(level * _STATION for level in range(len(places) + 1) if level * _STATION not in near)


def _draw_axis(canvas: Canvas, page: ReportPage, y: float, middle: float, half: float) -> None:
    canvas.line(middle - half, y, middle + half, y, "rule2")
    for tick in page.ticks:
        x = middle + tick.points / page.ticks[-1].points * half
        canvas.line(x, y - 4, x, y + 4, "way", 1)
        canvas.text(x, y + 19, tick.text, CAPTION, "ink2", align="middle", rtl=False)
