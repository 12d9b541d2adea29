"""The arms of an experiment, counted from the source that says which variant each customer got.

Nothing is counted in a second way: the variant is one more dimension by which the source's answers or sessions are told
apart, and the days of the experiment are a period of their own.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from journeymap.experiments.arms import Arm, MeanArm, ShareArm
from journeymap.experiments.covariates import CovariateArm
from journeymap.insight.experiments import judged_at
from journeymap.measure.answers import MEMORY, AskedQuestion, count_answers
from journeymap.measure.answers.counted import OTHER, CountedScore
from journeymap.measure.answers.meanings import NumberColumn, measures_of
from journeymap.measure.answers.periods import OUTSIDE, AnyPeriod, DaySpan
from journeymap.measure.answers.problems import AnswerReport
from journeymap.measure.answers.refusal import AnswersError, refused
from journeymap.measure.cells import is_share_of_answers
from journeymap.measure.events.counted import CountedShare
from journeymap.measure.events.counting import count_steps
from journeymap.measure.events.plans import plan_of
from journeymap.measure.events.reading import events_read
from journeymap.model import Experiment, ExperimentSource, Journey, Source, SourceSegment

_VARIANT, _BEFORE = "experiment variant", "experiment covariate"
"""The dimensions of variants and of figures from before, which no source can have under these names."""
OF_EVENTS = ("conversion", "reach", "drop-off", "returns")
"""The shares of sessions that can be told of a touchpoint."""


class TrialCovariate(NamedTuple):
    """The arms with their figures from before the start, by segment as `TrialCounts.arms`.

    So many answers of all, `without` such a figure, count as if it were the mean of all: neither more nor less is
    expected of them.
    """

    column: str
    arms: Mapping[str, tuple[CovariateArm, ...]]
    without: int


class TrialCounts(NamedTuple):
    """The arms of an experiment, in the order of its variants, by segment; those of all are under an empty id.

    `outside` are the answers or sessions of its variants that are not of its days, and `unknown` those within them of
    which nobody says a variant. `files` were read, and `report` says what of them was left out. `counted` is what one
    is: an `answer` or a `session`; sessions are of so many `customers`, None of answers.
    """

    arms: Mapping[str, tuple[Arm, ...]]
    outside: int
    unknown: int
    files: tuple[str, ...]
    report: AnswerReport
    counted: Literal["answer", "session"]
    customers: int | None = None
    covariate: TrialCovariate | None = None


class _TrialCell(NamedTuple):
    """So many with one outcome, of a variant and a segment (empty for all), within the days or outside of them.

    `before` is the figure from before the start: empty where nobody asks, and `other` where it is none.
    """

    variant: str
    segment: str
    before: str
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
    customer one counts. Of events: how many sessions did what the metric says, as `measure` counts it; a conversion is
    of those that came to the touchpoint, and went on to the next step of the funnel. Answers have no weights here. The
    metric is that of the experiment's touchpoint or, where nothing is counted there, of the next one that has it.
    `folder` is the journey's, and `data` one where files are looked for first.

    Raises an AnswersError, with its place in the journey, where the experiment has no such source, question, segments
    or covariate; all else as `count_answers` and `events_read` do.
    """
    told = experiment.source
    if told is None:
        raise refused(experiment, "id", f"nothing says what `{experiment.id}` came to",
                      "add `source: {id: …, column: …}`, or `result: {date: …, arms: […]}`")  # fmt: skip
    source = next((each for each in journey.sources if each.id == told.id), None)
    if source is None:
        known = ", ".join(each.id for each in journey.sources) or "none"
        raise refused(told, "id", f"there is no source `{told.id}`", f"the sources are: {known}")
    if by is not None and by not in source.segments:
        known = ", ".join(source.segments) or "none"
        raise refused(told, "id", f"--by {by}: the source `{source.id}` has no such segments", f"it has: {known}")
    asked = _with_variants(source, experiment, told)
    groups = [(_VARIANT,), *([(_VARIANT, by)] if by is not None else [])]
    cuts = groups if told.covariate is None else [*groups, *((*each, _BEFORE) for each in groups)]
    where = {"folder": folder, "data": data, "period": _days(experiment), "memory": memory, "today": today}
    count = _of_events if source.kind == "events" else _of_answers
    return count(journey, experiment, told, asked, cuts, by, where)


