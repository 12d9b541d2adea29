"""The words along the emotion curve: peak, lowest point and end of each persona, then the feelings' names."""

from __future__ import annotations

from journeymap.layout.brief import MARGIN, Brief, persona_token
from journeymap.layout.canvas import EMOTION, LABEL, NOTE, Canvas, first_baseline
from journeymap.layout.feeling.axis import Axis
from journeymap.layout.feeling.curve import sample
from journeymap.layout.feeling.drawing import whiskers
from journeymap.layout.feeling.placing import Box, Place, Surroundings, around, beside
from journeymap.layout.feeling.series import Mark, Series
from journeymap.layout.frame import Row

_SAMPLES = 14
_MARKER = 9.0
_GAP = 4.0


def draw_labels(
    canvas: Canvas, brief: Brief, all_series: list[Series], row: Row, axis: Axis, edges: tuple[float, float]
) -> None:
    """Place and put down the labels of a row; the ones that matter most choose first."""
    lane = Box(row.start, edges[0] + 3, canvas.width - MARGIN, edges[1] - 3)
    samples = []
    for series in all_series:
        for run in series.runs(row):
            samples.extend(sample([(mark.column.middle, axis.y(mark.feeling)) for mark in run], _SAMPLES))
    surroundings = Surroundings(samples, lane, axis.neutral)
    for series in all_series:
        for mark in _marks(series, row):
            x, y = mark.column.middle, axis.y(mark.feeling)
            surroundings.occupy(Box(x - _MARKER, y - _MARKER, x + _MARKER, y + _MARKER))
        for whisker in whiskers(series, row):
            x, top, bottom = whisker.column.middle, axis.y(whisker.high or 0), axis.y(whisker.low or 0)
            surroundings.occupy(Box(x - 6, top - 2, x + 6, bottom + 2))
    labels = _Labels(canvas, brief, axis, surroundings)
    for series in all_series:
        with canvas.group(persona=series.persona_id):
            labels.ends(series, row)
    for series, mark, word in _extremes(all_series, row):
        with canvas.group(persona=series.persona_id):
            labels.extreme(series, mark, word, all_series)
    for series in all_series:
        with canvas.group(persona=series.persona_id):
            labels.words(series, row, all_series)


def _marks(series: Series, row: Row) -> list[Mark]:
    return [mark for mark in map(series.at, row.columns) if mark is not None]


def _extremes(all_series: list[Series], row: Row) -> list[tuple[Series, Mark, str]]:
    """The peaks and lowest points of a row, the outermost first: it has the first choice of its place."""
    found: list[tuple[Series, Mark, str]] = []
    for series in all_series:
        if len(series.emotions) < 2:
            continue
        for mark in _marks(series, row):
            if mark.column.number == series.peak != series.end:
                found.append((series, mark, "peak"))
            elif mark.column.number == series.low != series.end:
                found.append((series, mark, "low"))
    return sorted(found, key=lambda item: (-abs(item[1].feeling), item[0].index))


