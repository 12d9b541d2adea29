"""The words along the curves of an overview: at the lowest and the best points, the finding, and the curves' ends."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from journeymap.layout.canvas import Type, first_baseline
from journeymap.layout.feeling.along import along_curves
from journeymap.layout.feeling.axis import Axis
from journeymap.layout.feeling.curve import sample
from journeymap.layout.feeling.labels import Label, Word
from journeymap.layout.feeling.placing import Box, Surroundings
from journeymap.layout.feeling.series import Mark, Series
from journeymap.layout.overview.end_names import AIR, EndNames, first_clear
from journeymap.layout.overview.spec import ASSUMED, LEAST_MARKED, QUOTE, WORD, OverviewSpec
from journeymap.layout.spec import persona_token
from journeymap.records import cached_property

_SAMPLES = 12
_MARKER = 8.0
_QUOTE_ROOM = (150.0, 118.0)
_QUOTE_LINES = 2
_ASIDE = (13.0, 20.0, 30.0, 44.0, 60.0)
_NEAR = 3
_APART = 16.0  # nearer words beside each other read as one text
_OVER_FIELD = 1.1
_OVER_HATCH = 25.0
_OVER_WASH = 22.0
_TURN = 0.6
_DEAREST = 75.0


class OverviewWords:
    """Finds places for the words: on no curve, no mark and no other words, and not over the field where it can be."""

    def __init__(self, spec: OverviewSpec, shown: Sequence[Series], axis: Axis, room: Box) -> None:
        self._spec, self._shown, self._axis = spec, shown, axis
        self._room = room
        row = spec.row
        lane = Box(room.left - AIR, room.top, room.right + AIR + spec.margin / 2, room.bottom)
        self.surroundings = Surroundings(along_curves(shown, row, axis), lane, axis.neutral)
        for series in shown:
            for mark in marked(spec, series):
                self.surroundings.occupy(_around(mark.column.middle, axis.y(mark.feeling)))
            for flat in series.flat_lines(row):
                self.surroundings.occupy(_around(flat.middle, axis.y(flat.feeling)))
        self._washes = [column for column in row.columns if column.touchpoint.moment_of_truth]

    def occupy(self, box: Box) -> None:
        """Keeps words off a box."""
        self.surroundings.occupy(box)

    def labels(self, strong: Sequence[Series]) -> list[Label]:
        """The words in their places, for the strong series in full, for the others their names alone."""
        found = EndNames(self._spec, self._shown, self._axis, self._room, self.surroundings).labels()
        wanted = [(series, mark) for series in strong for mark in told(self._spec, series)]
        for series, mark in wanted:
            label = self._said(series, mark)
            if label is not None:
                found.append(label)
        assumed = self._assumed(strong)
        return [*found, assumed] if assumed is not None else found

    @cached_property
    def _field(self) -> list[tuple[float, float, float]]:
        """Points along the first curve by x, each with the upper and the lower y of the field there."""
        runs = self._shown[0].runs(self._spec.row) if self._shown else []
        points = [[(mark.column.middle, self._axis.y(mark.feeling)) for mark in run] for run in runs]
        along = [sample(each, self._spec.samples(_SAMPLES)) for each in points]
        neutral = self._axis.neutral
        return sorted([(x, y, neutral) if y < neutral else (x, neutral, y) for line in along for x, y in line])

    def _said(self, series: Series, mark: Mark) -> Label | None:
        word = mark.emotion.label or ""
        quote = quote_at(self._spec, series, mark)
        for said, room in [(quote, _QUOTE_ROOM[0]), (quote, _QUOTE_ROOM[1]), ("", 0.0)]:
            if not (word or said):
                continue
            style = self._spec.map.face("extreme", WORD)
            words = style.lines(word, 170.0, most=2)
            lines = _whole(QUOTE, said, room)
            if said and not lines:
                continue
            width = max([*map(style.width, words), *map(QUOTE.width, lines)])
            height = len(words) * WORD.leading + len(lines) * QUOTE.leading
            box = self._best(mark, width, height, _ASIDE if lines else _ASIDE[:_NEAR])
            if box is not None:
                self.surroundings.occupy(Box(box.left - _APART, box.top - AIR, box.right + _APART, box.bottom + AIR))
                return Label(series.persona_id, tuple(self._lines(series, mark, box, words, lines)))
        return None

    def _lines(
        self, series: Series, mark: Mark, box: Box, words: Sequence[str], lines: Sequence[str]
    ) -> Iterator[Word]:
        """The lines from the top of the box down. Before their point they end beside it, after it they start there."""
        y, colour = box.top, persona_token(series.index)
        ends_beside_point = box.right <= mark.column.middle
        word_style = self._spec.map.face("extreme", WORD)
        told_lines = [(line, word_style, WORD.leading, colour) for line in words]
        told_lines += [(line, QUOTE, QUOTE.leading, "ink") for line in lines]
        for line, style, leading, token in told_lines:
            x = box.right - style.width(line) if ends_beside_point else box.left
            yield Word(x, y + first_baseline(style), line, style, token)
            y += leading

    def _best(self, mark: Mark, width: float, height: float, asides: Sequence[float]) -> Box | None:
        """The best clear place beside a point; None where all are worse than no words."""
        best: Box | None = None
        least, order, room = _DEAREST, 0, self._room
        x, reach = mark.column.middle, max(asides) + width + AIR
        surroundings = self.surroundings.near(x - reach, x + reach)
        for left, tops in self._beside(mark, width, height, asides):
            right = left + width
            clear = []
            if (best is None or _TURN * order < least) and room.left <= left and right <= room.right:
                clear = surroundings.clear_tops(left - AIR, right + AIR, height, tops)
            for top in tops:
                turn = _TURN * order
                order += 1
                if top in clear and (best is None or turn < least):  # else no place can be better
                    box = Box(left, top, right, top + height)
                    cost = self._cost(box, mark) + turn
                    if cost < least or (best is None and cost == least):
                        best, least = box, cost
        return best

    def _beside(
        self, mark: Mark, width: float, height: float, asides: Sequence[float]
    ) -> Iterator[tuple[float, Sequence[float]]]:
        """The places beside a point, the nearest first: where they start, and their tops."""
        x, y = mark.column.middle, self._axis.y(mark.feeling)
        tops = (
            y - WORD.leading / 2, y - height / 2, y - height + WORD.leading / 2, y + 6, y - height - 4,
        )  # fmt: skip
        for aside in asides:
            for left in (x + aside, x - aside - width):
                yield left, tops
        outward = y + 13 if mark.feeling < 0 else y - 13 - height
        for left in (x - width / 2, x - width * 0.2, x - width * 0.8):
            yield left, (outward,)

    def _cost(self, box: Box, mark: Mark) -> float:
        """What a clear place costs for the field and the columns of other stations that it covers."""
        hatched, neutral = self._spec.map.theme.drawing.low_hatched, self._axis.neutral
        left, top, right, bottom = box
        cost = 0.0
        for x, low, high in self._field[bisect_left(self._field, (left, 0.0, 0.0)) :]:
            if x > right:
                break
            if low < bottom and top < high:
                cost += _OVER_HATCH if hatched and low >= neutral else _OVER_FIELD
        for column in self._washes:
            if column is not mark.column and left < column.x + column.width and column.x < right:
                cost += _OVER_WASH
        return cost

    def _assumed(self, strong: Sequence[Series]) -> Label | None:
        """What a dashed line means, once, beside one."""
        text = self._spec.map.words["dashed-assumed"]
        style = self._spec.legible(ASSUMED)
        width, height = style.width(text), style.leading
        for series in reversed(strong):
            marks = [run for run in series.runs(self._spec.row) if len(run) > 1]
            for run in marks:
                for one, other in pairwise(run):
                    if not (one.assumed or other.assumed):
                        continue
                    x = (one.column.middle + other.column.middle) / 2
                    ys = self._axis.y(one.feeling), self._axis.y(other.feeling)
                    tops = max(ys) + 8, min(ys) - 8 - height, max(ys) + 20, sum(ys) / 2 + 10
                    corners = ((left, top) for top in tops for left in (x - width / 2, x, x - width))
                    box = first_clear(self.surroundings, self._room, corners, width, height)
                    if box is not None:
                        self.surroundings.occupy(box)
                        word = Word(box.left, box.top + first_baseline(style), text, style, persona_token(series.index))
                        return Label(series.persona_id, (word,))
        return None


def told(spec: OverviewSpec, series: Series) -> list[Mark]:
    """The points at which a persona's word is told, the lowest first: the extremes, and those of the finding."""
    named = [spec.map.journey.number_of[each] for each in spec.named]
    marks = {mark.column.number: mark for mark in series.marks(spec.row)}
    return [marks[number] for number in dict.fromkeys((series.low, series.peak, *named)) if number in marks]


