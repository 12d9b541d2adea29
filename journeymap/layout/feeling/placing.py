"""Finds places for the labels along the emotion curve: near their point, and not on anything else.

For each label a few places are tried, in order of preference. A place has a cost for all that it covers: curves,
markers, other labels, the neutral line, the edge of the lane. The label gets the place with the lowest cost.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator

from journeymap.layout.feeling.curve import LONGEST_PIECE, Piece, Point, pieces, segments
from journeymap.records import NamedTuple

_CURVE_COST = 12.0
_FAINT_COST = 3.0
_MOST_FAINT = 4
"""So many pieces of faint curves cost what one of another curve costs."""
_BOX_COST = 60.0
_LINE_COST = 14.0
_EDGE_COST = 200.0
_ORDER_COST = 0.6
_AIR = 2.0
_LEADER_STEPS = 8


class Box(NamedTuple):
    """A rectangle, by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two rectangles share any area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """The point in the rectangle that is nearest to the point (x, y)."""
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)


Candidate = tuple[Box, bool]
"""A box in which a label could be, and whether it needs a leader to its point there."""


class LabelPlace(NamedTuple):
    """The place of a label: its box, whether it needs a leader to its point, and whether it covers nothing."""

    box: Box
    leader: bool
    free: bool


class Surroundings:
    """What a label should not cover: curves in pieces, boxes, the neutral line and the edges of the lane.

    A `faint` curve costs less: it may be covered where there is no better place.
    """

    def __init__(self, curves: Iterable[Piece], lane: Box, neutral: float, *, faint: Iterable[Piece] = ()) -> None:
        self._curves = sorted(curves)
        self._faint = sorted(faint)
        self._lane = lane
        self._neutral = neutral
        self._boxes: list[Box] = []

    def occupy(self, box: Box) -> None:
        """Keeps later labels off a box."""
        self._boxes.append(box)

    def avoid(self, points: list[Point]) -> None:
        """Keeps later labels off the curve through these points."""
        joins = zip(points, segments(points), strict=False)
        self._curves = sorted([*self._curves, *(piece for first, segment in joins for piece in pieces(first, segment))])

    def mark(self) -> int:
        """What is occupied by now, for `back_to`."""
        return len(self._boxes)

    def back_to(self, mark: int) -> None:
        """Frees what was occupied since a `mark`."""
        del self._boxes[mark:]

    def occupy_line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Keeps later labels off a line."""
        for step in range(_LEADER_STEPS):
            start, end = step / _LEADER_STEPS, (step + 1) / _LEADER_STEPS
            xs = sorted((x1 + (x2 - x1) * start, x1 + (x2 - x1) * end))
            ys = sorted((y1 + (y2 - y1) * start, y1 + (y2 - y1) * end))
            self.occupy(Box(xs[0] - 1, ys[0], xs[1] + 1, ys[1]))

    def best(
        self,
        candidates: Iterable[Candidate],
        point: tuple[float, float],
        further: Callable[[], Iterable[Candidate]] = tuple,
    ) -> LabelPlace:
        """The cheapest place for the label of a point; among the `further` candidates too, if none of these is free.

        A candidate is a box, and whether it needs a leader.
        """
        best: LabelPlace | None = None
        best_cost, order = float("inf"), 0
        for group in (candidates, None):
            if best is not None and best.free:
                break
            for box, leader in further() if group is None else group:
                cost, free = self._cost(box)
                cost += _ORDER_COST * order
                if leader and cost < best_cost and self._leader_crosses(box, point):
                    cost, free = cost + _BOX_COST, False
                if cost < best_cost:
                    best, best_cost = LabelPlace(box, leader, free), cost
                order += 1
                if best_cost <= _ORDER_COST * order:
                    break
        assert best is not None
        return best

    def first_clear(self, boxes: Iterable[Box], *, of_faint: bool = False) -> Box | None:
        """The first of the boxes that is in the lane and covers nothing: no curve, no box, not the neutral line.

        A faint curve may touch it, or with `of_faint` not. None where no box is clear.
        """
        most_faint = 1 if of_faint else _MOST_FAINT
        return next((box for box in boxes if self.is_clear(box, most_faint)), None)

    def is_clear(self, box: Piece, most_faint: int = _MOST_FAINT) -> bool:
        """Whether a box is in the lane and covers nothing, and fewer than so many pieces of faint curves."""
        _, top, _, bottom = box
        if top < self._neutral < bottom or self._is_outside(box) or _hits(self._curves, box, enough=1):
            return False
        left, top, right, bottom = _padded(box)
        for start, above, end, below in self._boxes:
            if left < end and start < right and top < below and above < bottom:
                return False
        return not self._faint or _hits(self._faint, box, enough=most_faint) < most_faint

    def near(self, left: float, right: float) -> Surroundings:
        """What of all this can be across a box that is between two x, for one who asks about many boxes there."""
        start, end = left - 2 * _AIR, right + 2 * _AIR
        made = Surroundings(_across(self._curves, start, end), self._lane, self._neutral, faint=self._faint)
        made._boxes = [box for box in self._boxes if start < box[2] and box[0] < end]
        return made

    def clear_tops(self, left: float, right: float, height: float, tops: Iterable[float]) -> list[float]:
        """Those of the tops from which a box from `left` to `right` of this height is clear, as `is_clear` says.

        Sooner than asking for each box: what is across its width is found once.
        """
        lane, neutral = self._lane, self._neutral
        if left < lane.left or right > lane.right:
            return []
        spans = self._spans(left, right)
        found = []
        for top in tops:
            bottom = top + height
            if top < lane.top or bottom > lane.bottom or top < neutral < bottom:
                continue
            above, below = top - _AIR / 2, bottom + _AIR / 2
            for high, low in spans:
                if high < below and low > above:
                    break
            else:
                if not self._faint or _hits(self._faint, (left, top, right, bottom), enough=_MOST_FAINT) < _MOST_FAINT:
                    found.append(top)
        return found

    def _spans(self, left: float, right: float) -> list[tuple[float, float]]:
        """The tops and bottoms of the curves and boxes that are across a width, or close to it."""
        found = [(above, below) for _, above, _, below in _across(self._curves, left - _AIR, right + _AIR)]
        start, end = left - 2 * _AIR, right + 2 * _AIR
        return found + [(above, below) for since, above, until, below in self._boxes if start < until and since < end]

    def _leader_crosses(self, box: Box, point: tuple[float, float]) -> bool:
        """Whether the line from a point to its label would cross another box."""
        end = box.nearest(*point)
        others = [other for other in self._boxes if not other.holds(*point)]
        for step in range(1, _LEADER_STEPS):
            part = step / _LEADER_STEPS
            x, y = point[0] + (end[0] - point[0]) * part, point[1] + (end[1] - point[1]) * part
            if any(other.holds(x, y) for other in others):
                return True
        return False

    def _cost(self, box: Box) -> tuple[float, bool]:
        hits = _hits(self._curves, box)
        left, top, right, bottom = _padded(box)
        boxes = sum([
            left < end and start < right and top < below and above < bottom for start, above, end, below in self._boxes
        ])  # fmt: skip
        cost = _CURVE_COST * hits + _FAINT_COST * _hits(self._faint, box) + _BOX_COST * boxes
        if box.top < self._neutral < box.bottom:
            cost += _LINE_COST
        outside = self._is_outside(box)
        if outside:
            cost += _EDGE_COST
        return cost, not (hits or boxes or outside)

    def _is_outside(self, box: Piece) -> bool:
        left, top, right, bottom = box
        start, above, end, below = self._lane
        return top < above or bottom > below or left < start or right > end


def _padded(box: Piece) -> Piece:
    """A box with the air around it that other boxes have to leave."""
    left, top, right, bottom = box
    return left - 2 * _AIR, top - _AIR / 2, right + 2 * _AIR, bottom + _AIR / 2


def _across(curves: list[Piece], start: float, end: float) -> list[Piece]:
    """Those of the pieces, which are sorted, that are between two x."""
    first, last = bisect_left(curves, (start - LONGEST_PIECE,)), bisect_right(curves, (end, math.inf))
    return [piece for piece in curves[first:last] if piece[2] > start]


def _hits(curves: list[Piece], box: Piece, enough: int = 0) -> int:
    """How many of the pieces, which are sorted, are in the box or close to it, up to `enough` if given."""
    left, top, right, bottom = box
    start, end, above, below = left - _AIR, right + _AIR, top - _AIR / 2, bottom + _AIR / 2
    hits = 0
    for index in range(bisect_left(curves, (start - LONGEST_PIECE,)), len(curves)):
        left, top, right, bottom = curves[index]
        if left > end:
            break
        if right > start and top < below and bottom > above:
            hits += 1
            if hits == enough:
                break
    return hits


_STEPS = (15.0, 24.0, 36.0, 48.0)
_SIDES = (16.0, 28.0, 44.0)
_FAR_STEPS = (24.0, 36.0, 48.0, 62.0, 76.0, 90.0, 106.0, 122.0)


def around(x: float, y: float, width: float, height: float, *, above: bool) -> Iterator[Candidate]:
    """Candidate boxes around a point: first on the side of `above`, then on the other side, then left and right."""
    for upward in (above, not above):
        for step in _STEPS:
            top = y - step - height + 4 if upward else y + step - 4
            yield Box(x - width / 2, top, x - width / 2 + width, top + height), step > _STEPS[1]
    for side in _SIDES:
        for upward in (above, not above):
            top = y - height - 6 if upward else y + 6
            for left in (x + side, x - side - width):
                yield Box(left, top, left + width, top + height), True


def farther(x: float, y: float, width: float, height: float, *, above: bool) -> Iterator[Candidate]:
    """Candidate boxes farther from a point, for a crowded place."""
    for step in _FAR_STEPS:
        for upward in (above, not above):
            top = y - step - height + 4 if upward else y + step - 4
            for shift in (0.0, 0.4, -0.4, 0.8, -0.8):
                left = x - width / 2 + shift * width
                yield Box(left, top, left + width, top + height), True


def beside(x: float, y: float, width: float, height: float) -> Iterator[Candidate]:
    """Candidate boxes after the last point of a curve: first level with it, then a little higher or lower."""
    for offset in (0.0, -14.0, 14.0, -26.0, 26.0, -38.0, 38.0):
        yield Box(x + 14, y - height / 2 + offset, x + 14 + width, y + height / 2 + offset), False
