"""The labels along the emotion curve: the peak, lowest point and end of each persona, then the names of feelings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

from journeymap.layout.canvas import CAPTION_STRONG, EMOTION, LABEL, NOTE, Type, first_baseline
from journeymap.layout.feeling.along import along_curves
from journeymap.layout.feeling.axis import Axis
from journeymap.layout.feeling.branches import joins_from, sampled
from journeymap.layout.feeling.drawing import whiskers
from journeymap.layout.feeling.flats import FlatLine
from journeymap.layout.feeling.labels import Label, Word, centred, pair, pair_width, score_text, widest
from journeymap.layout.feeling.leaving import leaving_box
from journeymap.layout.feeling.placing import Box, Candidate, LabelPlace, Surroundings, around, beside, farther
from journeymap.layout.feeling.series import Mark, Series
from journeymap.layout.feeling.stated import MOST_ON_ONE_AXIS, series_of
from journeymap.layout.frame import Row
from journeymap.layout.spec import MapSpec, persona_token
from journeymap.records import cached_property

_MARKER = 9.0
_SHORTEST_LEADER = 14.0
_BESIDE = 12.0
_NARROWEST = 60.0
_MOST_LINES = 8
_FEW_LINES = 3
_SHARE_FROM = 20.0


def place_labels(
    spec: MapSpec,
    all_series: list[Series],
    row: Row,
    axis: Axis,
    room: Box,
    *,
    behind: Sequence[Series] = (),
    first: Callable[[Surroundings], object] | None = None,
) -> list[Label]:
    """The labels of a row in their places, all within `room`. The most important labels choose their places first.

    They keep off the curves of `all_series` and, where possible, off those `behind`. `first` places what comes before.
    """
    placing = _Placing(spec, axis, partial(_surroundings, all_series, row, axis, room, behind))
    if first is not None:
        first(placing.surroundings)
    labels = [placing.end(series, row) for series in all_series]
    labels += [placing.extreme(series, mark, word, all_series) for series, mark, word in _extremes(all_series, row)]
    for series in all_series:
        labels += [*placing.flats(series, row), *placing.feelings(series, row, all_series)]
        if spec.ways is None:  # else they stand on the spine alone, beside what was measured
            labels += placing.shares(series, row)
    return [label for label in labels if label is not None]


def _surroundings(all_series: list[Series], row: Row, axis: Axis, room: Box, behind: Sequence[Series]) -> Surroundings:
    """What the labels of a row keep off: the curves, their markers, the signs for leaving and the whiskers."""
    faint = along_curves(behind, row, axis)
    surroundings = Surroundings(along_curves(all_series, row, axis), room, axis.neutral, faint=faint)
    for series in all_series:
        for mark in series.marks(row):
            x, y = mark.column.middle, axis.y(mark.feeling)
            surroundings.occupy(Box(x - _MARKER, y - _MARKER, x + _MARKER, y + _MARKER))
            leaving = leaving_box(series, mark, axis)
            if leaving is not None:
                surroundings.occupy(Box(*leaving))
        for flat in series.flat_lines(row):
            x, y = flat.middle, axis.y(flat.feeling)
            surroundings.occupy(Box(x - _MARKER, y - _MARKER, x + _MARKER, y + _MARKER))
        for whisker in whiskers(series, row):
            x, top, bottom = whisker.column.middle, axis.y(whisker.high or 0), axis.y(whisker.low or 0)
            surroundings.occupy(Box(x - 6, top - 2, x + 6, bottom + 2))
    return surroundings


def _extremes(all_series: list[Series], row: Row) -> list[tuple[Series, Mark, str]]:
    """The peaks and lowest points of a row, each with its word's key; the most extreme first, as it chooses first."""
    found: list[tuple[Series, Mark, str]] = []
    for series in all_series:
        if len(series.emotions) < 2:
            continue
        for mark in series.marks(row):
            if mark.column.number == series.peak != series.last:
                found.append((series, mark, "peak"))
            elif mark.column.number == series.low != series.last:
                found.append((series, mark, "low"))
    return sorted(found, key=lambda item: (-abs(item[1].feeling), item[0].index))


def _end_key(series: Series) -> str:
    """The key of the words for the point at which a curve is named; empty if it is no end, peak or lowest point."""
    extreme = "peak" if series.last == series.peak else "low" if series.last == series.low else ""
    if series.peak == series.low:  # all points feel the same
        extreme = ""
    if series.end is None:
        return extreme
    return f"{extreme}-and-end" if extreme else "end"


