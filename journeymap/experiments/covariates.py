"""What was known of people before an experiment, which takes away noise that has nothing to do with it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from journeymap.experiments.arms import MeanArm
from journeymap.records import NamedTuple


class CovariateArm(NamedTuple):
    """An arm whose people have a second figure, from before the start: another would hide what the experiment did.

    `mean` is of the metric and `before` of the figure from before, over the same `n` people. `syy`, `sxx` and `sxy` are
    the sums of squares and products of the differences from these means, of the metric (y) and what was before (x).
    """

    variant: str
    n: int
    mean: float
    before: float
    syy: float
    sxx: float
    sxy: float


class Adjusted(NamedTuple):
    """Arms less what is explained by before: `theta` times it; `reduction` is the share of the variance, 0 to 1."""

    arms: tuple[MeanArm, ...]
    theta: float
    reduction: float


def adjusted(arms: Sequence[CovariateArm]) -> Adjusted:
    """Returns the arms of an experiment as they would be, had people been alike before (CUPED).

    mean − θ(before − before of all), and the deviation of what is left, with θ = ΣSxy / ΣSxx, summed within arms: so
    that a difference between the arms is no part of it. θ is 0 where before nothing varied. Source: A. Deng, Y. Xu, R.
    Kohavi and T. Walker, "Improving the sensitivity of online controlled experiments by utilizing pre-experiment data",
    WSDM 2013. Raises ValueError for an arm of fewer than two people.
    """
    if any(arm.n < 2 for arm in arms):
        raise ValueError("an arm has two people or more whose figures from before are known")
    sxx, sxy = math.fsum(arm.sxx for arm in arms), math.fsum(arm.sxy for arm in arms)
    theta = sxy / sxx if sxx > 0 else 0.0
    everyone = math.fsum(arm.n * arm.before for arm in arms) / sum(arm.n for arm in arms)
    left = [max(0.0, arm.syy - 2 * theta * arm.sxy + theta * theta * arm.sxx) for arm in arms]
    found = tuple(
        MeanArm(arm.variant, arm.n, arm.mean - theta * (arm.before - everyone), math.sqrt(rest / (arm.n - 1)))
        for arm, rest in zip(arms, left, strict=True)
    )
    syy = math.fsum(arm.syy for arm in arms)
    return Adjusted(found, theta, 1 - math.fsum(left) / syy if syy > 0 else 0.0)
