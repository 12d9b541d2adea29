"""The arms of an experiment, counted from the source that says which variant each customer got.

Nothing is counted in a second way: the variant is one more dimension by which the source's answers or sessions are told
apart, and the days of the experiment are a period of their own.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from journeymap.experiments import Arm, MeanArm, ShareArm
from journeymap.measure.answers import MEMORY, AskedQuestion, count_answers
from journeymap.measure.answers.counted import OTHER, CountedScore
from journeymap.measure.answers.meanings import measures_of
from journeymap.measure.answers.periods import OUTSIDE, AnyPeriod, DaySpan
from journeymap.measure.answers.problems import AnswerReport
from journeymap.measure.cells import is_share_of_answers
from journeymap.measure.events.counting import count_steps
from journeymap.measure.events.plans import plan_of
from journeymap.measure.events.reading import events_read
from journeymap.model import Experiment, ExperimentSource, Journey, Source, SourceSegment

_VARIANT = "experiment variant"
"""The dimension of variants, which no source can have under this name."""
OF_EVENTS = ("conversion", "reach", "drop-off", "returns")
"""The shares of sessions that can be told of a touchpoint."""


class TrialError(Exception):
    """What keeps the arms of an experiment from being counted: the `key` of it or of its source, and a hint."""

    def __init__(self, message: str, key: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.key, self.hint = message, key, hint


class TrialCounts(NamedTuple):
    """The arms of an experiment, in the order of its variants, by segment; those of all are under an empty id.

    `outside` are the answers or sessions of its variants that are not of its days, and `unknown` those within them of
    which nobody says a variant. `files` were read, and `report` says what of them was left out. `counted` is what one
    is: an `answer` or a `session`.
    """

    arms: Mapping[str, tuple[Arm, ...]]
    outside: int
    unknown: int
    files: tuple[str, ...]
    report: AnswerReport
    counted: str


class _Cell(NamedTuple):
    """So many with one outcome, of a variant and a segment (empty for all), within the days or outside of them."""

    variant: str
    segment: str
    outside: bool
    value: float
    n: int


def count_trial(
    journey: Journey, experiment: Experiment, *, folder: Path, data: Path | None = None, by: str | None = None,
    memory: int = MEMORY, today: dt.date | None = None,
) -> TrialCounts:  # fmt: skip
    """Counts what the variants of an experiment came to, and of each segment of the dimension `by`.

    Of a survey: of a satisfaction or another share, how many answers are in the best boxes; else the mean of the
    scores, for NPS of 100, 0 and −100, and for things gone wrong of the number in a thousand. Of several answers of a
    customer one counts. Of events: how many sessions did what the metric says, as `measure` counts it. Answers have no
    weights here. `folder` is the journey's, and `data` one where files are looked for first.

    Raises TrialError where the experiment has no such source or question; all else as `count_answers` and `events_read`
    do.
    """
    told = experiment.source
    if told is None:
        raise TrialError("it does not say which `source` tells who got which variant", "id",
                         "add `source: {id: …, column: …}`, or give the counts with --arm")  # fmt: skip
    source = next((each for each in journey.sources if each.id == told.id), None)
    if source is None:
        known = ", ".join(each.id for each in journey.sources) or "none"
        raise TrialError(f"there is no source `{told.id}`", "source", f"the sources are: {known}")
    if by is not None and by not in source.segments:
        known = ", ".join(source.segments) or "none"
        raise TrialError(f"--by {by}: the source `{source.id}` has no such segments", "source", f"it has: {known}")
    asked = _with_variants(source, experiment, told)
    cuts = [(_VARIANT,), *([(_VARIANT, by)] if by is not None else [])]
    period = _days(experiment)
    where = {"folder": folder, "data": data, "period": period, "memory": memory, "today": today}
    if source.kind == "events":
        return _of_events(journey, experiment, asked, cuts, by, where)
    return _of_answers(journey, experiment, asked, cuts, by, where)


def _with_variants(source: Source, experiment: Experiment, told: ExperimentSource) -> Source:
    """The source with the variant as one more dimension; of repeated answers, the latest counts."""
    ids = {each.id for each in experiment.variants}
    names = {value: id_ for value, id_ in told.map.items() if id_ in ids} or {id_: id_ for id_ in ids}
    column = SourceSegment(node=told.node, column=told.column, map=names)
    repeats = "latest" if source.repeats == "all" else source.repeats
    return source.replace(segments={**source.segments, _VARIANT: column}, repeats=repeats, weight=None, comments=())


def _days(experiment: Experiment) -> AnyPeriod:
    if experiment.start is None and experiment.end is None:
        return "all"
    return DaySpan(experiment.start or dt.date.min, experiment.end or dt.date.max)


def _of_answers(
    journey: Journey, experiment: Experiment, source: Source, cuts: Sequence[tuple[str, ...]], by: str | None,
    where: Mapping[str, Any],
) -> TrialCounts:  # fmt: skip
    counted = count_answers(journey, source, by=cuts, **where)
    at = (experiment.touchpoint, experiment.metric)
    number = next((n for n, each in enumerate(counted.questions) if each[:2] == at), None)
    if number is None:
        raise TrialError(f"the source `{source.id}` has no answers on {experiment.metric} at `{experiment.touchpoint}`",
                         "source", "add the question to the source, or name another `metric`")  # fmt: skip
    question = counted.questions[number]
    is_share = is_share_of_answers(journey, question)
    cells = [
        _Cell(variant, segment, each.period == OUTSIDE, _outcome(question, each, is_share=is_share), each.n)
        for each in counted.scores if each.question == number
        for variant, segment in _variant_of(each.segments, counted.dimensions, by)
    ]  # fmt: skip
    return _counts(experiment, cells, counted.files, counted.report, "answer", is_share=is_share)


def _outcome(question: AskedQuestion, each: CountedScore, *, is_share: bool) -> float:
    """What an answer counts as: 1 in the best boxes of a share, else its score; in the unit of the metric."""
    score, top, net = measures_of(question.metric, question.scale, each.score)
    if is_share:
        return top
    return {"nps": 100 * net, "tgw": 1000 * score}.get(question.metric, score)


def _of_events(
    journey: Journey, experiment: Experiment, source: Source, cuts: Sequence[tuple[str, ...]], by: str | None,
    where: Mapping[str, Any],
) -> TrialCounts:  # fmt: skip
    if experiment.metric not in OF_EVENTS:
        raise TrialError(f"events do not tell {experiment.metric}", "metric", f"they tell {', '.join(OF_EVENTS)}")
    plan = plan_of(journey, source, where["period"], cuts, 95)
    with events_read(journey, source, used=plan.used, **where) as read:
        counted, files, report = count_steps(read.engine, plan, read.places.segment), read.files, read.report
    cells = []
    for each in counted.shares:
        if each.of == experiment.metric and counted.touchpoints[each.touchpoint] == experiment.touchpoint:
            for variant, segment in _variant_of(each.segments, counted.dimensions, by):
                outside = each.period == OUTSIDE
                cells.append(_Cell(variant, segment, outside, 1.0, each.y))
                cells.append(_Cell(variant, segment, outside, 0.0, each.m - each.y))
    if not cells:
        raise TrialError(f"no session came to where {experiment.metric} at `{experiment.touchpoint}` is counted",
                         "touchpoint", "look at `journeymap measure --dry-run`")  # fmt: skip
    return _counts(experiment, cells, files, report, "session", is_share=True)


def _variant_of(segments: Sequence[str], dimensions: Sequence[str], by: str | None) -> Iterable[tuple[str, str]]:
    """The variant and the segment of a cell that is told apart by these alone; nothing of any other cell."""
    found = {name: segment for name, segment in zip(dimensions, segments, strict=True) if segment}
    variant = found.pop(_VARIANT, None)
    if variant is not None and set(found) <= {by}:
        yield variant, found.get(by or "", "")


def _counts(
    experiment: Experiment, cells: Sequence[_Cell], files: tuple[str, ...], report: AnswerReport, counted: str, *,
    is_share: bool,
) -> TrialCounts:  # fmt: skip
    ids = [each.id for each in experiment.variants]
    within = [each for each in cells if not each.outside]
    segments = sorted({each.segment for each in within} | {""})
    arms = {
        segment: tuple(
            _arm(id_, [each for each in within if (each.variant, each.segment) == (id_, segment)], is_share=is_share)
            for id_ in ids
        )
        for segment in segments
    }
    return TrialCounts(
        arms,
        sum(each.n for each in cells if each.outside and not each.segment and each.variant != OTHER),
        sum(each.n for each in within if not each.segment and each.variant == OTHER),
        files, report, counted,
    )  # fmt: skip


def _arm(variant: str, cells: Sequence[_Cell], *, is_share: bool) -> Arm:
    n = sum(each.n for each in cells)
    if is_share:
        return ShareArm(variant, n, sum(each.n for each in cells if each.value))
    mean = math.fsum(each.n * each.value for each in cells) / n if n else 0.0
    squares = math.fsum(each.n * (each.value - mean) ** 2 for each in cells)
    return MeanArm(variant, n, mean, math.sqrt(squares / (n - 1)) if n > 1 else 0.0)
