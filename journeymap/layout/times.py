"""The words for spans of time that are added up: `1.5 hours`, `1 to 3 days`, `at least 2 weeks`."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.insight.times import TimeRange, times
from journeymap.model import Journey, Stage
from journeymap.model.amounts import TimeSpan
from journeymap.style.locale import Words


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
    span = range_words(words, TimeSpan(time.shortest, "minute").readable(), TimeSpan(time.longest, "minute").readable())
    return words.say("at-least", time=span) if time.at_least else span


def spans_words(words: Words, spans: Sequence[TimeSpan]) -> str:
    """The spans as the file has them, from the shortest to the longest."""
    return range_words(words, min(spans, key=_minutes), max(spans, key=_minutes))


def _minutes(span: TimeSpan) -> float:
    return span.minutes


def range_words(words: Words, low: TimeSpan, high: TimeSpan) -> str:
    """From one span to another; the unit is said once where both have the same, and with nothing at the lower end."""
    last = words.span(high.number, high.unit)
    same = low if low.unit == high.unit or not low.number else low.in_unit(high.unit)
    first = words.number(same.number) if same is not None else words.span(low.number, low.unit)
    if same is not None and same.number == high.number:
        return last
    return words.say("from-low-to-high", low=first, high=last)
