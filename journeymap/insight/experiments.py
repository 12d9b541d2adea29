"""The experiments of a journey: how far each is, what it tells, and which actions it tries out."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from journeymap.insight.deadlines import days_overdue, reading_deadline, reading_due
from journeymap.insight.per_journey import once_per_journey
from journeymap.model import Action, Experiment, ExperimentResult, Journey, Metric, Touchpoint
from journeymap.model.effects import PERCENT
from journeymap.model.metrics import Standard, standard
from journeymap.records import NamedTuple

State = Literal["planned", "running", "to-read", "overdue", "read", "stopped-early"]
"""How far an experiment is."""
VerdictKind = Literal["helped", "harmed", "no-difference", "straddles", "not-judged"]
"""What a difference tells.

`helped` and `harmed`: its interval is wholly on the better or the worse side of nothing, and the test agrees.
`no-difference`: neither. `straddles`: test and interval disagree. `not-judged`: customers were not split as planned, or
no difference is given.
"""
Reach = Literal["reached", "excluded", "open"]
"""Whether the smallest effect worth seeing is reached, excluded, or still open."""

BROKEN_SPLIT = 0.001
"""A p-value of the sample ratio check under this means that customers were not split as planned."""
_FAILED: tuple[VerdictKind, ...] = ("harmed", "no-difference")


class Verdict(NamedTuple):
    """What a difference tells; `reach` is None where no smallest effect is known, or nothing is judged."""

    kind: VerdictKind
    reach: Reach | None = None


class VariantDifference(NamedTuple):
    """The difference between a variant and the control, with its interval and p-value, and what it tells.

    A difference is in points of a share, else in the metric's unit. `exact` is the p-value of an exact test where it is
    that alone which shows no difference.
    """

    variant: str
    difference: float
    low: float
    high: float
    p: float
    verdict: Verdict
    exact: float | None = None


def judge(
    interval: tuple[float, float], p: float, *, alpha: float, better: Literal["higher", "lower"],
    smallest: float | None, exact: float | None = None,
) -> Verdict:  # fmt: skip
    """Returns what a difference with an `interval` and a p-value tells, of customers who were split as planned.

    `exact` is the p-value of an exact test, where there is one beside the other: all three agree, or they straddle.
    `better` is the metric's better direction, and `smallest` the smallest effect worth seeing, in the unit of the
    interval. It is reached when all of the interval is at least as good, and excluded when all of it is nearer to
    nothing, or worse.
    """
    low, high = interval if better == "higher" else (-interval[1], -interval[0])
    apart = low > 0 or high < 0
    kind: VerdictKind = "straddles"
    if {p < alpha, (p if exact is None else exact) < alpha} == {apart}:
        kind = ("helped" if low > 0 else "harmed") if apart else "no-difference"
    if not smallest:
        return Verdict(kind)
    return Verdict(kind, "reached" if low >= smallest else "excluded" if high < smallest else "open")


def is_exact_alone(interval: tuple[float, float], p: float, exact: float | None, alpha: float) -> bool:
    """Whether it is the exact test alone that shows no difference: interval and test show one."""
    return exact is not None and exact >= alpha and p < alpha and (interval[0] > 0 or interval[1] < 0)


def is_split_broken(result: ExperimentResult) -> bool:
    """Whether customers were not split as planned, so that nothing can be said."""
    return result.split is not None and result.split < BROKEN_SPLIT


def state(experiment: Experiment, today: dt.date) -> State:
    """Returns how far an experiment is on a day."""
    if experiment.result is not None:
        return "stopped-early" if is_stopped_early(experiment) else "read"
    if days_overdue(reading_due(experiment), today):
        return "overdue" if days_overdue(reading_deadline(experiment), today) else "to-read"
    return "running" if experiment.start is not None and experiment.start <= today else "planned"


def is_stopped_early(experiment: Experiment) -> bool:
    """Whether an experiment was read before its planned end, or says that it was stopped early."""
    result = experiment.result
    if result is None or result.stopped == "planned":
        return False
    return result.stopped == "early" or (experiment.end is not None and result.date < experiment.end)


def name_of(journey: Journey, experiment: Experiment) -> str:
    """Returns what an experiment is called: its name, else its action's title, else its id."""
    if experiment.name is not None:
        return experiment.name
    action = action_of(journey, experiment)
    return action.title if action is not None else experiment.id


def action_of(journey: Journey, experiment: Experiment) -> Action | None:
    """Returns the action that an experiment tries out; None without one, or one that is not known."""
    return next((each for each in journey.actions if each.id == experiment.action), None) if experiment.action else None


def of_action(journey: Journey, action: Action) -> tuple[Experiment, ...]:
    """Returns the experiments that try out an action, in the order of the file."""
    return _by_action(journey).get(action.id, ()) if journey.experiments else ()


