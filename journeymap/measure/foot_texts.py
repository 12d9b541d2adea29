"""The texts that say what measures rest on: the sources with what was left out, and the rules of the figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from journeymap.calendars import WrittenDate
from journeymap.measure.figures.feelings import APART
from journeymap.measure.measured import MeasuredSource, MeasureOptions, Measures
from journeymap.model import Journey
from journeymap.overlays.measures import SourceTexts
from journeymap.style.locale import Words

_NONE = "–"
_WHY: Mapping[str, str] = {
    "fields": "damaged", "encoding": "damaged", "too-long": "damaged", "quote": "damaged", "not-json": "damaged",
    "preview": "preview", "unfinished": "unfinished", "unanswered": "unanswered", "no-time": "time", "bad-time": "time",
    "bad-weight": "weight", "bad-score": "score", "off-scale": "scale", "unknown-touchpoint": "unknown",
    "unknown-metric": "unknown", "unknown-event": "unknown-event", "repeated": "repeated",
}  # fmt: skip
"""The word for each reason, which begins with `left-out-`."""


def source_texts(words: Words, journey: Journey, measures: Measures) -> Iterator[SourceTexts]:
    """Returns what each source comes to: its periods, the rows that count, who answered, and what was left out.

    The period of figures of all answers is the one that the journey says of their source.
    """
    asked = {each.id: each.period for each in journey.sources}
    for source in measures.sources:
        records: list[Any] = [*measures.cells, *measures.transitions, *measures.funnel]
        periods = sorted({each.period for each in records if each.source == source.id} - {"all"})
        periods = periods or [*filter(None, [asked.get(source.id)])]
        dates = [words.day(WrittenDate(1, 1, 1, each, each)) for each in dict.fromkeys((*periods[:1], *periods[-1:]))]
        rate = words.percent(round(source.kept / source.invited, 3)) if source.invited else _NONE
        yield SourceTexts(
            words.day(WrittenDate(1, 1, 1, source.id, source.id)), " – ".join(dates) or _NONE,
            "\u00a0· ".join(_counted(words, source)),
            words.number(source.invited) if source.invited else _NONE, rate, _left_out(words, source) or _NONE,
        )  # fmt: skip


def _counted(words: Words, source: MeasuredSource) -> Iterator[str]:
    """How many rows count and, where these are events, how many sessions of how many customers they are."""
    yield words.say("rows-counted", kept=source.kept, rows=source.rows)
    for key, number in (("sessions", source.sessions), ("customers", source.cases)):
        if number is not None:
            yield words.labelled(words[key], words.number(number))


def _left_out(words: Words, source: MeasuredSource) -> str:
    """What was left out of a source and why, what nobody checked, and how many figures are held back."""
    counts: dict[str, int] = {}
    for reason, number in source.left_out.items():
        key = _WHY.get(reason, "damaged")
        counts[key] = counts.get(key, 0) + number
    said = [words.say(f"left-out-{key}", n=number) for key, number in counts.items()]
    notes = [words["list-comma"].join(said)]
    if source.repeats is None and source.sessions is None:
        notes.append(words["repeats-unchecked"])
    if source.held_back:
        notes.append(words.say("figures-held-back", n=source.held_back))
    return " · ".join(filter(None, notes))


def figure_rules(words: Words, interval: str, options: MeasureOptions, not_drawn: int, *, asked: bool) -> str:
    """Returns how figures are made: the interval, what a feeling is, which are few and which are not told.

    `interval` is its name, and `not_drawn` the number of segments that the map leaves out. Unless anybody was `asked`,
    there are no answers.
    """
    if not asked:
        return interval
    said = [interval, words["feeling-rule"], words.say("few-rule", n=options.min_n)]
    if options.hold_back > 1:
        said.append(words.say("held-back-rule", n=options.hold_back))
    if not_drawn:
        said.append(words.say("segments-not-drawn", n=not_drawn))
    return " · ".join(said)


def flag_rules(words: Words, journey: Journey) -> str:
    """Returns when a feeling is flagged."""
    low, high = journey.emotion_scale
    return words.say("flag-rule", apart=words.axis(APART * (high - low) / 4, signed=False))
