"""The branches of a curve: where customers part, each further way from one score to another is a lighter curve.

A branch takes the slopes of the curve at its ends, as far as it stays monotone: a slope of up to three times its own
(Fritsch and Carlson, "Monotone piecewise cubic interpolation", SIAM J. Numer. Anal. 17 (1980)).
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from math import hypot

from journeymap.layout.canvas import Canvas
from journeymap.layout.feeling.axis import Axis
from journeymap.layout.feeling.curve import Point, along_segment, between, harmonic, tangents
from journeymap.layout.feeling.series import Mark, Series
from journeymap.layout.frame import Row
from journeymap.layout.scene import Segment
from journeymap.layout.spec import persona_token
from journeymap.records import NamedTuple

_WIDTH = 1.5
_DASH = (4.0, 4.0)
_OPACITY = 0.75
THREAD, THREAD_DASH = 1.2, (1.2, 4.0)
"""The width and the dash of a line over touchpoints that its persona does not pass."""
_NEAR, _FAR_ENOUGH = 14.0, 24.0
_STARTS = (0.0, 0.75, 1.5, 2.25, 3.0)
_ENDS = (0.0, 1.0, 2.0, 3.0)
_SAMPLES = 16
_SPACING = 10.0


class Branch(NamedTuple):
    """A join from one point to another, with the slopes of its curve at both."""

    start: Mark
    end: Mark
    slopes: tuple[float, float]

    def curve(self, axis: Axis) -> tuple[Point, Segment]:
        """Its first point, and the segment from there."""
        one, other = _point(self.start, axis), _point(self.end, axis)
        return one, between(one, other, *self.slopes)


def branches_of(series: Series, row: Row, axis: Axis) -> list[Branch]:
    """The branches of a curve in a row. They keep off the markers between their ends where they can."""
    return _joins(series, row, axis).branches


def threads_of(series: Series, row: Row, axis: Axis) -> list[Branch]:
    """The joins of a main line in a row over touchpoints that the persona does not pass."""
    return _joins(series, row, axis).threads


def joins_from(series: Series, row: Row, axis: Axis, mark: Mark) -> list[Branch]:
    """Every join of a curve from a point to others in its row, on the main line and beside it."""
    number, joins = mark.column.number, _joins(series, row, axis)
    found = [join for join in (*joins.branches, *joins.threads) if join.start.column.number == number]
    for run in series.runs(row):
        for start, end in pairwise(run):
            if start.column.number == number:
                found.append(Branch(start, end, (joins.slopes[number], joins.slopes[end.column.number])))
    return found


class Joins(NamedTuple):
    """What joins the points of a curve in a row on a scale beside its main line, and its slope at each point."""

    row: Row
    axis: Axis
    slopes: dict[int, float]
    branches: list[Branch]
    threads: list[Branch]


def _joins(series: Series, row: Row, axis: Axis) -> Joins:
    """The joins of a curve, of which it keeps the last: its lines and its words are drawn one after the other."""
    known = series.joins
    if known is None or known.row is not row or known.axis != axis:
        forks = series.shape.branches or series.shape.threads
        slopes = _slopes(series, row, axis) if forks else {}
        branches, threads = _branches(series, row, axis, slopes), _threads(series, row, axis, slopes)
        known = series.joins = Joins(row, axis, slopes, branches, threads)
    return known


def _branches(series: Series, row: Row, axis: Axis, slopes: dict[int, float]) -> list[Branch]:
    """The branches: where one passes a marker too closely, in the shape that keeps farthest off."""
    pairs = series.branches(row)
    markers = [_point(mark, axis) for mark in series.marks(row)] if pairs else []
    found: list[Branch] = []
    for start, end in pairs:
        one, other = _point(start, axis), _point(end, axis)
        own, shape = _shape(start, end, axis, slopes)
        passed = [point for point in markers if one[0] < point[0] < other[0]]
        if passed and _distance(one, other, shape, own, passed) < _NEAR:
            shapes = [shape, *((first, last) for first in _STARTS for last in _ENDS)]
            shape = max(shapes, key=lambda each: _distance(one, other, each, own, passed))
        found.append(Branch(start, end, (shape[0] * own, shape[1] * own)))
    return found


def _threads(series: Series, row: Row, axis: Axis, slopes: dict[int, float]) -> list[Branch]:
    found: list[Branch] = []
    for start, end in series.threads(row):
        own, shape = _shape(start, end, axis, slopes)
        found.append(Branch(start, end, (shape[0] * own, shape[1] * own)))
    return found


def _shape(start: Mark, end: Mark, axis: Axis, slopes: dict[int, float]) -> tuple[float, tuple[float, float]]:
    """The slope from one point to another, and as multiples of it the slopes of their join at both."""
    one, other = _point(start, axis), _point(end, axis)
    own = (other[1] - one[1]) / (other[0] - one[0])
    return own, (_ratio(slopes.get(start.column.number), own), _ratio(slopes.get(end.column.number), own))


def _point(mark: Mark, axis: Axis) -> Point:
    return mark.column.middle, axis.y(mark.feeling)


def _ratio(slope: float | None, own: float) -> float:
    """A slope as a multiple of the branch's own, from 0 to 3."""
    return 1.0 if slope is None else min(max(slope / own, 0.0), 3.0) if own else 0.0


