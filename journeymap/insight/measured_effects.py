"""Which effects of actions an experiment has measured, and how large they are by it."""

from __future__ import annotations

from journeymap.insight.experiments import VariantDifference, comparisons, is_of_share, of_action, standard_of
from journeymap.insight.quantiles import normal_at
from journeymap.model import EXIT, Action, Effect, Experiment, Journey
from journeymap.records import NamedTuple

_MINUTES = {"s": 1 / 60, "sec": 1 / 60, "min": 1.0, "minute": 1.0, "h": 60.0, "hour": 60.0, "day": 1440.0,
            "week": 10080.0, "month": 43830.0}  # fmt: skip


_NOT_OF_WAYS = frozenset({"nps", "csat", "ces", "tgw", "importance", "reach", "returns"})
"""Shares that do not say where customers go next."""


class MeasuredEffect(NamedTuple):
    """The size of an effect by an experiment: its value, the interval from `low` to `high`, and its standard error.

    They are in points if it `is_share`, else in minutes.
    """

    experiment: Experiment
    low: float
    value: float
    high: float
    error: float
    is_share: bool


def measured_effect(journey: Journey, action: Action, effect: Effect) -> MeasuredEffect | None:
    """Returns the size of an action's effect by the latest of its experiments that measured it; None without one.

    An experiment measures the effect on a share if it is at the touchpoint that the way leads from, is about a share of
    those who go on or leave (`conversion`, `drop-off` or a metric of the team's own, but not satisfaction), and the
    action has no other effect on a way from there. A metric of which more is better, such as `conversion`, says
    who goes on, and one of which less is better, such as `drop-off`, who leaves: for a way to the exit the first counts
    with the opposite sign, for any other way the second. It measures the effect on a time if it is about the `time` of
    that touchpoint, in a unit of time. One whose customers were not split as planned, and one with more than two
    variants, of which nobody says which will stay, measure nothing.
    """
    found = [
        each
        for experiment in of_action(journey, action)
        if (each := _by_experiment(journey, action, effect, experiment)) is not None
    ]
    return max(found, key=lambda each: each.experiment.result.date) if found else None  # type: ignore[union-attr]


def _by_experiment(journey: Journey, action: Action, effect: Effect, experiment: Experiment) -> MeasuredEffect | None:
    compared = comparisons(journey, experiment)
    if len(compared) != 1 or len(experiment.variants) > 2 or compared[0].verdict.kind == "not-judged":
        return None
    by = _share_factor(journey, action, effect, experiment) or _time_factor(journey, effect, experiment)
    return _scaled(experiment, compared[0], by, is_share=effect.share is not None) if by else None


def _share_factor(journey: Journey, action: Action, effect: Effect, experiment: Experiment) -> float | None:
    """1 where the experiment's share grows as that of the effect's way does, -1 where it shrinks."""
    if effect.share is None or _source(effect) != experiment.touchpoint:
        return None
    if experiment.metric in _NOT_OF_WAYS or not is_of_share(journey, experiment):
        return None
    if sum(_source(each) == experiment.touchpoint for each in action.effect) > 1:
        return None
    is_of_leaving = standard_of(journey, experiment).better == "lower"
    return 1.0 if is_of_leaving == (effect.share.to == EXIT) else -1.0


def _source(effect: Effect) -> str | None:
    return getattr(effect.share, "from") if effect.share is not None else None


def _time_factor(journey: Journey, effect: Effect, experiment: Experiment) -> float | None:
    """How many minutes there are in the unit of the experiment's time."""
    if effect.time is None or effect.time != experiment.touchpoint or experiment.metric != "time":
        return None
    unit = standard_of(journey, experiment).unit.strip().casefold()
    return _MINUTES.get(unit) or _MINUTES.get(unit.removesuffix("s"))


def _scaled(experiment: Experiment, found: VariantDifference, by: float, *, is_share: bool) -> MeasuredEffect:
    low, high = sorted((by * found.low, by * found.high))
    widths = 2 * normal_at(1 - experiment.alpha / 2)
    return MeasuredEffect(experiment, low, by * found.difference, high, (high - low) / widths, is_share)