def _with_variants(source: Source, experiment: Experiment, told: ExperimentSource) -> Source:
    """The source with the variant and the figure from before as dimensions; of repeated answers, the latest counts."""
    keys = _keys(experiment)
    named = {value: keys[id_] for value, id_ in told.map.items() if id_ in keys} if told.map else keys
    segments = {**source.segments, _VARIANT: SourceSegment(node=told.node, column=told.column, map=named)}
    if told.covariate is not None:
        segments[_BEFORE] = NumberColumn(node=told.node, column=told.covariate)
    repeats = "latest" if source.repeats == "all" else source.repeats
    return source.replace(segments=segments, repeats=repeats, weight=None, comments=(), comment=None)


def _keys(experiment: Experiment) -> dict[str, str]:
    """What variants are called while they are counted, by their ids, one of which may be `other`."""
    return {each.id: f"variant {number}" for number, each in enumerate(experiment.variants)}


def _days(experiment: Experiment) -> AnyPeriod:
    if experiment.start is None and experiment.end is None:
        return "all"
    return DaySpan(experiment.start or dt.date.min, experiment.end or dt.date.max)


def _of_answers(
    journey: Journey, experiment: Experiment, told: ExperimentSource, source: Source, cuts: Sequence[tuple[str, ...]],
    by: str | None, where: Mapping[str, Any],
) -> TrialCounts:  # fmt: skip
    counted = count_answers(journey, source, by=cuts, **where)
    asked = {question[:2]: number for number, question in enumerate(counted.questions)}
    places = [(each.id, experiment.metric) for each in judged_at(journey, experiment)]
    number = next((asked[place] for place in places if place in asked), None)
    if number is None:
        where_to = f"{experiment.metric} at `{experiment.touchpoint}` or later"
        raise refused(told, "id", f"the source `{source.id}` has no answers on {where_to}",
                      "add the question to the source, or name another `metric`")  # fmt: skip
    question = counted.questions[number]
    is_share = is_share_of_answers(journey, question)
    if is_share and told.covariate is not None:
        raise _no_mean(experiment, told)
    cells = [
        _TrialCell(*at, each.period == OUTSIDE, _outcome(question, each, is_share=is_share), each.n)
        for each in counted.scores if each.question == number
        for at in _told_apart(each.segments, counted.dimensions, by)
    ]  # fmt: skip
    found = _counts(experiment, cells, counted.files, counted.report, "answer", is_share=is_share)
    return (
        found
        if told.covariate is None
        else found._replace(covariate=_covariate(experiment, told.covariate, found, cells))
    )


def _outcome(question: AskedQuestion, each: CountedScore, *, is_share: bool) -> float:
    """What an answer counts as: 1 in the best boxes of a share, else its score; in the unit of the metric."""
    score, top, net = measures_of(question.metric, question.scale, each.score)
    if is_share:
        return top
    return {"nps": 100 * net, "tgw": 1000 * score}.get(question.metric, score)


def _of_events(
    journey: Journey, experiment: Experiment, told: ExperimentSource, source: Source, cuts: Sequence[tuple[str, ...]],
    by: str | None, where: Mapping[str, Any],
) -> TrialCounts:  # fmt: skip
    if experiment.metric not in OF_EVENTS:
        known = ", ".join(f"`{each}`" for each in OF_EVENTS)
        raise refused(experiment, "metric", f"events do not tell `{experiment.metric}`", f"they tell {known}")
    if told.covariate is not None:
        raise _no_mean(experiment, told)
    plan = plan_of(journey, source, where["period"], cuts, 95)
    with events_read(journey, source, used=plan.used, **where) as read:
        counted, files, report = count_steps(read.engine, plan, read.places.segment), read.files, read.report
    shares = [each for each in counted.shares if each.of == experiment.metric]
    told_at = [counted.touchpoints[_place(each)] for each in shares]
    place = next((each.id for each in judged_at(journey, experiment) if each.id in told_at), None)
    if place is None:
        raise refused(experiment, "touchpoint",
                      f"no session tells {experiment.metric} at `{experiment.touchpoint}` or later",
                      "look at `journeymap measure --dry-run`")  # fmt: skip
    cells, customers = [], 0
    for each, where_told in zip(shares, told_at, strict=True):
        if where_told == place:
            for at in _told_apart(each.segments, counted.dimensions, by):
                outside = each.period == OUTSIDE
                cells.append(_TrialCell(*at, outside, 1.0, each.y))
                cells.append(_TrialCell(*at, outside, 0.0, each.m - each.y))
                customers += 0 if outside or at[1] or at[0] == OTHER else each.cases
    found = _counts(experiment, cells, files, report, "session", is_share=True)
    return found._replace(customers=customers)


