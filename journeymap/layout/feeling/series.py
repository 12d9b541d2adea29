"""The emotions of one persona in the order of the touchpoints, ready to be drawn."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from journeymap.insight.curve_shape import CurveShape
from journeymap.insight.feelings import is_assumed, lowest_of, peak_of
from journeymap.layout.feeling.flats import FlatFeeling, FlatLine, flat_lines
from journeymap.layout.frame import Column, Row
from journeymap.model import Emotion
from journeymap.records import NamedTuple, cached_property

if TYPE_CHECKING:
    from journeymap.layout.feeling.branches import Joins
    from journeymap.style.locale import Words


class Mark(NamedTuple):
    """One point of a curve: a feeling from -2 to 2, with its interval, at a column of the map."""

    column: Column
    emotion: Emotion
    feeling: float
    low: float | None
    high: float | None

    @property
    def assumed(self) -> bool:
        """Whether the feeling is assumed: nobody has observed or measured it."""
        return is_assumed(self.emotion)


class _InRow(NamedTuple):
    """The points of a persona in a row: all, those of each run of the main line, and those that are not on it.

    The columns from which the curve goes on in later rows, and to which it comes from earlier ones, have the numbers of
    the touchpoints there.
    """

    row: Row
    marks: list[Mark]
    runs: list[list[Mark]]
    lone: list[Mark]
    leaving: list[tuple[Column, list[int]]]
    entering: list[tuple[Column, list[int]]]


class Series:
    """A persona's feelings by the number of the touchpoint. A touchpoint without a feeling is a gap in the curve.

    `emotions` has the emotion, the feeling from -2 to 2, and the ends of its interval, for each touchpoint number.
    `shape` says which of them the curve joins. `flats` has the same for each stage number that has a flat line.
    `shifts` says by how much of a feeling a point is drawn higher, to keep off those of other personas. `few` are the
    numbers of the touchpoints where it rests on few answers. The feelings of a segment for which no persona stands have
    the id of that `segment`, and no persona. `is_measured` says that all of it comes from measures. `joins` are those
    that were drawn last, `tooltips` those of its points in the words that they were told in last.
    """

    def __init__(
        self,
        index: int,
        persona_id: str,
        name: str,
        emotions: dict[int, tuple[Emotion, float, float | None, float | None]],
        shape: CurveShape,
        flats: dict[int, FlatFeeling],
    ) -> None:
        self.index = index
        self.persona_id = persona_id
        self.name = name
        self.emotions = emotions
        self.shape = shape
        self.few: frozenset[int] = frozenset()
        self.segment = ""
        self.is_measured = False
        self.shifts: dict[int, float] = {}
        self.flats = flats
        self.flat_shifts: dict[int, float] = {}
        self._drawn: _InRow | None = None
        self.joins: Joins | None = None
        self.tooltips: tuple[Words, dict[int, str]] | None = None

    @cached_property
    def feelings(self) -> dict[int, float]:
        """The feelings, -2 to 2, by the number of the touchpoint."""
        return {number: values[1] for number, values in self.emotions.items()}

    def drawn(self, number: int) -> float:
        """The feeling at which the point of a touchpoint is drawn, which keeps off those of other personas."""
        return self.feelings[number] + self.shifts.get(number, 0.0)

    @cached_property
    def _reached(self) -> dict[int, float]:
        return {number: value for number, value in self.feelings.items() if number in self.shape.reached}

    @cached_property
    def peak(self) -> int | None:
        """The number of the touchpoint with the best feeling reached; None where a whole stage feels better."""
        found = peak_of(self._reached)
        return found if found is None or self.highest_flat <= self._reached[found] else None

    @cached_property
    def low(self) -> int | None:
        """The number of the touchpoint with the worst feeling reached; None where a whole stage feels worse."""
        found = lowest_of(self._reached)
        return found if found is None or self.lowest_flat >= self._reached[found] else None

    @cached_property
    def highest_flat(self) -> float:
        """The best feeling of a whole stage; minus infinity without any."""
        return max((flat[1] for flat in self.flats.values()), default=float("-inf"))

    @cached_property
    def lowest_flat(self) -> float:
        """The worst feeling of a whole stage; infinity without any."""
        return min((flat[1] for flat in self.flats.values()), default=float("inf"))

    @property
    def highest_of_all(self) -> float:
        """The best feeling of the persona, at touchpoints that anybody reaches or of whole stages."""
        return max([self.highest_flat, *self._reached.values()])

    @property
    def lowest_of_all(self) -> float:
        """The worst feeling of the persona, at touchpoints that anybody reaches or of whole stages."""
        return min([self.lowest_flat, *self._reached.values()])

    def flat_lines(self, row: Row) -> list[FlatLine]:
        """The flat lines in a row of stages."""
        return flat_lines(self.flats, self.flat_shifts, row)

    @property
    def end(self) -> int | None:
        """The number of the touchpoint with a score from which most leave for good; None where nobody leaves there."""
        return self.shape.ends[0] if self.shape.ends else None

    @cached_property
    def last(self) -> int | None:
        """The number of the touchpoint at which the curve is named: its end, else the last point of its main line."""
        if self.end is not None:
            return self.end
        return self.shape.main[-1][-1] if self.shape.main else max(self.feelings, default=None)

    def is_extreme(self, mark: Mark) -> bool:
        """Whether the point is the peak, the lowest point or an end."""
        number = mark.column.number
        return number == self.peak or number == self.low or number in self.shape.ends  # noqa: PLR1714  asked for each

    def at(self, column: Column) -> Mark | None:
        """The point at a column, if there is one."""
        values = self.emotions.get(column.number)
        if not values:
            return None
        shift = self.shifts.get(column.number)
        if not shift:
            return Mark(column, *values)
        emotion, score, *interval = values
        low, high = (None if end is None else end + shift for end in interval)
        return Mark(column, emotion, score + shift, low, high)

    def marks(self, row: Row) -> list[Mark]:
        """The points in a row of stages."""
        return self._in_row(row).marks

    def runs(self, row: Row) -> list[list[Mark]]:
        """The points of the main line in a row of stages, as runs without gaps."""
        return self._in_row(row).runs

    def lone(self, row: Row) -> list[Mark]:
        """The points in a row that are not on the main line."""
        return self._in_row(row).lone

    def leaving(self, row: Row) -> list[tuple[Column, list[int]]]:
        """The columns of a row from which the curve goes to touchpoints in later rows, and their numbers."""
        return self._in_row(row).leaving

    def entering(self, row: Row) -> list[tuple[Column, list[int]]]:
        """The columns of a row to which the curve comes from touchpoints in earlier rows, and their numbers."""
        return self._in_row(row).entering

    def _in_row(self, row: Row) -> _InRow:
        """The points in a row, of which the last is cached, since all parts of one row are drawn before the next."""
        if self._drawn is None or self._drawn.row is not row:
            marks = [mark for mark in map(self.at, row.columns) if mark is not None]
            runs: list[list[Mark]] = []
            before = None
            for mark in marks:
                run = self._run_of.get(mark.column.number)
                if run is not None:
                    if run != before:
                        runs.append([])
                        before = run
                    runs[-1].append(mark)
            lone = [mark for mark in marks if mark.column.number not in self._run_of]
            self._drawn = _InRow(row, marks, runs, lone, *self._beyond(row))
        return self._drawn

    def _beyond(self, row: Row) -> tuple[list[tuple[Column, list[int]]], list[tuple[Column, list[int]]]]:
        """Where the curve leaves a row, and where it enters it."""
        leaving: list[tuple[Column, list[int]]] = []
        entering: list[tuple[Column, list[int]]] = []
        first, last = (row.columns[0].number, row.columns[-1].number) if row.columns else (0, 0)
        if first > min(self.feelings, default=0) or last < max(self.feelings, default=0):
            for column in row.columns:
                later = [number for number in self.onward.get(column.number, ()) if number > last]
                earlier = [number for number in self.incoming.get(column.number, ()) if number < first]
                if later:
                    leaving.append((column, later))
                if earlier:
                    entering.append((column, earlier))
        return leaving, entering

    def branches(self, row: Row) -> list[tuple[Mark, Mark]]:
        """The joins beside the main line that begin and end in a row."""
        columns = {column.number: column for column in row.columns} if self.shape.branches else {}
        pairs = (
            (self.at(columns[start]), self.at(columns[end]))
            for start, end in self.shape.branches
            if start in columns and end in columns
        )
        return [(one, other) for one, other in pairs if one is not None and other is not None]

    def threads(self, row: Row) -> list[tuple[Mark, Mark]]:
        """The joins over touchpoints that the persona does not pass, of those that begin and end in a row."""
        if not self.shape.threads:
            return []
        columns = {column.number: column for column in row.columns}
        beside = frozenset(self.shape.branches)
        pairs = (
            (self.at(columns[start]), self.at(columns[end]))
            for start, end in sorted(self.shape.threads - beside)
            if start in columns and end in columns
        )
        return [(one, other) for one, other in pairs if one is not None and other is not None]

    def is_thread(self, start: int, end: int) -> bool:
        """Whether the join of two touchpoints, by their numbers, is over some that the persona does not pass."""
        return (start, end) in self.shape.threads

    @cached_property
    def onward(self) -> dict[int, list[int]]:
        """The numbers of the touchpoints to which the curve goes from each touchpoint."""
        found: dict[int, list[int]] = {}
        main = (pair for run in self.shape.main for pair in pairwise(run))
        for start, end in dict.fromkeys((*main, *self.shape.branches, *sorted(self.shape.threads))):
            found.setdefault(start, []).append(end)
        return found

    @cached_property
    def incoming(self) -> dict[int, list[int]]:
        """The numbers of the touchpoints from which the curve comes to each touchpoint."""
        found: dict[int, list[int]] = {}
        for start, ends in self.onward.items():
            for end in ends:
                found.setdefault(end, []).append(start)
        return found

    def on_main(self, start: int, end: int) -> bool:
        """Whether the join of two touchpoints, by their numbers, is on the main line."""
        return (start, end) not in self.shape.branches

    @cached_property
    def _run_of(self) -> dict[int, int]:
        """The index of the run of the main line in which a touchpoint is, by its number."""
        return {number: index for index, run in enumerate(self.shape.main) for number in run}