class _Labels:
    def __init__(self, canvas: Canvas, brief: Brief, axis: Axis, surroundings: Surroundings) -> None:
        self._canvas = canvas
        self._brief = brief
        self._axis = axis
        self._surroundings = surroundings

    def ends(self, series: Series, row: Row) -> None:
        """The curve's name and its last value, after its last point."""
        mark = next((mark for mark in _marks(series, row) if mark.column.number == series.end), None)
        if mark is None:
            return
        words = self._brief.words
        value = (words["end"], self._value(mark))
        width = max(LABEL.width(series.name), self._pair_width(value))
        height = (LABEL.leading if series.name else 0) + LABEL.leading
        x, y = mark.column.middle, self._axis.y(mark.feeling)
        place = self._surroundings.best(beside(x, y, width, height) + around(x, y, width, height, above=True), (x, y))
        self._surroundings.occupy(place.box)
        colour = persona_token(series.index)
        top = place.box.top
        if series.name:
            self._canvas.text(place.box.left, top + first_baseline(LABEL), series.name, LABEL, colour)
            top += LABEL.leading
        self._pair(place.box.left, top + first_baseline(LABEL), value, colour)

    def extreme(self, series: Series, mark: Mark, word: str, all_series: list[Series]) -> None:
        """The peak or the lowest point: what it is, its value, and what was felt there."""
        note = mark.emotion.label or ""
        value = (self._brief.words[word], self._value(mark))
        width = max(self._pair_width(value), NOTE.width(note))
        height = LABEL.leading + (NOTE.leading if note else 0)
        x, y = mark.column.middle, self._axis.y(mark.feeling)
        above = word == "peak"
        others = self._others(mark, series, all_series)
        if any(0 < (other if above else -other) < 1 for other in others):
            above = not above  # somebody else's point is just outside
        place = self._surroundings.best(around(x, y, width, height, above=above), (x, y))
        self._surroundings.occupy(place.box)
        self._leader(place, x, y)
        middle = (place.box.left + place.box.right) / 2
        start = middle - self._pair_width(value) / 2
        self._pair(start, place.box.top + first_baseline(LABEL), value, persona_token(series.index))
        baseline = place.box.top + LABEL.leading + first_baseline(NOTE)
        self._canvas.text(middle, baseline, note, NOTE, "ink2", align="middle")

    def words(self, series: Series, row: Row, all_series: list[Series]) -> None:
        """The names of the other feelings, where there is room for them."""
        marks = _marks(series, row)
        for index, mark in enumerate(marks):
            label = mark.emotion.label
            named = mark.column.number in (series.peak, series.low) and len(series.emotions) > 1
            if not label or (named and mark.column.number != series.end):
                continue
            width, height = EMOTION.width(label), EMOTION.leading
            x, y = mark.column.middle, self._axis.y(mark.feeling)
            above = self._above(marks, index, self._others(mark, series, all_series))
            place = self._surroundings.best(around(x, y, width, height, above=above), (x, y))
            if not place.clear:
                continue
            self._surroundings.occupy(place.box)
            self._leader(place, x, y)
            middle = (place.box.left + place.box.right) / 2
            baseline = place.box.top + first_baseline(EMOTION)
            self._canvas.text(middle, baseline, label, EMOTION, persona_token(series.index), align="middle")

    def _others(self, mark: Mark, series: Series, all_series: list[Series]) -> list[float]:
        found = [other.at(mark.column) for other in all_series if other is not series]
        return [other.feeling - mark.feeling for other in found if other is not None]

    def _above(self, marks: list[Mark], index: int, others: list[float]) -> bool:
        """Whether the outside of the curve is above the point; away from another curve that is near."""
        feeling = marks[index].feeling
        near = [difference for difference in others if abs(difference) < 1]
        if near:
            return sum(near) < 0
        neighbours = [marks[i].feeling for i in (index - 1, index + 1) if 0 <= i < len(marks)]
        bend = sum(neighbour - feeling for neighbour in neighbours)
        return bend < 0 if abs(bend) > 0.05 else feeling >= 0

    def _value(self, mark: Mark) -> str:
        scale = self._brief.journey.emotion_scale
        return self._brief.words.axis(mark.emotion.score, signed=scale[0] < 0)

    def _pair_width(self, pair: tuple[str, str]) -> float:
        return NOTE.width(pair[0]) + _GAP + LABEL.width(pair[1])

    def _pair(self, x: float, baseline: float, pair: tuple[str, str], colour: str) -> None:
        """A word and a value, each a text of its own: a signed number keeps its own direction."""
        width = self._canvas.text(x, baseline, pair[0], NOTE, colour)
        self._canvas.text(x + width + _GAP, baseline, pair[1], LABEL, colour)

    def _leader(self, place: Place, x: float, y: float) -> None:
        if not place.leader:
            return
        near_x, near_y = place.box.nearest(x, y)
        reach = ((near_x - x) ** 2 + (near_y - y) ** 2) ** 0.5
        if reach > 14:
            start_x, start_y = x + (near_x - x) * 10 / reach, y + (near_y - y) * 10 / reach
            self._canvas.line(start_x, start_y, near_x, near_y, "ink3", 0.8)
