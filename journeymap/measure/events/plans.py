"""What is asked of the events of a source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from journeymap.measure.answers.periods import Period


class EventPlan(NamedTuple):
    """How events are counted.

    Touchpoints are numbers in the order of the journey. `gap` is the longest pause within a session, in microseconds,
    None where a session has all events of its case. `funnel` has the touchpoints of its steps; None stands for all
    that have events, in the order of the journey, but the `optional` ones. `converts` are the touchpoints at which a
    session is completed; where there are none, it is at the last one of the journey. `segments` has, for each dimension
    of the source, the ids of its segments, which are numbered so; the last one is `other`. `cuts` are the dimensions
    of each cut, by number, `()` among them.
    """

    touchpoints: tuple[str, ...]
    gap: int | None
    funnel: tuple[int, ...] | None
    optional: frozenset[int]
    converts: frozenset[int]
    period: Period
    week: str
    dimensions: tuple[str, ...]
    segments: tuple[tuple[str, ...], ...]
    cuts: tuple[tuple[int, ...], ...]
    confidence: float

    @property
    def used(self) -> tuple[int, ...]:
        """The dimensions that are told apart in some cut."""
        return tuple(sorted({index for cut in self.cuts for index in cut}))

    @property
    def has_periods(self) -> bool:
        """Whether there are several periods."""
        return self.period != "all"

    @property
    def cell_columns(self) -> tuple[str, ...]:
        """The columns that say in which cell a session is: `p`, and `s0`, `s1` … for the dimensions in use."""
        return self.columns_of(self.used)

    def columns_of(self, cut: tuple[int, ...]) -> tuple[str, ...]:
        """Returns the columns that tell the cells of a cut apart."""
        return (*(("p",) if self.has_periods else ()), *(f"s{index}" for index in cut))

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yields the neighbours in the order of the journey."""
        yield from zip(range(len(self.touchpoints)), range(1, len(self.touchpoints)), strict=False)
