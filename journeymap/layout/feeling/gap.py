"""The area between a curve and that of the other version: where the feeling is better, and where it is worse."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from journeymap.layout.canvas import Canvas
from journeymap.layout.feeling.curve import Point, sample
from journeymap.layout.marks import closed_path

_STEPS = 12
_OPACITY = 0.16


def draw_gap(canvas: Canvas, curve: list[Point], before: list[Point]) -> None:
    """Tints the area between two curves, given by their points, over the columns that both have.

    It has the colour of an opportunity where `curve` is above `before`, and that of a pain where it is below.
    """
    for is_better, area in _areas(sample(curve, _STEPS), sample(before, _STEPS)):
        canvas.path(closed_path(area), "opportunity" if is_better else "pain", opacity=_OPACITY, kind="gap")


def _areas(curve: list[Point], before: list[Point]) -> Iterator[tuple[bool, list[Point]]]:
    """The areas between two polylines from crossing to crossing, and whether the first is above in each."""
    start, end = max(curve[0][0], before[0][0]), min(curve[-1][0], before[-1][0])
    if start >= end:
        return
    across = sorted({x for x, _ in (*curve, *before) if start <= x <= end} | {start, end})
    upper: list[Point] = []
    lower: list[Point] = []
    sign = 0
    for x in across:
        one, other = _height(curve, x), _height(before, x)
        now = (one < other) - (one > other)
        if sign and now and now != sign:
            crossing = _crossing(upper[-1], lower[-1], (x, one), (x, other))
            yield sign > 0, [*upper, crossing, *reversed(lower)]
            upper, lower = [crossing], [crossing]
        sign = now or sign
        upper.append((x, one))
        lower.append((x, other))
    if sign:
        yield sign > 0, [*upper, *reversed(lower)]


def _height(line: list[Point], x: float) -> float:
    """The y of a polyline at an x."""
    index = min(max(bisect_left(line, (x, float("-inf"))), 1), len(line) - 1)
    (x0, y0), (x1, y1) = line[index - 1], line[index]
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


def _crossing(one: Point, other: Point, one_next: Point, other_next: Point) -> Point:
    """Where two lines between the same x cross."""
    apart, apart_next = one[1] - other[1], one_next[1] - other_next[1]
    part = apart / (apart - apart_next)
    return one[0] + (one_next[0] - one[0]) * part, one[1] + (one_next[1] - one[1]) * part
