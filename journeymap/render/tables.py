"""The page's tables, by stage and touchpoint: the emotions, the metrics, and the competitors' scores."""

from __future__ import annotations

from journeymap.insight.metrics import metrics
from journeymap.layout.lanes.metrics import metric_day, metric_name
from journeymap.model import Competitor, Metric, Part, Touchpoint
from journeymap.records import NamedTuple
from journeymap.render.phrases import Phrases


class Table(NamedTuple):
    """A table: the heads of its columns, and its rows, which start with the name of their touchpoint or stage.

    Its caption, if it has one, says what its cells are.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


def emotion_table(phrases: Phrases) -> Table | None:
    """The emotions of touchpoints and stages: a column for each persona, and one for those of no particular persona.

    None without emotions.
    """
    journey, words = phrases.journey, phrases.words
    felt = [part for part in journey.parts if part.emotions]
    if not felt:
        return None
    known = journey.persona_by_id
    whose = {journey.persona_of(emotion) for part in felt for emotion in part.emotions}
    columns: list[str | None] = [persona.id for persona in journey.personas if persona.id in whose]
    if not whose <= known.keys():
        columns.append(None)
    rows = tuple((phrases.part(part), *(_felt(part, column, phrases) for column in columns)) for part in felt)
    heads = (known[column].name if column else words["feeling"] for column in columns)
    return Table((words["touchpoint"], *heads), rows)


def _felt(part: Part, persona: str | None, phrases: Phrases) -> str:
    """The emotions of a persona at a touchpoint or of a stage; with None, those of no particular persona."""
    known = phrases.journey.persona_by_id
    found = []
    for emotion in part.emotions:
        whose = phrases.journey.persona_of(emotion)
        if (whose if whose in known else None) == persona:
            found.append(f"{phrases.felt(emotion)} ({phrases.rests_on(emotion)})")
    return phrases.sentences(found)


def metric_table(phrases: Phrases) -> Table | None:
    """Every metric, with its value, sample, interval, target, date and method, as far as any has these.

    None without metrics.
    """
    words = phrases.words
    rows = tuple(
        (phrases.part(part), *_metric_row(key, metric, phrases)) for part, key, metric in metrics(phrases.journey)
    )
    heads = ("touchpoint", "measure", "value", "interval", "target", "date", "method")
    told = [place for place, head in enumerate(heads) if head == "touchpoint" or any(row[place] for row in rows)]
    heads_told = tuple(words[heads[place]] for place in told)
    return Table(heads_told, tuple(tuple(row[place] for place in told) for row in rows)) if rows else None


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