@once_per_journey
def _by_action(journey: Journey) -> dict[str, tuple[Experiment, ...]]:
    named = dict.fromkeys(each.action for each in journey.experiments if each.action)
    return {action: tuple(each for each in journey.experiments if each.action == action) for action in named}


def at_touchpoint(journey: Journey, touchpoint: Touchpoint) -> tuple[Experiment, ...]:
    """Returns the experiments at a touchpoint, in the order of the file."""
    return tuple(each for each in journey.experiments if each.touchpoint == touchpoint.id)


def judged_at(journey: Journey, experiment: Experiment) -> tuple[Touchpoint, ...]:
    """Returns the touchpoints whose metrics an experiment may change: its own, then those after it.

    What is tried at one step is often judged by what customers do later. Empty where its touchpoint is not known.
    """
    places = [index for index, each in enumerate(journey.touchpoints) if each.id == experiment.touchpoint]
    return journey.touchpoints[places[0] :] if places else ()


def metric_of(journey: Journey, experiment: Experiment) -> Metric | None:
    """Returns the metric that an experiment should change, as the file has it; None without it."""
    found = (each.metrics.get(experiment.metric) for each in judged_at(journey, experiment))
    return next((each for each in found if each is not None), None)


def standard_of(journey: Journey, experiment: Experiment) -> Standard:
    """Returns the unit and the better direction of the metric that an experiment should change."""
    return standard(experiment.metric, metric_of(journey, experiment) or Metric(node=experiment.node))


def is_of_share(journey: Journey, experiment: Experiment) -> bool:
    """Whether an experiment is about a share of customers, whose differences are in points; else it is about a mean."""
    result, baseline = experiment.result, experiment.baseline
    if result is not None and result.arms:
        return result.arms[0].events is not None
    return (baseline is not None and baseline.is_share) or standard_of(journey, experiment).unit == "%"


def baseline_of(experiment: Experiment) -> float | None:
    """Returns where the metric stands without what is tried: as planned, else as counted of the control.

    A share is in percent. None where neither is known.
    """
    if experiment.baseline is not None:
        return experiment.baseline.number
    arms = experiment.result.arms if experiment.result is not None else ()
    control = next((arm for arm in arms if experiment.variants and arm.variant == experiment.variants[0].id), None)
    if control is None or control.events is None:
        return control.mean if control is not None else None
    return 100 * control.events / control.n if control.n else None


def smallest_effect(experiment: Experiment) -> float | None:
    """Returns the smallest effect worth seeing as a size: of a share in points, else in the metric's unit.

    None where it is not planned, or is a part of a baseline that is not known.
    """
    planned = experiment.smallest_effect
    if planned is None:
        return None
    if planned.unit != PERCENT:
        return abs(planned.number)
    baseline = baseline_of(experiment)
    return abs(planned.number * baseline / 100) if baseline is not None else None


def comparisons(journey: Journey, experiment: Experiment) -> tuple[VariantDifference, ...]:
    """Returns the difference of each variant to the control, and what it tells; empty without a result that has any."""
    result = experiment.result
    if result is None:
        return ()
    if result.comparisons:
        found = [(one.variant, one.difference, one.low, one.high, one.p, one.exact) for one in result.comparisons]
    elif result.difference is None or result.low is None or result.high is None or result.p is None:
        return ()
    else:
        second = experiment.variants[1].id if len(experiment.variants) > 1 else ""
        found = [(second, result.difference, result.low, result.high, result.p, result.exact)]
    if is_split_broken(result):
        return tuple(VariantDifference(*each[:5], Verdict("not-judged")) for each in found)
    smallest, better = smallest_effect(experiment), standard_of(journey, experiment).better
    told = []
    for variant, difference, low, high, p, exact in found:
        ends, alpha = (low, high), experiment.alpha
        judged = judge(ends, p, alpha=alpha, better=better, smallest=smallest, exact=exact)
        alone = exact if is_exact_alone(ends, p, exact, alpha) else None
        told.append(VariantDifference(variant, difference, low, high, p, judged, alone))
    return tuple(told)


def verdict(journey: Journey, experiment: Experiment) -> Verdict | None:
    """Returns what an experiment tells in all; None as long as it has no result.

    Of several variants, the best decides: that one helped; else that test and interval disagree for one; else that
    none shows a difference; else that all harmed.
    """
    if experiment.result is None:
        return None
    compared = comparisons(journey, experiment)
    order: tuple[VerdictKind, ...] = ("helped", "straddles", "no-difference", "harmed", "not-judged")
    verdicts = sorted((each.verdict for each in compared), key=lambda each: order.index(each.kind))
    return verdicts[0] if verdicts else Verdict("not-judged")


def has_failed(journey: Journey, experiment: Experiment) -> bool:
    """Whether an experiment shows no difference, or harm."""
    found = verdict(journey, experiment)
    return found is not None and found.kind in _FAILED
