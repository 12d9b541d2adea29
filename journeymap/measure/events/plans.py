"""What is asked of the events of a source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from journeymap.measure.answers.counted import OTHER
from journeymap.measure.answers.periods import AnyPeriod
from journeymap.model import Journey, Source

_MINUTE = 60_000_000


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
    period: AnyPeriod
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


def plan_of(
    journey: Journey, source: Source, period: AnyPeriod, by: Sequence[tuple[str, ...]], confidence: float
) -> EventPlan:
    """Returns how the events of a source are counted. `by` has the cuts beside that of all, by their dimensions.

    A cut with a dimension that the source does not have is passed over.
    """
    numbers = {each.id: number for number, each in enumerate(journey.touchpoints)}
    dimensions = list(source.segments)
    cuts = [tuple(dimensions.index(name) for name in cut) for cut in by if set(cut) <= set(dimensions)]
    segments = [
        (*(each for each in dict.fromkeys(segment.map.values()) if each != OTHER), OTHER)
        for segment in source.segments.values()
    ]
    funnel = tuple(dict.fromkeys(numbers[each] for each in source.funnel if each in numbers))
    return EventPlan(
        touchpoints=tuple(numbers),
        gap=round(source.session_gap.minutes * _MINUTE) if source.session_gap else None,
        funnel=funnel or None,
        optional=frozenset(numbers[each.id] for each in journey.touchpoints if each.optional),
        converts=frozenset(numbers[each] for each in journey.converts if each in numbers),
        period=period,
        week=source.week,
        dimensions=tuple(dimensions),
        segments=tuple(segments),
        cuts=tuple(dict.fromkeys(((), *cuts))),
        confidence=confidence,
    )
