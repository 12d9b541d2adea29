"""The emotions of one persona in the order of the touchpoints, ready to be drawn."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import NamedTuple

from journeymap.layout.brief import Brief
from journeymap.layout.frame import Column, Row
from journeymap.model import Emotion


class Mark(NamedTuple):
    """One point of the curve: a feeling from -2 to 2 with its interval, at a column of the map."""

    column: Column
    emotion: Emotion
    feeling: float
    low: float | None
    high: float | None

    @property
    def assumed(self) -> bool:
        """Whether nobody has seen or measured it."""
        return self.emotion.evidence == "assumed"


class Series:
    """A persona's feelings by touchpoint number; a touchpoint without one is a gap, never filled in."""

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

    @cached_property
    def peak(self) -> int | None:
        """The number of the touchpoint with the best feeling, the first of several."""
        return max(self.emotions, key=lambda number: (self.emotions[number][1], -number), default=None)

    @cached_property
    def low(self) -> int | None:
        """The number of the touchpoint with the worst feeling, the first of several."""
        return min(self.emotions, key=lambda number: (self.emotions[number][1], number), default=None)

    @cached_property
    def end(self) -> int | None:
        """The number of the last touchpoint with a feeling."""
        return max(self.emotions, default=None)

    @cached_property
    def by_number(self) -> dict[int, _Felt]:
        """The feelings, without places."""
        return {number: _Felt(values[1]) for number, values in self.emotions.items()}

    def is_extreme(self, mark: Mark) -> bool:
        """Whether it is the peak, the lowest point or the end."""
        return mark.column.number in (self.peak, self.low, self.end)

    def at(self, column: Column) -> Mark | None:
        """The point at a column, if there is one."""
        values = self.emotions.get(column.number)
        return Mark(column, *values) if values else None

    def runs(self, row: Row) -> list[list[Mark]]:
        """The points of a row of stages, cut wherever a touchpoint has none."""
        runs: list[list[Mark]] = [[]]
        for column in row.columns:
            mark = self.at(column)
            if mark is not None:
                runs[-1].append(mark)
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if run]


class _Felt(NamedTuple):
    feeling: float


@lru_cache(maxsize=1)
def series_of(brief: Brief) -> list[Series]:
    """The series of each persona that has any feeling, in the order of the personas.

    Emotions of a journey without personas make one series without a name.
    """
    journey = brief.journey
    personas = [(persona.id, persona.name) for persona in journey.personas] or [("", "")]
    found: dict[str, dict[int, tuple[Emotion, float, float | None, float | None]]] = {pid: {} for pid, _ in personas}
    for number, touchpoint in enumerate(journey.touchpoints, 1):
        for emotion in touchpoint.emotions:
            persona = journey.persona_of(emotion) or ""
            if persona in found and number not in found[persona]:
                low = None if emotion.low is None else journey.feeling(emotion.low)
                high = None if emotion.high is None else journey.feeling(emotion.high)
                found[persona][number] = (emotion, journey.feeling(emotion.score), low, high)
    return [
        Series(index, persona, name, found[persona]) for index, (persona, name) in enumerate(personas) if found[persona]
    ]
