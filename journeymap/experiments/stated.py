"""The arms that the result of an experiment states in a file, and what they show by its plan."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.experiments.arms import Arm, MeanArm, ShareArm
from journeymap.experiments.planned import planned_shares
from journeymap.experiments.readings import ArmsReading, read_arms
from journeymap.model import Experiment

_ROUND = 9


def arms_of_result(experiment: Experiment) -> tuple[Arm, ...]:
    """Returns the arms that the result of an experiment has, in the order of the variants.

    None of them where one is missing or there is one too many, and where some tell counts and others means.
    """
    counted = {arm.variant: arm for arm in experiment.result.arms} if experiment.result is not None else {}
    arms = [counted[variant.id] for variant in experiment.variants if variant.id in counted]
    if len(arms) < max(2, len(experiment.variants), len(counted)):
        return ()
    if all(arm.events is not None for arm in arms):
        return tuple(ShareArm(arm.variant, arm.n, arm.events or 0) for arm in arms)
    if all(arm.mean is not None and arm.sd is not None for arm in arms):
        return tuple(MeanArm(arm.variant, arm.n, arm.mean or 0.0, arm.sd or 0.0) for arm in arms)
    return ()


def read_planned(experiment: Experiment, arms: Sequence[Arm]) -> ArmsReading:
    """Returns what the arms of an experiment show, by its shares and its alpha. Raises as `read_arms`."""
    return read_arms(arms, planned_shares(experiment), alpha_of(experiment))


def alpha_of(experiment: Experiment) -> float:
    """Returns how often a difference may be shown where there is none, in percent."""
    return round(100 * experiment.alpha, _ROUND)
