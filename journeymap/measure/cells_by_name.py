"""The cells of a file of measures by their names: what is told of a metric, why nothing is, and how it went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from journeymap.measure.measured import MeasuredCell, Measures
from journeymap.measure.period_days import periods_until
from journeymap.overlays.measures import MeasuredPart
from journeymap.style.locale import Words

_PERIODS = 6
"""How many periods, the newest of them last, show how a metric went."""


class CellName(NamedTuple):
    """The name of the cells that differ in their period alone. `segment` is empty for all customers."""

    source: str
    touchpoint: str
    metric: str
    segment: str


class CellsByName:
    """The cells of all customers and of each segment along one dimension.

    `newest` are those of the newest period of each source, those of the first source first.
    """

    def __init__(self, measures: Measures, newest: Iterable[MeasuredCell], words: Words) -> None:
        self._measures = measures
        self._words = words
        self._newest: dict[CellName, MeasuredCell] = {}
        self._source_of: dict[tuple[str, str], str] = {}
        self._dimension_of: dict[tuple[str, str], str] = {}
        self._answers: dict[tuple[CellName, str], int] = {}
        for cell in newest:
            self._source_of.setdefault((cell.touchpoint, cell.metric), cell.source)
            for dimension, segment in cell.segment.items() if len(cell.segment) == 1 else ():
                self._dimension_of[cell.source, segment] = dimension
                whole = _name(cell)._replace(segment=""), dimension
                self._answers[whole] = self._answers.get(whole, 0) + cell.n
            if len(cell.segment) <= 1:
                self._newest[_name(cell)] = cell
        self._courses: dict[CellName, dict[str, float]] = {}
        for cell in measures.cells:
            if _name(cell) in self._newest and len(cell.segment) <= 1:
                self._courses.setdefault(_name(cell), {})[cell.period] = cell.value

    def metrics(self) -> Iterator[tuple[str, str]]:
        """Each touchpoint and metric of which anything is told."""
        return iter(self._source_of)

    def has_segment(self, source: str, segment: str) -> bool:
        """Whether a source tells a segment apart."""
        return (source, segment) in self._dimension_of

    def newest(self, name: CellName) -> MeasuredCell | None:
        """The cell of the newest period, if it is told."""
        return self._newest.get(name)

    def parts(
        self, touchpoint: str, metric: str, whose: Sequence[tuple[str, int | None]], *, of_all: int | None
    ) -> tuple[MeasuredPart, ...]:
        """What is told of a metric: of each of the segments, with the index of its marker, or else of all customers.

        `of_all` is the index of the marker of all customers, for which a segment stands that is not told apart.
        """
        source = self._source_of[touchpoint, metric]
        found: dict[str, MeasuredPart] = {}
        for segment, index in whose:
            told = segment if self.has_segment(source, segment) else ""
            if told not in found:
                name = CellName(source, touchpoint, metric, told)
                found[told] = self._part(name, index if told else of_all)
        return tuple(found.values())

    def _part(self, name: CellName, index: int | None) -> MeasuredPart:
        cell = self.newest(name)
        if cell is None:
            return MeasuredPart(name.segment, index, None, None, None, False, self.why_none(name), ())
        few = cell.n < self._measures.options.min_n
        answers = self._words.say("sample", n=cell.n)
        return MeasuredPart(
            name.segment, index, cell.value, cell.low, cell.high, few, answers, self._course(name, cell.period)
        )

    def _course(self, name: CellName, newest: str) -> tuple[float | None, ...]:
        """The values of the last periods, from the first that is told; none where only the newest is."""
        values = self._courses[name]
        course = [values.get(period) for period in periods_until(newest, min(values), _PERIODS)]
        first = next(index for index, value in enumerate(course) if value is not None)
        return tuple(course[first:]) if first < len(course) - 1 else ()

    def why_none(self, name: CellName) -> str:
        """Why nothing is told: nobody answered, as the other segments make up all, or what is known is held back."""
        whole = name._replace(segment="")
        cell, dimension = self._newest.get(whole), self._dimension_of.get((name.source, name.segment), "")
        held_back = next((each.held_back for each in self._measures.sources if each.id == name.source), 0)
        is_complete = cell is not None and self._answers.get((whole, dimension), 0) == cell.n
        return self._words["held-back" if held_back and not is_complete else "not-measured"]


def _name(cell: MeasuredCell) -> CellName:
    return CellName(cell.source, cell.touchpoint, cell.metric, next(iter(cell.segment.values()), ""))
