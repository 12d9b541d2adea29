"""A smooth curve through points that never overshoots them: the drawn peak is the data's peak.

The tangents are those of the monotone piecewise cubic Hermite interpolant of F. N. Fritsch and J. Butland,
"A method for constructing local monotone piecewise cubic interpolants", SIAM J. Sci. Stat. Comput. 5 (1984):
weighted harmonic means of the neighbouring slopes, zero at local extremes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from journeymap.layout.scene import Segment

Point = tuple[float, float]
Piece = tuple[float, float, float, float]
"""A box that covers a piece of a curve: its left, top, right and bottom."""
LONGEST_PIECE = 12.0
"""How wide a piece of a curve is at most, in pixels."""


def tangents(points: Sequence[Point]) -> list[float]:
    """The slope of the curve at each point. The x of the points must strictly increase."""
    count = len(points)
    if count < 2:
        return [0.0] * count
    steps = [points[i + 1][0] - points[i][0] for i in range(count - 1)]
    slopes = [(points[i + 1][1] - points[i][1]) / steps[i] for i in range(count - 1)]
    inner = [_inner(slopes[i - 1], slopes[i], steps[i - 1], steps[i]) for i in range(1, count - 1)]
    if count == 2:
        return [slopes[0], slopes[0]]
    return [
        _end(slopes[0], slopes[1], steps[0], steps[1]),
        *inner,
        _end(slopes[-1], slopes[-2], steps[-1], steps[-2]),
    ]


def _inner(before: float, after: float, step_before: float, step_after: float) -> float:
    if before * after <= 0:
        return 0.0
    weight_before, weight_after = 2 * step_after + step_before, step_after + 2 * step_before
    return (weight_before + weight_after) / (weight_before / before + weight_after / after)


def _end(near: float, far: float, step_near: float, step_far: float) -> float:
    """The slope at an end from three points, limited so that the curve does not overshoot."""
    slope = ((2 * step_near + step_far) * near - step_near * far) / (step_near + step_far)
    if slope * near <= 0:
        return 0.0
    if near * far <= 0 and abs(slope) > 3 * abs(near):
        return 3 * near
    return slope


def harmonic(before: Point, point: Point, after: Point) -> float:
    """The slope at a point between two others, as in `tangents`."""
    steps = point[0] - before[0], after[0] - point[0]
    return _inner((point[1] - before[1]) / steps[0], (after[1] - point[1]) / steps[1], *steps)


def between(one: Point, other: Point, first: float, last: float) -> Segment:
    """The curve from one point to another as a cubic Bézier segment with these slopes at its ends."""
    third = (other[0] - one[0]) / 3
    return "C", (one[0] + third, one[1] + first * third, other[0] - third, other[1] - last * third, *other)


def segments(points: Sequence[Point]) -> tuple[Segment, ...]:
    """The curve as cubic Bézier segments, one between each two points, without the M at the start."""
    return _segments(tuple(points))


@lru_cache(maxsize=32)  # a curve's line, its field and the words that keep off it are drawn one after the other
def _segments(points: tuple[Point, ...]) -> tuple[Segment, ...]:
    slopes = tangents(points)
    return tuple([between(points[i], points[i + 1], slopes[i], slopes[i + 1]) for i in range(len(points) - 1)])


def sample(points: list[Point], per_segment: int) -> list[Point]:
    """Points along the curve: `per_segment` from each given point to the next, and the last given point."""
    if not points:
        return []
    found: list[Point] = []
    for start, segment in zip(points, segments(points), strict=False):
        found += along_segment(start, segment, per_segment)
    found.append(points[-1])
    return found


def along_segment(start: Point, segment: Segment, steps: int) -> list[Point]:
    """So many points along a cubic segment from `start`: its start and others, without its end."""
    (x0, y0), (_, (cx0, cy0, cx1, cy1, x1, y1)) = start, segment
    return [
        (a * x0 + b * cx0 + c * cx1 + d * x1, a * y0 + b * cy0 + c * cy1 + d * y1) for a, b, c, d in _weights(steps)
    ]


def pieces(start: Point, segment: Segment) -> list[Piece]:
    """Boxes in a row, the longest 12 pixels wide, that cover a cubic segment from `start`, whose x increases."""
    (x0, y0), (x1, y1) = start, segment[1][4:]
    steps = int(max(x1 - x0, abs(y1 - y0)) / LONGEST_PIECE) + 1
    return covering([*along_segment(start, segment, steps), (x1, y1)])


def covering(points: Iterable[Point]) -> list[Piece]:
    """Boxes, each of which covers the line from a point to the next."""
    return [(x0, y0, x1, y1) if y0 < y1 else (x0, y1, x1, y0) for (x0, y0), (x1, y1) in pairwise(points)]


@cache
def _weights(steps: int) -> list[tuple[float, float, float, float]]:
    """The weights of a cubic Bézier curve's four points, at evenly spaced parameters from 0 up to but not with 1."""
    return [
        ((1 - t) ** 3, 3 * (1 - t) * (1 - t) * t, 3 * (1 - t) * t * t, t**3)
        for t in (step / steps for step in range(steps))
    ]
