"""The emotions of one persona in the order of the touchpoints, ready to be drawn."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import NamedTuple

from journeymap.insight.feelings import curves, end_of, feeling, is_assumed, lowest_of, peak_of
from journeymap.layout.feeling.apart import kept_apart
from journeymap.layout.frame import Column, Row
from journeymap.layout.spec import MapSpec
from journeymap.model import Emotion

MOST_ON_ONE_AXIS = 3
"""The most personas whose curves are drawn on one axis; more have a strip each."""


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


class Series:
    """A persona's feelings by the number of the touchpoint. A touchpoint without a feeling is a gap in the curve.

    `emotions` has the emotion, the feeling from -2 to 2, and the ends of its interval, for each touchpoint number.
    `shifts` says by how much of a feeling a point is drawn higher, to keep off those of other personas.
    """

    def __init__(
        self,
        index: int,
        persona_id: str,
        name: str,
        emotions: dict[int, tuple[Emotion, float, float | None, float | None]],
    ) -> None:
        self.index = index
        self.persona_id = persona_id
        self.name = name
        self.emotions = emotions
        self.shifts: dict[int, float] = {}
        self._marks: dict[int, Mark] = {}

    @cached_property
    def feelings(self) -> dict[int, float]:
        """The feelings, -2 to 2, by the number of the touchpoint."""
        return {number: values[1] for number, values in self.emotions.items()}

    @cached_property
    def peak(self) -> int | None:
        """The number of the touchpoint with the best feeling."""
        return peak_of(self.feelings)

    @cached_property
    def low(self) -> int | None:
        """The number of the touchpoint with the worst feeling."""
        return lowest_of(self.feelings)

    @cached_property
    def end(self) -> int | None:
        """The number of the last touchpoint with a feeling."""
        return end_of(self.feelings)

    def is_extreme(self, mark: Mark) -> bool:
        """Whether the point is the peak, the lowest point or the end."""
        return mark.column.number in (self.peak, self.low, self.end)

    def at(self, column: Column) -> Mark | None:
        """The point at a column, if there is one."""
        values = self.emotions.get(column.number)
        if not values:
            return None
        mark = self._marks.get(column.number)
        if mark is None or mark.column is not column:  # a page of another width has columns of its own
            mark = self._marks[column.number] = self._shifted(Mark(column, *values))
        return mark

    def _shifted(self, mark: Mark) -> Mark:
        shift = self.shifts.get(mark.column.number)
        if not shift:
            return mark
        low, high = (None if end is None else end + shift for end in (mark.low, mark.high))
        return mark._replace(feeling=mark.feeling + shift, low=low, high=high)

    def runs(self, row: Row) -> list[list[Mark]]:
        """The points in a row of stages, as runs without gaps."""
        runs: list[list[Mark]] = [[]]
        for column in row.columns:
            mark = self.at(column)
            if mark is not None:
                runs[-1].append(mark)
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if run]


@lru_cache(maxsize=1)
def series_of(spec: MapSpec) -> list[Series]:
    """The series of each persona with any feeling, in the order of the personas.

    A journey without personas has one series, without a name.
    """
    journey = spec.journey
    found = curves(journey)
    personas = [(persona.id, persona.name) for persona in journey.personas] or [("", "")]
    all_series = [
        Series(
            index,
            persona,
            name,
            {number: (emotion, *feeling(journey, emotion)) for number, emotion in found[persona].items()},
        )
        for index, (persona, name) in enumerate(personas)
        if persona in found
    ]
    if 1 < len(all_series) <= MOST_ON_ONE_AXIS:
        _keep_apart(all_series)
    return all_series


def _keep_apart(all_series: list[Series]) -> None:
    moved = kept_apart({series.index: series.feelings for series in all_series})
    for series in all_series:
        series.shifts = {number: moved[series.index][number] - value for number, value in series.feelings.items()}
