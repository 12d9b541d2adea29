"""The names of personas at the ends of their curves: around each end, else beside all ends, else below each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from journeymap.layout.canvas import first_baseline
from journeymap.layout.feeling.axis import Axis
from journeymap.layout.feeling.curve import Point
from journeymap.layout.feeling.labels import Label, Word
from journeymap.layout.feeling.placing import Box, Surroundings
from journeymap.layout.feeling.series import Series
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
        ending: dict[int, list[Series]] = {}
        for series in self._shown:
            for mark in series.marks(self._spec.row)[-1:]:
                ending.setdefault(mark.column.number, []).append(series)
        return [label for ends in ending.values() for label in self._names_of(ends)]

    def _names_of(self, ends: Sequence[Series]) -> list[Label]:
        before = self._surroundings.mark()
        around = [self._around(series) for series in ends]
        if len(ends) > 1 and not all(map(self._is_near, ends, around)):
            self._surroundings.back_to(before)
            if beside := self._beside(ends, _BESIDE):
                return beside
            lacks_some = any(label is None and series.name for series, label in zip(ends, around, strict=True))
            if lacks_some and (together := self._beside(ends, _SHIFTED) or self._stacked(ends)):
                return together
            around = [self._around(series) for series in ends]
        return [label for label in around if label is not None]

    def _is_near(self, series: Series, label: Label | None) -> bool:
        y = self._end(series).y
        return not series.name or (label is not None and abs(label.words[0].baseline - y) < _FAR)

    def _end(self, series: Series) -> NamedEnd:
        last = series.marks(self._spec.row)[-1]
        width = WORD.width(self._said(series))
        return NamedEnd(last.column.middle, self._axis.y(last.feeling), width, WORD.leading - _CLOSER)

    @staticmethod
    def _said(series: Series) -> str:
        return next(iter(WORD.lines(series.name, _MOST, most=1)), "")

    def _beside(self, ends: Sequence[Series], shifts: Iterable[float]) -> list[Label]:
        """The names after the ends, moved by the first of the `shifts` by which all are clear; none without one."""
        boxes = boxes_beside([self._end(series) for series in ends])
        for shift in shifts:
            shifted = [box._replace(top=box.top + shift, bottom=box.bottom + shift) for box in boxes]
            if all(map(self._is_clear_past_end, shifted)):
                return self._labelled(ends, shifted)
        return []

    def _stacked(self, ends: Sequence[Series]) -> list[Label]:
        """The names right below each other, above and below the ends; none where no place is clear."""
        for boxes in stacked([self._end(series) for series in ends], self._room.right):
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
        room = self._room
        is_in_room = room.top <= box.top and box.bottom <= room.bottom and box.right <= room.right + self._beyond
        return is_in_room and self._surroundings.is_clear(box._replace(left=box.left + _PAST_END))

    def _labelled(self, ends: Sequence[Series], boxes: Sequence[Box]) -> list[Label]:
        labels = []
        for series, box in zip(ends, boxes, strict=True):
            self._surroundings.occupy(box)
            baseline = box.top + first_baseline(WORD) - _CLOSER / 2
            word = Word(box.left, baseline, self._said(series), WORD, persona_token(series.index))
            labels.append(Label(series.persona_id, (word,)))
        return labels

    def _around(self, series: Series) -> Label | None:
        marks = series.marks(self._spec.row)
        if not marks or not series.name:
            return None
        last, (x, y, width, _) = marks[-1], self._end(series)
        height = WORD.leading
        others = [at.feeling for other in self._shown if other is not series and (at := other.at(last.column))]
        above = last.feeling >= max(others, default=last.feeling)
        start = min(max(x - width / 2, self._room.left), self._room.right - width)
        tops = (y - 12 - height, y + 10) if above else (y + 10, y - 12 - height)
        near = ((left, top) for left in (start, x + 12, x - 12 - width) for top in (*tops, y - height / 2))
        far = ((start, top + step) for top in tops for step in (-16, 16, -32, 32))
        box = first_clear(self._surroundings, self._room, chain(near, far), width, height)
        if box is None:
            return None
        self._surroundings.occupy(box)
        colour = persona_token(series.index)
        word = Word(box.left, box.top + first_baseline(WORD), self._said(series), WORD, colour)
        return Label(series.persona_id, (word,))


def first_clear(
    surroundings: Surroundings, room: Box, corners: Iterable[Point], width: float, height: float
) -> Box | None:
    """The first box of this size with one of these corners that is in the room, and covers and touches nothing."""
    is_clear = surroundings.is_clear
    for left, top in corners:
        right, bottom = left + width, top + height
        is_in_room = room.left <= left and right <= room.right and room.top <= top and bottom <= room.bottom
        if is_in_room and is_clear(Box(left - AIR, top, right + AIR, bottom)):
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
