"""The field between a curve and the neutral line: one tint where it is good, another or a hatch where it is bad."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from journeymap.layout.canvas import Canvas
from journeymap.layout.feeling.axis import Axis
from journeymap.layout.feeling.curve import Point, sample, segments
from journeymap.layout.feeling.series import Series
from journeymap.layout.overview.spec import OverviewSpec
from journeymap.layout.scene import Segment

_GOOD, _BAD = 0.13, 0.16
_GOOD_GREY = 0.4
_HALVINGS = 24
_HATCH_EVERY = 6.0
_HATCH_SAMPLES = 24
_Control = tuple[float, float, float, float, float, float, float, float]
"""A cubic Bézier curve: its start, two control points and its end."""


def draw_field(canvas: Canvas, spec: OverviewSpec, series: Series, axis: Axis) -> None:
    """Draws the field of a persona's curve."""
    hatched = spec.map.theme.drawing.low_hatched
    for run in series.runs(spec.row):
        points: list[Point] = [(mark.column.middle, axis.y(mark.feeling)) for mark in run]
        for good, curves in _sides(points, axis.neutral):
            if good or not hatched:
                outline = _closed(curves, axis.neutral)
                token, opacity = ("rule", _GOOD_GREY) if hatched else ("opportunity", _GOOD) if good else ("pain", _BAD)
                canvas.path(outline, token, opacity=opacity)
        if hatched:
            _hatch(canvas, sample(points, spec.samples(_HATCH_SAMPLES)), axis.neutral)


def _sides(points: Sequence[Point], neutral: float) -> Iterator[tuple[bool, list[_Control]]]:
    """The parts of the curve on one side of the neutral line, each with whether that is the good one."""
    part: list[_Control] = []
    side = True
    for start, (_, numbers) in zip(points, segments(points), strict=False):
        for piece in _cut((*start, *numbers), neutral):  # type: ignore[arg-type]
            good = piece[1] + piece[7] <= 2 * neutral
            if part and good != side:
                yield side, part
                part = []
            side = good
            part.append(piece)
    if part:
        yield side, part


def _cut(curve: _Control, neutral: float) -> list[_Control]:
    """A piece of the curve, cut where it crosses the neutral line: once at most, as it is monotone."""
    first, last = curve[1] - neutral, curve[7] - neutral
    if first * last >= 0:
        return [curve]
    y0, y1, y2, y3 = curve[1::2]
    a, b, c = y3 - y0 + 3 * (y1 - y2), 3 * (y0 - 2 * y1 + y2), 3 * (y1 - y0)
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if (((a * middle + b) * middle + c) * middle + first) * first > 0:
            low = middle
        else:
            high = middle
    return list(_halves(curve, (low + high) / 2))


def _halves(curve: _Control, t: float) -> tuple[_Control, _Control]:
    """The two parts of a Bézier curve, by the algorithm of de Casteljau."""
    ax, ay, bx, by, cx, cy, dx, dy = curve
    abx, aby = ax + (bx - ax) * t, ay + (by - ay) * t
    bcx, bcy = bx + (cx - bx) * t, by + (cy - by) * t
    cdx, cdy = cx + (dx - cx) * t, cy + (dy - cy) * t
    abcx, abcy = abx + (bcx - abx) * t, aby + (bcy - aby) * t
    bcdx, bcdy = bcx + (cdx - bcx) * t, bcy + (cdy - bcy) * t
    x, y = abcx + (bcdx - abcx) * t, abcy + (bcdy - abcy) * t
    return (ax, ay, abx, aby, abcx, abcy, x, y), (x, y, bcdx, bcdy, cdx, cdy, dx, dy)


def _closed(curves: Sequence[_Control], neutral: float) -> list[Segment]:
    """The outline of the field between curves that follow each other and the neutral line."""
    start, end = curves[0][0], curves[-1][6]
    steps: list[Segment] = [("M", (start, neutral)), ("L", (start, curves[0][1]))]
    steps += [("C", curve[2:]) for curve in curves]
    return [*steps, ("L", (end, neutral)), ("Z", ())]


def _hatch(canvas: Canvas, curve: Sequence[Point], neutral: float) -> None:
    """Draws diagonal lines where the curve, given by points along it, is below the neutral line."""
    if len(curve) < 2:
        return
    lowest = max(y for _, y in curve)
    steps: list[Segment] = []
    place = curve[0][0] - (lowest - neutral)
    while place < curve[-1][0]:
        place += _HATCH_EVERY
        steps += _diagonal(curve, neutral, lowest, place)
    if steps:
        canvas.path(steps, stroke="ghost", stroke_width=0.7)


def _diagonal(curve: Sequence[Point], neutral: float, lowest: float, foot: float) -> Iterator[Segment]:
    """The parts of the line that goes down and ahead from the neutral line at the x `foot`, above the curve.

    `lowest` is the y of the curve's lowest point, below which the line has no part.
    """
    inside = False
    before, gap_before = curve[0][0], 0.0
    for x, bottom in curve[max(bisect_left(curve, (foot, neutral)) - 1, 0) :]:
        y = neutral + x - foot
        gap = bottom - y
        if y > neutral and gap > 0:
            if not inside:
                start = max(foot, before)
                yield "M", (start, neutral + start - foot)
            inside = True
        elif inside:
            end = before + (x - before) * gap_before / (gap_before - gap)
            yield "L", (end, neutral + end - foot)
            inside = False
        if y > lowest:
            return
        before, gap_before = x, gap
    if inside:
        yield "L", (before, neutral + before - foot)
