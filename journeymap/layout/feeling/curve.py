"""A smooth curve through points that never overshoots them: the drawn peak is the data's peak.

The tangents are those of the monotone piecewise cubic Hermite interpolant of F. N. Fritsch and J. Butland,
"A method for constructing local monotone piecewise cubic interpolants", SIAM J. Sci. Stat. Comput. 5 (1984):
weighted harmonic means of the neighbouring slopes, zero at local extremes.
"""

from __future__ import annotations

from functools import cache

from journeymap.layout.scene import Segment

Point = tuple[float, float]
_ACROSS, _DOWN = 10.0, 4.5
"""How far points along a curve are from each other at most, in pixels, where no word is to lie between two of them."""


def tangents(points: list[Point]) -> list[float]:
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


def segments(points: list[Point]) -> list[Segment]:
    """The curve as cubic Bézier segments, one between each two points, without the M at the start."""
    slopes = tangents(points)
    return [between(points[i], points[i + 1], slopes[i], slopes[i + 1]) for i in range(len(points) - 1)]


def sample(points: list[Point], per_segment: int) -> list[Point]:
    """Points along the curve: `per_segment` from each given point to the next, and the last given point."""
    if not points:
        return []
    weights = _weights(per_segment)
    found: list[Point] = []
    for (x0, y0), (_, (cx0, cy0, cx1, cy1, x1, y1)) in zip(points, segments(points), strict=False):
        found += [(a * x0 + b * cx0 + c * cx1 + d * x1, a * y0 + b * cy0 + c * cy1 + d * y1) for a, b, c, d in weights]
    found.append(points[-1])
    return found


def close_points(start: Point, segment: Segment) -> list[Point]:
    """Points along a cubic segment from `start` up to but not with its end, so close that no word lies between two.

    A cubic is never faster than three times the longest leg of its control polygon.
    """
    (x0, y0), (_, (cx0, cy0, cx1, cy1, x1, y1)) = start, segment
    steepest = 3 * max(abs(cy0 - y0), abs(cy1 - cy0), abs(y1 - cy1))
    weights = _weights(int(max((x1 - x0) / _ACROSS, steepest / _DOWN)) + 1)
    return [(a * x0 + b * cx0 + c * cx1 + d * x1, a * y0 + b * cy0 + c * cy1 + d * y1) for a, b, c, d in weights]


@cache
def _weights(steps: int) -> list[tuple[float, float, float, float]]:
    """The weights of a cubic Bézier curve's four points, at evenly spaced parameters from 0 up to but not with 1."""
    return [
        ((1 - t) ** 3, 3 * (1 - t) * (1 - t) * t, 3 * (1 - t) * t * t, t**3)
        for t in (step / steps for step in range(steps))
    ]
