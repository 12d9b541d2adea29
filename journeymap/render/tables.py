"""The page's tables, by touchpoint: the emotions, the metrics, and the competitors' scores."""

from __future__ import annotations

from journeymap.layout.lanes.metrics import metric_day, metric_name
from journeymap.model import Competitor, Metric, Touchpoint
from journeymap.records import NamedTuple
from journeymap.render.phrases import Phrases


class Table(NamedTuple):
    """A table: the heads of its columns, and its rows, which start with the name of their touchpoint."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def emotion_table(phrases: Phrases) -> Table | None:
    """The emotions at each touchpoint, with a column for each persona, and one for emotions of no particular persona.

    None without emotions.
    """
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
    """The emotions of a persona at a touchpoint; with None, those of no particular persona."""
    known = phrases.journey.persona_by_id
    found = []
    for emotion in touchpoint.emotions:
        whose = phrases.journey.persona_of(emotion)
        if (whose if whose in known else None) == persona:
            found.append(f"{phrases.felt(emotion)} ({phrases.rests_on(emotion)})")
    return phrases.sentences(found)


def metric_table(phrases: Phrases) -> Table | None:
    """Every metric, with its value, sample, interval, target, date and method. None without metrics."""
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
    value = phrases.measured(key, metric)
    if metric.n is not None:
        value += f" ({words.say('sample', n=words.number(metric.n))})"
    return (
        metric_name(words, key, metric),
        value,
        phrases.metric_interval(key, metric),
        phrases.target(key, metric),
        metric_day(words, metric),
        metric.method or "",
    )


def competitor_table(phrases: Phrases) -> Table | None:
    """Who considers the competitors, what they do better, and their scores at the touchpoints that have any.

    None without any of these.
    """
    journey, words = phrases.journey, phrases.words
    considered = (None if each.considered is None else words.percent(each.considered) for each in journey.competitors)
    about = (
        (words["considered-by"], *(share or "" for share in considered)),
        (words["does-better"], *(phrases.sentences(each.strengths) for each in journey.competitors)),
    )
    scores = tuple(
        (
            phrases.touchpoint(touchpoint),
            *(_score(competitor, touchpoint, phrases) for competitor in journey.competitors),
        )
        for touchpoint in journey.touchpoints
        if any(touchpoint.id in competitor.scores for competitor in journey.competitors)
    )
    rows = (*(row for row in about if any(row[1:])), *scores)
    heads = (words["touchpoint"], *(competitor.name for competitor in journey.competitors))
    return Table(heads, rows) if rows else None


def _score(competitor: Competitor, touchpoint: Touchpoint, phrases: Phrases) -> str:
    score = competitor.scores.get(touchpoint.id)
    return "" if score is None else phrases.score(score)