def _place(share: CountedShare) -> int:
    """The touchpoint at which a share is told here: for a conversion that which customers went on from.

    `measure` tells it at the one that they came to.
    """
    return share.other if share.of == "conversion" else share.touchpoint


def _no_mean(experiment: Experiment, told: ExperimentSource) -> AnswersError:
    return refused(told, "covariate", f"a covariate evens out means, and `{experiment.metric}` is a share",
                   "take it out, or choose a metric that is a mean")  # fmt: skip


def _told_apart(
    segments: Sequence[str], dimensions: Sequence[str], by: str | None
) -> Iterable[tuple[str, str, str]]:  # fmt: skip
    """The variant, the segment and the figure from before of a cell told apart by these alone; nothing of any other."""
    found = {name: segment for name, segment in zip(dimensions, segments, strict=True) if segment}
    variant, before = found.pop(_VARIANT, None), found.pop(_BEFORE, "")
    if variant is not None and set(found) <= {by}:
        yield variant, found.get(by or "", ""), before


def _counts(
    experiment: Experiment, cells: Sequence[_TrialCell], files: tuple[str, ...], report: AnswerReport,
    counted: Literal["answer", "session"], *, is_share: bool,
) -> TrialCounts:  # fmt: skip
    keys = _keys(experiment)
    plain = [each for each in cells if not each.before]
    by_arm = _by_arm(plain)
    segments = sorted({segment for _, segment in by_arm} | {""})
    arms = {
        segment: tuple(_arm(id_, by_arm.get((key, segment), ()), is_share=is_share) for id_, key in keys.items())
        for segment in segments
    }
    return TrialCounts(
        arms,
        sum(each.n for each in plain if each.outside and not each.segment and each.variant != OTHER),
        sum(each.n for each in by_arm.get((OTHER, ""), ())),
        files, report, counted,
    )  # fmt: skip


def _by_arm(cells: Iterable[_TrialCell]) -> dict[tuple[str, str], list[_TrialCell]]:
    """The cells within the days, by variant and segment."""
    found: dict[tuple[str, str], list[_TrialCell]] = {}
    for each in cells:
        if not each.outside:
            found.setdefault((each.variant, each.segment), []).append(each)
    return found


def _arm(variant: str, cells: Sequence[_TrialCell], *, is_share: bool) -> Arm:
    n = sum(each.n for each in cells)
    if is_share:
        return ShareArm(variant, n, sum(each.n for each in cells if each.value))
    mean = math.fsum(each.n * each.value for each in cells) / n if n else 0.0
    squares = math.fsum(each.n * (each.value - mean) ** 2 for each in cells)
    return MeanArm(variant, n, mean, math.sqrt(squares / (n - 1)) if n > 1 else 0.0)


def _covariate(experiment: Experiment, column: str, counts: TrialCounts, cells: Sequence[_TrialCell]) -> TrialCovariate:
    by_arm, keys = _by_arm(each for each in cells if each.before), _keys(experiment)
    arms = {}
    for segment in counts.arms:
        own = {id_: by_arm.get((key, segment), []) for id_, key in keys.items()}
        known = [each for of_arm in own.values() for each in of_arm if each.before != OTHER]
        people = sum(each.n for each in known)
        usual = math.fsum(each.n * float(each.before) for each in known) / people if people else 0.0
        arms[segment] = tuple(_covariate_arm(id_, of_arm, usual) for id_, of_arm in own.items())
    everyone = [each for key in keys.values() for each in by_arm.get((key, ""), ())]
    return TrialCovariate(column, arms, sum(each.n for each in everyone if each.before == OTHER))


def _covariate_arm(variant: str, cells: Sequence[_TrialCell], usual: float) -> CovariateArm:
    """An arm with its sums about the means; a figure that is not known is the `usual` one."""
    told = [(each.n, each.value, usual if each.before == OTHER else float(each.before)) for each in cells]
    n = sum(each for each, _, _ in told)
    mean, before = (math.fsum(each[0] * each[at] for each in told) / n if n else 0.0 for at in (1, 2))
    return CovariateArm(
        variant, n, mean, before,
        math.fsum(each * (y - mean) ** 2 for each, y, _ in told),
        math.fsum(each * (x - before) ** 2 for each, _, x in told),
        math.fsum(each * (y - mean) * (x - before) for each, y, x in told),
    )  # fmt: skip
