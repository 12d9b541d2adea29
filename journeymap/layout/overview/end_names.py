"""The names of personas at the ends of their curves: around each end, else beside all ends, else below each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from journeymap.layout.canvas import first_baseline
from journeymap.layout.feeling.axis import Axis
from journeymap.layout.feeling.curve import Point
from journeymap.layout.feeling.labels import Label, Word
from journeymap.layout.feeling.placing import Box, Surroundings
from journeymap.layout.feeling.series import Mark, Series
from journeymap.layout.overview.spec import WORD, OverviewSpec
from journeymap.layout.spec import persona_token
from journeymap.records import NamedTuple

AIR = 3.0
"""What a word keeps free on both sides, in pixels."""

_MOST = 130.0
_CLOSER = 3.0
_FAR = 36.0
_ASIDE = 10.0
_PAST_END = 8.0
"""How much of a name beside the end of its curve may be nearer to its marker than other words."""

_BESIDE = (0.0,)
_SHIFTED = tuple(sign * step for step in (4.0, 8.0, 12.0, 16.0, 20.0, 24.0) for sign in (1, -1))
_OFF_ENDS = (12.0, 20.0, 28.0, 36.0, 48.0, 60.0)
_ROUNDS = 24


class NamedEnd(NamedTuple):
    """The end of a curve, and the width and the height of the name at it, in pixels."""

    x: float
    y: float
    width: float
    height: float


class _CurveEnd(NamedTuple):
    """The end of a curve: its series and its last point, its name as it fits on a line, and where that belongs."""

    series: Series
    mark: Mark
    said: str
    place: NamedEnd


class EndNames:
    """Finds places for the names of all `shown` curves in the `room`, clear of the `surroundings` and of each other."""

    def __init__(
        self, spec: OverviewSpec, shown: Sequence[Series], axis: Axis, room: Box, surroundings: Surroundings
    ) -> None:
        self._spec, self._shown, self._axis = spec, shown, axis
        self._room, self._surroundings = room, surroundings
        self._beyond = spec.margin / 2

    def labels(self) -> list[Label]:
        """The names in their places; where several curves end together, none is left out if there is any room."""
        ending: dict[int, list[_CurveEnd]] = {}
        for series in self._shown:
            for mark in series.marks(self._spec.row)[-1:]:
                ending.setdefault(mark.column.number, []).append(self._end(series, mark))
        return [label for ends in ending.values() for label in self._names_of(ends)]

    def _end(self, series: Series, last: Mark) -> _CurveEnd:
        said = next(iter(WORD.lines(series.name, _MOST, most=1)), "")
        place = NamedEnd(last.column.middle, self._axis.y(last.feeling), WORD.width(said), WORD.leading - _CLOSER)
        return _CurveEnd(series, last, said, place)

    def _names_of(self, ends: Sequence[_CurveEnd]) -> list[Label]:
        before = self._surroundings.mark()
        around = [self._around(end) for end in ends]
        if len(ends) > 1 and not all(map(_is_near, ends, around)):
            self._surroundings.back_to(before)
            if beside := self._beside(ends, _BESIDE):
                return beside
            lacks_some = any(box is None and end.said for end, box in zip(ends, around, strict=True))
            if lacks_some and (together := self._beside(ends, _SHIFTED) or self._stacked(ends)):
                return together
            for box in filter(None, around):
                self._surroundings.occupy(box)
        return [
            _label(end, box, first_baseline(WORD)) for end, box in zip(ends, around, strict=True) if box is not None
        ]

    def _beside(self, ends: Sequence[_CurveEnd], shifts: Iterable[float]) -> list[Label]:
        """The names after the ends, moved by the first of the `shifts` by which all are clear; none without one."""
        boxes = boxes_beside([end.place for end in ends])
        for shift in shifts:
            shifted = [Box(left, top + shift, right, bottom + shift) for left, top, right, bottom in boxes]
            if all(map(self._is_clear_past_end, shifted)):
                return self._labelled(ends, shifted)
        return []

    def _stacked(self, ends: Sequence[_CurveEnd]) -> list[Label]:
        """The names right below each other, above and below the ends; none where no place is clear."""
        for boxes in stacked([end.place for end in ends], self._room.right):
            if all(map(self._is_clear, boxes)):
                return self._labelled(ends, boxes)
        return []

    def _is_clear(self, box: Box) -> bool:
        place = [(box.left, box.top)]
        return (
            first_clear(self._surroundings, self._room, place, box.right - box.left, box.bottom - box.top) is not None
        )

    def _is_clear_past_end(self, box: Box) -> bool:
        """Whether a name has room that is clear; it may reach into the margin."""
        room, (left, top, right, bottom) = self._room, box
        is_in_room = room.top <= top and bottom <= room.bottom and right <= room.right + self._beyond
        return is_in_room and self._surroundings.is_clear((left + _PAST_END, top, right, bottom))

    def _labelled(self, ends: Sequence[_CurveEnd], boxes: Sequence[Box]) -> list[Label]:
        for box in boxes:
            self._surroundings.occupy(box)
        below = first_baseline(WORD) - _CLOSER / 2
        return [_label(end, box, below) for end, box in zip(ends, boxes, strict=True)]

    def _around(self, end: _CurveEnd) -> Box | None:
        """The box of a name around its end, which it occupies; None where no place is clear."""
        if not end.said:
            return None
        series, last, _, (x, y, width, _) = end
        height = WORD.leading
        others = [at.feeling for other in self._shown if other is not series and (at := other.at(last.column))]
        above = last.feeling >= max(others, default=last.feeling)
        start = min(max(x - width / 2, self._room.left), self._room.right - width)
        tops = (y - 12 - height, y + 10) if above else (y + 10, y - 12 - height)
        near = ((left, top) for left in (start, x + 12, x - 12 - width) for top in (*tops, y - height / 2))
        far = ((start, top + step) for top in tops for step in (-16, 16, -32, 32))
        box = first_clear(self._surroundings, self._room, chain(near, far), width, height)
        if box is not None:
            self._surroundings.occupy(box)
        return box


def _is_near(end: _CurveEnd, box: Box | None) -> bool:
    """Whether a name around its end is in its box close enough to it; a curve without a name lacks nothing."""
    return not end.said or (box is not None and abs(box.top + first_baseline(WORD) - end.place.y) < _FAR)


def _label(end: _CurveEnd, box: Box, below: float) -> Label:
    """The name of a curve in its box, with its baseline so much below the top of that."""
    word = Word(box.left, box.top + below, end.said, WORD, persona_token(end.series.index))
    return Label(end.series.persona_id, (word,))


def first_clear(
    surroundings: Surroundings, room: Box, corners: Iterable[Point], width: float, height: float
) -> Box | None:
    """The first box of this size with one of these corners that is in the room, and covers and touches nothing."""
    is_clear = surroundings.is_clear
    for left, top in corners:
        right, bottom = left + width, top + height
        is_in_room = room.left <= left and right <= room.right and room.top <= top and bottom <= room.bottom
        if is_in_room and is_clear((left - AIR, top, right + AIR, bottom)):
            return Box(left, top, right, bottom)
    return None


def stacked(ends: Sequence[NamedEnd], right: float) -> Iterator[list[Box]]:
    """Boxes of names right below each other, in the order of their ends from top to bottom: some above, some below all.

    They end at the x `right`, or around their ends where these are farther in. The nearest come first, and of these
    those that part where the ends are farthest apart.
    """
    order = sorted(range(len(ends)), key=lambda place: ends[place].y)
    ys = [ends[place].y for place in order]
    last = min(max(end.x for end in ends) + max(end.width for end in ends) / 2, right)
    parted = sorted(range(1, len(order)), key=lambda place: ys[place - 1] - ys[place])
    for off in _OFF_ENDS:
        for above in (*parted, 0, len(order)):
            boxes = [Box(0.0, 0.0, 0.0, 0.0)] * len(ends)
            for places, top in (
                (order[:above], ys[0] - off - sum(ends[place].height for place in order[:above])),
                (order[above:], ys[-1] + off),
            ):
                y = top
                for place in places:
                    boxes[place] = Box(last - ends[place].width, y, last, y + ends[place].height)
                    y += ends[place].height
            yield boxes


def boxes_beside(ends: Sequence[NamedEnd]) -> list[Box]:
    """The boxes of names after their ends, in the order of these from top to bottom, moved apart as far as they must.

    Names that would meet stand right below each other, around the middle of where they want to be.
    """
    order = sorted(range(len(ends)), key=lambda place: ends[place].y)
    tops = [ends[place].y - ends[place].height / 2 for place in order]
    heights = [ends[place].height for place in order]
    for _ in range(_ROUNDS):
        moved = False
        for upper in range(len(order) - 1):
            over = tops[upper] + heights[upper] - tops[upper + 1]
            if over > 0.01:
                tops[upper], tops[upper + 1] = tops[upper] - over / 2, tops[upper + 1] + over / 2
                moved = True
        if not moved:
            break
    boxes = [Box(0.0, 0.0, 0.0, 0.0)] * len(ends)
    for place, top in zip(order, tops, strict=True):
        end = ends[place]
        boxes[place] = Box(end.x + _ASIDE, top, end.x + _ASIDE + end.width, top + end.height)
    return boxes
