"""The words for spans of time that are added up: `1.5 hours`, `1 to 3 days`, `at least 2 weeks`."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.insight.times import TimeRange, times
from journeymap.model import Journey, Stage
from journeymap.model.amounts import MINUTES_IN, TimeSpan
from journeymap.style.locale import Words

_MOST = {"month": 24, "week": 16, "day": 40, "hour": 48, "minute": 90}
"""How many of each unit are well said for another's sake; or else twice as many as the shortest time."""


def time_in_all(journey: Journey, words: Words) -> str:
    """How long the whole journey takes; empty where that is unknown."""
    told = times(journey)
    return time_words(words, told.whole) if told is not None and told.whole is not None else ""


def time_of_stage(journey: Journey, words: Words, stage: Stage) -> str:
    """How long a stage takes by its steps; empty where that is unknown."""
    told = times(journey)
    time = told.stages.get(stage.id) if told is not None else None
    return time_words(words, time) if time is not None else ""


def time_words(words: Words, time: TimeRange) -> str:
    """A shortest and a longest time, in the units that read best; once where both read alike."""
    span = range_words(words, *_readable(TimeSpan(time.shortest, "minute"), TimeSpan(time.longest, "minute")))
    return words.say("at-least", time=span) if time.at_least else span


def _readable(low: TimeSpan, high: TimeSpan) -> tuple[TimeSpan, TimeSpan]:
    """Two spans, each in the unit that reads best, or both in the longest that fits both, if they are not many of it.

    11 days and 2 weeks are 11 and 14 days. The unit of the first is not the longer one.
    """
    first, last = low.readable(), high.readable()
    if not low.number or first.unit == last.unit:
        return first._replace(unit=last.unit), last
    for unit, most in _MOST.items():
        shorter, longer = low.in_unit(unit), high.in_unit(unit)
        if shorter is not None and longer is not None and longer.number <= max(most, 2 * shorter.number):
            return shorter, longer
    if MINUTES_IN[first.unit] > MINUTES_IN[last.unit]:
        first = TimeSpan(round(low.minutes / MINUTES_IN[last.unit], 1), last.unit)
    return first, last


def spans_words(words: Words, spans: Sequence[TimeSpan]) -> str:
    """The spans as the file has them, from the shortest to the longest."""
    return range_words(words, min(spans, key=_minutes), max(spans, key=_minutes))


def _minutes(span: TimeSpan) -> float:
    return span.minutes


def range_words(words: Words, low: TimeSpan, high: TimeSpan) -> str:
    """From one span to another; the unit is said once where both have the same."""
    last = words.span(high.number, high.unit)
    if low == high:
        return last
    first = words.number(low.number) if low.unit == high.unit else words.span(low.number, low.unit)
    return words.say("from-low-to-high", low=first, high=last)
