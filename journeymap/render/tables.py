"""The page's tables: what is felt, what is measured and how competitors do, by touchpoint."""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.layout.lanes.metrics import metric_name
from journeymap.model import Competitor, Metric, Touchpoint
from journeymap.render.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its heads, and its rows, each with the touchpoint it is about first."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def emotion_table(phrases: Phrases) -> Table | None:
    """What each persona feels at each touchpoint; emotions of nobody in particular have a column of their own."""
    journey, words = phrases.journey, phrases.words
    felt = [touchpoint for touchpoint in journey.touchpoints if touchpoint.emotions]
    if not felt:
        return None
    known = journey.persona_by_id
    whose = {journey.persona_of(emotion) for touchpoint in felt for emotion in touchpoint.emotions}
    columns: list[str | None] = [persona.id for persona in journey.personas if persona.id in whose]
    if not whose <= known.keys():
        columns.append(None)
    rows = tuple(
        (phrases.touchpoint(touchpoint), *(_felt(touchpoint, column, phrases) for column in columns))
        for touchpoint in felt
    )
    heads = (known[column].name if column else words["feeling"] for column in columns)
    return Table((words["touchpoint"], *heads), rows)


def _felt(touchpoint: Touchpoint, persona: str | None, phrases: Phrases) -> str:
    """What a persona feels at a touchpoint; with None, what nobody in particular does."""
    known = phrases.journey.persona_by_id
    found = []
    for emotion in touchpoint.emotions:
        whose = phrases.journey.persona_of(emotion)
        if (whose if whose in known else None) == persona:
            found.append(f"{phrases.felt(emotion)} ({phrases.rests_on(emotion)})")
    return phrases.sentences(found)


def metric_table(phrases: Phrases) -> Table | None:
    """Every measure, with its sample, interval, target and date."""
    words = phrases.words
    rows = tuple(
        (phrases.touchpoint(touchpoint), *_metric_row(key, metric, phrases))
        for touchpoint in phrases.journey.touchpoints
        for key, metric in touchpoint.metrics.items()
    )
    heads = ("touchpoint", "measure", "value", "interval", "target", "date", "method")
    return Table(tuple(words[head] for head in heads), rows) if rows else None


def _metric_row(key: str, metric: Metric, phrases: Phrases) -> tuple[str, ...]:
    words = phrases.words
    value = phrases.quantity(key, metric, metric.value)
    if metric.n is not None:
        value += f" ({words.say('sample', n=words.number(metric.n))})"
    return (
        metric_name(words, key, metric),
        value,
        phrases.metric_interval(key, metric),
        phrases.target(key, metric),
        words.day(metric.date) if metric.date else "",
        metric.method or "",
    )


def competitor_table(phrases: Phrases) -> Table | None:
    """How competitors are felt at the touchpoints where they are scored."""
    journey, words = phrases.journey, phrases.words
    rows = tuple(
        (phrases.touchpoint(touchpoint), *(_score(rival, touchpoint, phrases) for rival in journey.competitors))
        for touchpoint in journey.touchpoints
        if any(touchpoint.id in rival.scores for rival in journey.competitors)
    )
    heads = (words["touchpoint"], *(rival.name for rival in journey.competitors))
    return Table(heads, rows) if rows else None


def _score(rival: Competitor, touchpoint: Touchpoint, phrases: Phrases) -> str:
    score = rival.scores.get(touchpoint.id)
    return "" if score is None else phrases.score(score)