def _slopes(series: Series, row: Row, axis: Axis) -> dict[int, float]:
    """The slope of the curve at each point of a row: that of the main line, else between the points beside it."""
    slopes: dict[int, float] = {}
    for run in series.runs(row):
        if len(run) > 1:
            of_run = tangents([_point(mark, axis) for mark in run])
            slopes |= {mark.column.number: slope for mark, slope in zip(run, of_run, strict=True)}
    columns = {column.number: column for column in row.columns}
    for mark in series.lone(row):
        number = mark.column.number
        before = [columns[each] for each in series.incoming.get(number, ()) if each in columns]
        after = [columns[each] for each in series.onward.get(number, ()) if each in columns]
        if before and after:
            first, last = series.at(before[-1]), series.at(after[0])
            assert first is not None and last is not None
            slopes[number] = harmonic(_point(first, axis), _point(mark, axis), _point(last, axis))
    return slopes


def _distance(one: Point, other: Point, shape: tuple[float, float], own: float, points: list[Point]) -> float:
    """The least distance in pixels from a branch of this shape to any of the points, or what is far enough if that is
    less."""
    samples = sampled(one, between(one, other, shape[0] * own, shape[1] * own))
    least = _FAR_ENOUGH
    for px, py in points:
        for index in range(bisect_left(samples, (px - least, 0.0)), len(samples)):
            x, y = samples[index]
            if x > px + least:
                break
            least = min(least, hypot(x - px, y - py))
    return least


def sampled(start: Point, segment: Segment) -> list[Point]:
    """Points along a cubic segment from `start`, without its ends, ten pixels from each other or less."""
    steps = max(_SAMPLES, int((segment[1][4] - start[0]) / _SPACING))
    return along_segment(start, segment, steps)[1:]


def draw_branches(canvas: Canvas, series: Series, row: Row, axis: Axis) -> None:
    """Draws the branches of a curve in a row: thin, lighter, and dashed where a score is assumed."""
    for branch in branches_of(series, row, axis):
        first, segment = branch.curve(axis)
        is_thread = series.is_thread(branch.start.column.number, branch.end.column.number)
        dash = _DASH if branch.start.assumed or branch.end.assumed else ()
        canvas.path(
            [("M", first), segment],
            stroke=persona_token(series.index),
            stroke_width=THREAD if is_thread else _WIDTH,
            dash=THREAD_DASH if is_thread else dash,
            opacity=_OPACITY,
            kind="feeling",
            data=join_data(series, branch.start, branch.end),
        )


def join_data(series: Series, start: Mark, end: Mark) -> dict[str, str]:
    """What a join of a curve is called in the drawing: its two touchpoints and the persona."""
    return {
        "from": start.column.touchpoint.id,
        "to": end.column.touchpoint.id,
        "persona": series.persona_id,
    }