class _Placing:
    """Places the labels of a row. `surroundings` finds what is in their way; in a row without labels, nothing does."""

    def __init__(self, spec: MapSpec, axis: Axis, surroundings: Callable[[], Surroundings]) -> None:
        self._spec = spec
        self._axis = axis
        self._find_surroundings = surroundings

    @cached_property
    def surroundings(self) -> Surroundings:
        return self._find_surroundings()

    def end(self, series: Series, row: Row) -> Label | None:
        """The label at the end of a curve: its name, its score there, and whether that is the peak or the lowest point.

        None when there is no room.
        """
        mark = next((mark for mark in series.marks(row) if mark.column.number == series.last), None)
        if mark is None:
            return None
        words = self._spec.words
        key = _end_key(series)
        value = (words[key] if key else "", score_text(self._spec, series, mark))
        names = _line_breaks(LABEL, series.name, mark)[0]
        width = max(widest(LABEL, names), pair_width(value))
        height = len(names) * LABEL.leading + LABEL.leading
        x, y = mark.column.middle, self._axis.y(mark.feeling)
        place = self._best_place(x, y, width, height, above=True, first=beside(x, y, width, height))
        if not place.free:  # try the score alone
            names, width, height = (), pair_width(value), LABEL.leading
            place = self._best_place(x, y, width, height, above=True, first=beside(x, y, width, height))
        if not place.free:
            return None
        self.surroundings.occupy(place.box)
        colour = persona_token(series.index)
        left, baseline = place.box.left, place.box.top + first_baseline(LABEL)
        name = [Word(left, baseline + LABEL.leading * at, line, LABEL, colour) for at, line in enumerate(names)]
        scored = pair(left, baseline + LABEL.leading * len(names), value, colour)
        return Label(series.persona_id, (*name, *scored))

    def extreme(self, series: Series, mark: Mark, word: str, all_series: list[Series]) -> Label | None:
        """The label of a peak or lowest point: its word, its score, and the name of the feeling. None without room."""
        value = (self._spec.words[word], score_text(self._spec, series, mark))
        x, y = mark.column.middle, self._axis.y(mark.feeling)
        above = word == "peak"
        others = self._others(mark, series, all_series)
        if any(0 < (other if above else -other) < 1 for other in others):
            above = not above  # another persona's point is there
        style = self._spec.style("extreme", NOTE)
        for notes in (*_line_breaks(style, mark.emotion.label or "", mark), ()):
            width = max(pair_width(value), widest(style, notes))
            place = self._best_place(x, y, width, LABEL.leading + style.leading * len(notes), above=above)
            if place.free:
                break
        else:
            return None
        middle = (place.box.left + place.box.right) / 2
        start = middle - pair_width(value) / 2
        colour = persona_token(series.index)
        scored = pair(start, place.box.top + first_baseline(LABEL), value, colour)
        notes_below = centred(notes, middle, place.box.top + LABEL.leading, style, "ink2" if style is NOTE else colour)
        return Label(series.persona_id, (*scored, *notes_below), self._occupy(place, x, y))

    def feelings(self, series: Series, row: Row, all_series: list[Series]) -> Iterator[Label]:
        """The names of the other feelings. A name without room is left out; the tooltip of its point has it too."""
        marks = series.marks(row)
        for index, mark in enumerate(marks):
            label = mark.emotion.label
            labelled_as_extreme = mark.column.number in (series.peak, series.low) and len(series.emotions) > 1
            if not label or (labelled_as_extreme and mark.column.number != series.last):
                continue
            x, y = mark.column.middle, self._axis.y(mark.feeling)
            above = self._above(marks, index, self._others(mark, series, all_series))
            for lines in _line_breaks(EMOTION, label, mark):
                place = self._best_place(x, y, widest(EMOTION, lines), EMOTION.leading * len(lines), above=above)
                if place.free:
                    middle = (place.box.left + place.box.right) / 2
                    words = centred(lines, middle, place.box.top, EMOTION, persona_token(series.index))
                    yield Label(series.persona_id, words, self._occupy(place, x, y))
                    break

    def flats(self, series: Series, row: Row) -> Iterator[Label]:
        """The labels of flat lines: the name of the feeling, above it the score of one that is the peak or the low.

        The name of a persona without a curve stands at each.
        """
        named = len(series_of(self._spec)) <= MOST_ON_ONE_AXIS  # a strip has its persona's name
        for flat in series.flat_lines(row):
            x, y = flat.middle, self._axis.y(flat.feeling)
            width = max(flat.end - flat.start - 2 * _BESIDE, _NARROWEST)
            name = LABEL.lines(series.name, width, most=_FEW_LINES) if named and series.last is None else ()
            notes = EMOTION.lines(flat.emotion.label or "", width, most=_FEW_LINES)
            key = self._flat_key(series, flat)
            value = (self._spec.words[key], self._spec.score(flat.emotion.known_score)) if key else None
            across = max(widest(LABEL, name), widest(EMOTION, notes), pair_width(value) if value else 0)
            head = LABEL.leading * (len(name) + bool(value))
            if not across:
                continue
            place = self._best_place(x, y, across, head + EMOTION.leading * len(notes), above=flat.feeling >= 0)
            if not place.free:
                continue
            colour, middle, top = persona_token(series.index), (place.box.left + place.box.right) / 2, place.box.top
            words = centred(name, middle, top, LABEL, colour)
            if value:
                baseline = top + LABEL.leading * len(name) + first_baseline(LABEL)
                words += pair(middle - pair_width(value) / 2, baseline, value, colour)
            words += centred(notes, middle, top + head, EMOTION, colour)
            yield Label(series.persona_id, words, self._occupy(place, x, y))

    def _flat_key(self, series: Series, flat: FlatLine) -> str:
        """The key of the word for a flat line that is the best or the worst of its persona's feelings; else empty."""
        number = flat.span.number
        feeling = series.flats[number][1]
        if series.peak is None and feeling == series.highest_flat > series.lowest_of_all:
            return "peak"
        return "low" if series.low is None and feeling == series.lowest_flat < series.highest_of_all else ""

    def shares(self, series: Series, row: Row) -> Iterator[Label]:
        """The shares of those who take each of the joins of a curve where it forks, near the start of the join."""
        for mark in series.marks(row):
            number = mark.column.number
            onward = series.onward.get(number, ())
            for join in joins_from(series, row, self._axis, mark) if len(onward) > 1 else ():
                if (share := series.shape.shares.get((number, join.end.column.number))) is None:
                    continue
                text = self._spec.words.percent(share)
                width, (first, segment) = CAPTION_STRONG.width(text), join.curve(self._axis)
                boxes = [
                    Box(x - width / 2, top, x + width / 2, top + CAPTION_STRONG.leading)
                    for x, y in sampled(first, segment)
                    if x - first[0] > _SHARE_FROM + width / 2
                    for top in (y - CAPTION_STRONG.leading - 5, y + 5)
                ]
                box = self.surroundings.first_clear(boxes)
                if box is not None:
                    self.surroundings.occupy(box)
                    middle, colour = (box.left + box.right) / 2, persona_token(series.index)
                    yield Label(series.persona_id, centred((text,), middle, box.top, CAPTION_STRONG, colour))

    def _best_place(
        self, x: float, y: float, width: float, height: float, *, above: bool, first: Iterable[Candidate] = ()
    ) -> LabelPlace:
        """The best place near a point, or farther from it when every near place covers something."""
        near = chain(first, around(x, y, width, height, above=above))
        return self.surroundings.best(near, (x, y), lambda: farther(x, y, width, height, above=above))

    def _occupy(self, place: LabelPlace, x: float, y: float) -> tuple[float, float, float, float] | None:
        """Keeps later labels off a place and its leader; returns the leader, if the place needs one."""
        self.surroundings.occupy(place.box)
        leader = _leader(place, x, y)
        if leader is not None:
            self.surroundings.occupy_line(*leader)
        return leader

    def _others(self, mark: Mark, series: Series, all_series: list[Series]) -> list[float]:
        found = [other.at(mark.column) for other in all_series if other is not series]
        return [other.feeling - mark.feeling for other in found if other is not None]

    def _above(self, marks: list[Mark], index: int, others: list[float]) -> bool:
        """Whether a label belongs above its point: on the outer side of the curve, or away from another near curve."""
        feeling = marks[index].feeling
        near = [difference for difference in others if abs(difference) < 1]
        if near:
            return sum(near) < 0
        neighbours = [marks[i].feeling for i in (index - 1, index + 1) if 0 <= i < len(marks)]
        bend = sum(neighbour - feeling for neighbour in neighbours)
        return bend < 0 if abs(bend) > 0.05 else feeling >= 0


def _line_breaks(style: Type, text: str, mark: Mark) -> list[tuple[str, ...]]:
    """The lines of a point's text, no wider than its column; then, if it is long, the same cut after a few lines."""
    width = max(mark.column.width - _BESIDE, _NARROWEST)
    whole = style.lines(text, width, most=_MOST_LINES)
    return [whole, style.lines(text, width, most=_FEW_LINES)] if len(whole) > _FEW_LINES else [whole]


def _leader(place: LabelPlace, x: float, y: float) -> tuple[float, float, float, float] | None:
    near_x, near_y = place.box.nearest(x, y)
    reach = ((near_x - x) ** 2 + (near_y - y) ** 2) ** 0.5
    if not place.leader or reach <= _SHORTEST_LEADER:
        return None
    return x + (near_x - x) * 10 / reach, y + (near_y - y) * 10 / reach, near_x, near_y
