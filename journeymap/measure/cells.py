"""The cells of a journey's measures: which there are, what each of them says, and which are held back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, combinations

from journeymap.measure.answers import AskedQuestion, ClusterMeasure, Counted
from journeymap.measure.answers.peak_ends import PEAK_END
from journeymap.measure.figures import (
    CellTable,
    Clusters,
    Estimate,
    ScoreCounts,
    ScoreScale,
    ces_mean,
    csat,
    held_back,
    importance,
    mean,
    nps,
    opportunity,
    tgw,
)
from journeymap.measure.measured import MeasuredCell, MeasureOptions
from journeymap.model import Journey, Metric, Source
from journeymap.model.metrics import standard

_Key = tuple[int, tuple[str, ...], str]
"""A question, the segment in each dimension of the source (empty for all), and a period."""
OPPORTUNITY = "opportunity"
"""The metric that is computed wherever a touchpoint has both importance and satisfaction."""


def cells_of(
    journey: Journey, source: Source, counted: Counted, options: MeasureOptions
) -> tuple[tuple[MeasuredCell, ...], int]:
    """Returns the cells of one source that may be told, in the order of their names, and how many are held back.

    The `peak-end` of respondents is among them, at no touchpoint.
    """
    answers = _answers(counted)
    clusters = {
        (each.question, each.segments, each.period, each.measure): Clusters(
            each.respondents, each.m, each.m2, each.y, each.y2, each.my
        )
        for each in counted.clusters
    }
    hidden = _hidden(counted, answers, clusters, options.hold_back)
    found: dict[_Key, MeasuredCell] = {}
    estimates: dict[_Key, Estimate] = {}
    for key, counts in answers.items():
        if key in hidden:
            continue
        question = counted.questions[key[0]]

        def of(measure: ClusterMeasure, key: _Key = key) -> Clusters | None:
            return clusters.get((*key, measure))

        value, answered = _figures(journey, source, question, counts, of, options.confidence)
        estimates[key] = value
        found[key] = _cell(counted, key, question.metric, value, answered)
    cells = [*found.values(), *_opportunities(counted, estimates)]
    return tuple(sorted(cells, key=_order)), len(hidden)


def _order(cell: MeasuredCell) -> tuple[object, ...]:
    return cell.touchpoint, cell.metric, cell.source, tuple(sorted(cell.segment.items())), cell.period


def _answers(counted: Counted) -> dict[_Key, ScoreCounts]:
    """The answers of each cell that has any with a weight."""
    rows: dict[_Key, list[tuple[float, int, float, float]]] = {}
    for each in counted.scores:
        rows.setdefault((each.question, each.segments, each.period), []).append((each.score, each.n, each.w, each.w2))
    found = {key: ScoreCounts.of(row) for key, row in rows.items()}
    return {key: counts for key, counts in found.items() if counts.weight > 0}


def _figures(
    journey: Journey,
    source: Source,
    question: AskedQuestion,
    counts: ScoreCounts,
    clusters: Callable[[ClusterMeasure], Clusters | None],
    confidence: float,
) -> tuple[Estimate, Estimate | None]:
    """The figure of a metric in its unit, and the mean of the answers, which things gone wrong do not have."""
    if question.metric == "tgw":
        return tgw(counts, confidence, clusters("score"), source.per or 1), None
    answered = mean(counts, confidence, clusters("score"))
    if question.metric == "nps":
        return nps(counts, confidence, clusters("net")), answered
    is_experience = question.metric == PEAK_END and not question.touchpoint
    return (answered if is_experience else _scaled(journey, question, counts, clusters, answered)), answered


def _scaled(
    journey: Journey,
    question: AskedQuestion,
    counts: ScoreCounts,
    clusters: Callable[[ClusterMeasure], Clusters | None],
    answered: Estimate,
) -> Estimate:
    """The figure of a metric that its scale decides, with the confidence of the mean that was `answered`."""
    scale = scale_of(question)
    if question.metric == "ces":
        return ces_mean(counts, scale, answered.confidence, clusters("score"))
    if question.metric == "importance":
        return importance(counts, scale, answered.confidence, clusters("top"))
    if is_share_of_answers(journey, question):
        return csat(counts, scale, answered.confidence, clusters("top"))
    return answered


def scale_of(question: AskedQuestion) -> ScoreScale:
    """Returns the scale of the answers to a question that has one."""
    assert question.scale is not None  # nothing is counted without one but things gone wrong
    return ScoreScale(*question.scale.ends, question.scale.better == "higher")


def is_share_of_answers(journey: Journey, question: AskedQuestion) -> bool:
    """Whether a metric is told in percent: then it is the share of the best answers, else their mean."""
    if question.metric == "csat":
        return True
    touchpoint = journey.touchpoint_by_id[question.touchpoint]
    metric = touchpoint.metrics.get(question.metric) or Metric(node=touchpoint.node)
    return standard(question.metric, metric).unit == "%"


def _cell(counted: Counted, key: _Key, metric: str, value: Estimate, answered: Estimate | None) -> MeasuredCell:
    question, segments, period = key
    segment = {dimension: name for dimension, name in zip(counted.dimensions, segments, strict=True) if name}
    return MeasuredCell(
        counted.questions[question].touchpoint, metric, counted.source, segment, period,
        value.n, value.respondents, value.n_effective, value.value, value.low, value.high,
        answered.value if answered else None, answered.low if answered else None, answered.high if answered else None,
        value.method, value.confidence,
    )  # fmt: skip


def _opportunities(counted: Counted, estimates: Mapping[_Key, Estimate]) -> Iterator[MeasuredCell]:
    """The opportunity of each cell in which a touchpoint's importance and satisfaction are both told."""
    index = {(each.touchpoint, each.metric): number for number, each in enumerate(counted.questions)}
    for (number, segments, period), important in estimates.items():
        asked = counted.questions[number]
        satisfied = index.get((asked.touchpoint, "csat"))
        if asked.metric != "importance" or satisfied is None or (satisfied, segments, period) not in estimates:
            continue
        found = opportunity(important, estimates[satisfied, segments, period])
        yield _cell(counted, (number, segments, period), OPPORTUNITY, found, None)