def marked(spec: OverviewSpec, series: Series) -> list[Mark]:
    """The points with a marker: all or, where columns are too narrow for that, those that are told and the last."""
    marks = series.marks(spec.row)
    return marks if spec.column_width >= LEAST_MARKED else [*told(spec, series), *marks[-1:]]


def quote_at(spec: OverviewSpec, series: Series, mark: Mark) -> str:
    """What a persona said at a point, else what it thinks there, in quotation marks; empty for neither."""
    said = mark.emotion.quote if spec.with_quotes else None
    if not said and spec.with_quotes:
        whose = spec.map.journey.persona_of
        thoughts = mark.column.touchpoint.thinking
        said = next((each.text for each in thoughts if whose(each) == (series.persona_id or None)), "")
    return spec.map.words.quote(said) if said else ""


def quote_height(spec: OverviewSpec, series: Series, mark: Mark) -> float:
    """The height of a word and a quotation beside a point, below the middle of the word; 0 without a quotation."""
    lines = _whole(QUOTE, quote_at(spec, series, mark), _QUOTE_ROOM[0])
    return WORD.leading / 2 + QUOTE.leading * len(lines) if lines else 0.0


def _around(x: float, y: float) -> Box:
    return Box(x - _MARKER, y - _MARKER, x + _MARKER, y + _MARKER)


def _whole(style: Type, text: str, room: float) -> tuple[str, ...]:
    """The lines of a text that fits in two; else none: half a quotation says something else."""
    lines = style.lines(text, room) if text else ()
    return lines if len(lines) <= _QUOTE_LINES else ()
