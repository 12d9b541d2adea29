"""What the plan says of experiments: how far each is, what it tells, what was planned, and what was counted."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.insight.deadlines import reading_deadline
from journeymap.insight.experiments import (
    is_of_share,
    is_split_broken,
    is_stopped_early,
    metric_of,
    name_of,
    of_action,
    smallest_effect,
    standard_of,
)
from journeymap.layout.experiment_marks import mark_of
from journeymap.layout.experiment_texts import ExperimentTexts, experiment_texts, verdict_texts
from journeymap.layout.lanes.metrics import metric_name
from journeymap.model import Action, Experiment, ExperimentArm, ExperimentResult, Metric
from journeymap.records import NamedTuple
from journeymap.render.phrases import Phrases
from journeymap.render.texts import Fact, joined

# The fields that have a text of their own here. All others are described by their kind.
_EXPERIMENT = ("name", "touchpoint", "action", "hypothesis", "variants", "metric", "baseline", "sd", "smallest_effect",
               "power", "alpha", "per_day", "start", "end", "owner", "source", "result")  # fmt: skip
_RESULT = ("date", "arms", "difference", "low", "high", "p", "exact", "comparisons", "split", "method", "stopped")


class ExperimentOfPlan(NamedTuple):
    """An experiment in the plan. `state` is how far it is or what it tells in a word; `told`, if not empty, in full."""

    id: str
    code: str
    name: str
    state: str
    told: tuple[str, ...]
    facts: tuple[Fact, ...]


class ExperimentsOfPlan(NamedTuple):
    """The experiments of a journey, in the order of the file, under a title."""

    title: str
    experiments: tuple[ExperimentOfPlan, ...]


def experiments_of_plan(phrases: Phrases) -> ExperimentsOfPlan:
    """Returns the experiments with finished texts."""
    journey = phrases.journey
    found = []
    for experiment in journey.experiments:
        texts = _texts(phrases, experiment)
        code, name = journey.experiment_codes[experiment.id], name_of(journey, experiment)
        facts = (*_planned(phrases, experiment, texts), *_found(phrases, experiment, texts))
        told = tuple(_told(phrases, experiment, texts))
        found.append(ExperimentOfPlan(experiment.id, code, name, _state(phrases, experiment), told, facts))
    return ExperimentsOfPlan(phrases.by_kind.label("field-experiments"), tuple(found))


def experiments_of_action(phrases: Phrases, action: Action) -> Fact:
    """Returns the experiments that try an action out, each with its code and what it tells in a word."""
    codes, words = phrases.journey.experiment_codes, phrases.words
    tried = of_action(phrases.journey, action)
    texts = (words.labelled(codes[experiment.id], _state(phrases, experiment)) for experiment in tried)
    return Fact(phrases.by_kind.label("field-experiments"), phrases.sentences(texts))


def _texts(phrases: Phrases, experiment: Experiment) -> ExperimentTexts:
    journey = phrases.journey
    is_share, unit = is_of_share(journey, experiment), standard_of(journey, experiment).unit
    return experiment_texts(phrases.words.language, journey.calendar, is_share=is_share, unit="" if is_share else unit)


def _state(phrases: Phrases, experiment: Experiment) -> str:
    """How far an experiment is, or what it tells; and for how many days it should have been read."""
    words = phrases.words
    word = words[f"experiment-{mark_of(phrases.journey, experiment, phrases.today)}"]
    word = word[:1].upper() + word[1:]
    late = phrases.overdue(reading_deadline(experiment))
    return phrases.listed((word, late)) if late else word


def _told(phrases: Phrases, experiment: Experiment, texts: ExperimentTexts) -> Iterator[str]:
    """What each difference tells, after the name of its variant where there are several."""
    told = verdict_texts(phrases.journey, experiment, texts)
    names = {variant.id: variant.called for variant in experiment.variants}
    for variant, said in told:
        yield said if len(told) == 1 else phrases.words.labelled(names.get(variant, variant), said)


def _planned(phrases: Phrases, experiment: Experiment, texts: ExperimentTexts) -> Iterator[Fact]:
    journey, words, label = phrases.journey, phrases.words, phrases.by_kind.label
    touchpoint = journey.touchpoint_by_id.get(experiment.touchpoint)
    metric = metric_of(journey, experiment) or Metric(node=experiment.node)
    variants = (joined(each.called, words.percent(each.share) if each.share is not None else "")
                for each in experiment.variants)  # fmt: skip
    smallest, baseline = experiment.smallest_effect, experiment.baseline
    level = words.percent(baseline.number / 100) if baseline and baseline.is_share else ""
    for key, text in (
        ("touchpoint", phrases.touchpoint(touchpoint) if touchpoint else experiment.touchpoint),
        ("action", journey.action_codes.get(experiment.action, experiment.action) if experiment.action else ""),
        ("hypothesis", experiment.hypothesis),
        ("variants", phrases.sentences(variants)),
        ("metric", metric_name(words, experiment.metric, metric)),
        ("baseline", level or (texts.level(baseline.number) if baseline else "")),
        ("sd", words.number(experiment.sd) if experiment.sd is not None else ""),
        ("smallest_effect", _smallest(experiment, texts)),
        ("power", words.percent(experiment.power) if smallest else ""),
        ("alpha", words.percent(experiment.alpha) if smallest or experiment.result else ""),
        ("per_day", words.number(experiment.per_day) if experiment.per_day is not None else ""),
        ("start", words.day(experiment.start) if experiment.start else ""),
        ("end", words.day(experiment.end) if experiment.end else ""),
        ("owner", phrases.owner(phrases.owner_with_id(experiment.owner))),
    ):
        if text:
            yield Fact(label(f"field-{key}"), text)
    yield from phrases.remaining_fields(experiment, _EXPERIMENT)


def _smallest(experiment: Experiment, texts: ExperimentTexts) -> str:
    """The smallest effect worth seeing, with a minus if it goes down: `4 points`, or `10% · 0.6 min` of a baseline."""
    planned, size = experiment.smallest_effect, smallest_effect(experiment)
    if planned is None:
        return ""
    sign = "−" if planned.number < 0 else ""
    share = f"{sign}{texts.percent(abs(planned.number))}" if planned.is_relative else ""
    return joined(share, f"{sign}{texts.size(size)}" if size is not None else "")


def _found(phrases: Phrases, experiment: Experiment, texts: ExperimentTexts) -> Iterator[Fact]:
    result = experiment.result
    if result is None:
        return
    words, label = phrases.words, phrases.by_kind.label
    names = {variant.id: variant.called for variant in experiment.variants}
    arms = (words.labelled(names.get(arm.variant, arm.variant), _counted(phrases, arm, texts)) for arm in result.arms)
    stopped = "early" if is_stopped_early(experiment) else result.stopped
    for key, text in (
        ("date", words.day(result.date)),
        ("arms", phrases.sentences(arms)),
        ("difference", _difference(phrases, result, texts)),
        ("exact", "" if result.exact is None or is_split_broken(result) else texts.p(result.exact)),
        ("comparisons", _compared(phrases, experiment, result, texts)),
        ("split", texts.p(result.split) if result.split is not None else ""),
        ("method", result.method),
        ("stopped", label(f"stopped-{stopped}") if stopped else ""),
    ):
        if text:
            yield Fact(label(f"field-result-{key}"), text)
    yield from phrases.remaining_fields(result, _RESULT)


def _counted(phrases: Phrases, arm: ExperimentArm, texts: ExperimentTexts) -> str:
    """What was counted of an arm: `420 · 22% · n=1,905`, or a mean with its standard deviation.

    Its letter comes last, so that it does not turn the figures after it around where one reads from right to left.
    """
    words = phrases.words
    sample = words.say("sample", n=words.number(arm.n))
    if arm.events is not None:
        share = words.percent(round(arm.events / arm.n, 3)) if arm.n else ""
        return joined(words.number(arm.events), share, sample)
    deviation = words.labelled(phrases.by_kind.label("field-sd"), words.number(arm.sd)) if arm.sd is not None else ""
    return joined(texts.level(arm.mean) if arm.mean is not None else "", deviation, sample)


def _difference(phrases: Phrases, result: ExperimentResult, texts: ExperimentTexts) -> str:
    """The difference of two variants, with its interval and p-value; empty where the split is broken."""
    if result.difference is None or is_split_broken(result):
        return ""
    interval = texts.interval(result.low, result.high) if result.low is not None and result.high is not None else ""
    return joined(texts.effect(result.difference), interval, texts.p(result.p) if result.p is not None else "")


def _compared(phrases: Phrases, experiment: Experiment, result: ExperimentResult, texts: ExperimentTexts) -> str:
    """The difference of each variant, where there are several; empty where the split is broken."""
    if is_split_broken(result):
        return ""
    names, label = {variant.id: variant.called for variant in experiment.variants}, phrases.by_kind.label
    told = []
    for each in result.comparisons:
        exact = "" if each.exact is None else phrases.words.labelled(label("field-result-exact"), texts.p(each.exact))
        figures = joined(texts.effect(each.difference), texts.interval(each.low, each.high), texts.p(each.p), exact)
        told.append(phrases.words.labelled(names.get(each.variant, each.variant), figures))
    return phrases.sentences(told)