def _hidden(
    counted: Counted,
    answers: Mapping[_Key, ScoreCounts],
    clusters: Mapping[tuple[int, tuple[str, ...], str, ClusterMeasure], Clusters],
    fewest: int,
) -> frozenset[_Key]:
    """The cells that are held back. Where customers answered several times, a cell's size is that of its customers."""
    if fewest < 2:
        return frozenset()
    names = {_name(key): key for key in answers}
    sizes = {}
    for name, key in names.items():
        clustered = clusters.get((*key, "score"))
        sizes[name] = clustered.respondents if clustered else answers[key].n
    found = held_back(sizes, _tables(list(answers), len(counted.dimensions)), fewest)
    return frozenset(names[name] for name in found)


def _name(key: _Key) -> tuple[str, ...]:
    question, segments, period = key
    return (f"{question:06d}", *segments, period)


def tables_of(keys: Sequence[_Key], dimensions: int) -> tuple[tuple[CellTable, ...], dict[_Key, tuple[str, ...]]]:
    """Returns the tables in which cells add up, for `held_back`, and the name of each cell in them.

    A key has a number for what is counted, the segment in each of so many dimensions, and the period.
    """
    return tuple(_tables(keys, dimensions)), {key: _name(key) for key in keys}


def segment_tables_of(
    keys: Sequence[_Key], dimensions: int
) -> tuple[tuple[CellTable, ...], dict[_Key, tuple[str, ...]]]:
    """Returns what `tables_of` does, but for the periods: for numbers of which nothing tells what they add up to."""
    return tuple(_segment_tables(keys, dimensions)), {key: _name(key) for key in keys}


def _tables(keys: Sequence[_Key], dimensions: int) -> Iterator[CellTable]:
    """Every way in which answers add up to what is told.

    These are the segments, and the periods of all customers, within a year and in all: the rows that count are told of
    the source, and they are of all its periods. Nothing tells the year of a segment, as a file has periods of one
    length; so one period of it that is held back does not follow from the others.
    """
    yield from _segment_tables(keys, dimensions)
    periods: dict[tuple[int, str], list[_Key]] = {}
    for key in keys:
        question, segments, period = key
        if not any(segments):
            for span in (period[:4], ""):
                periods.setdefault((question, span), []).append(key)
    yield from (CellTable(None, tuple(map(_name, cells))) for cells in periods.values() if len(cells) > 1)


def _segment_tables(keys: Sequence[_Key], dimensions: int) -> Iterator[CellTable]:
    """The segments along one dimension, or along several that a cut crosses, with the cell that they add up to."""
    told = set(keys)
    parts: dict[_Key, list[_Key]] = {}
    for key in keys:
        question, segments, period = key
        used = [index for index in range(dimensions) if segments[index]]
        kept = chain.from_iterable(combinations(used, size) for size in range(len(used)))
        for left in kept:
            parent = tuple(segments[index] if index in left else "" for index in range(dimensions))
            whole = (question, parent, period)
            # Parts of one parent are of one cut: what is crossed by more dimensions is another table.
            if whole in told:
                parts.setdefault((question, parent, f"{period}|{used}"), []).append(key)
    for (question, parent, period), cells in parts.items():
        yield CellTable(_name((question, parent, period.partition("|")[0])), tuple(map(_name, cells)))
