"""Whether a figure moved between two periods, and how many of many did."""

from __future__ import annotations

import math
from collections.abc import Sequence

from journeymap.insight.quantiles import normal_below, normal_quantile, t_quantile
from journeymap.measure.figures.estimate import Estimate
from journeymap.measure.figures.means import ONE
from journeymap.measure.figures.nps import ADDED
from journeymap.records import NamedTuple

FALSE_SHARE = 0.05
"""The share of false ones that is accepted among all that are said to have moved."""


class PeriodChange(NamedTuple):
    """How a figure changed: the later value less the earlier one, in their unit; z, and its two-sided p.

    `error` is the standard error of the difference, from which z is.
    """

    difference: float
    z: float
    p: float
    error: float


def change(before: Estimate, after: Estimate) -> PeriodChange | None:
    """Returns the change between two periods with its pooled z test, in which n′ takes the place of n.

    z = difference / √(σ²·(1/n′₁ + 1/n′₂)), with the variance σ² of one answer as if both periods were one: of a share
    p(1 − p) with the pooled p, of the Net Promoter Score that of its pooled promoters and detractors, of a rate the
    pooled rate, and of means the pooled variance within the periods. Source: J. L. Fleiss, B. Levin and M. C. Paik,
    Statistical Methods for Rates and Proportions (3rd ed., Wiley 2003).

    Medians are told apart by the standard errors that follow from their intervals. Source: D. G. Bonett and R. M.
    Price, "Statistical inference for a linear function of medians", Psychological Methods 7 (2002).

    All of it follows from what an estimate tells, so that periods read from a file are compared as well. None where the
    two were not counted alike, or where one of them does not tell how much its answers vary, as a single answer's mean.
    Needs scipy for means only.
    """
    if (before.method, before.unit) != (after.method, after.unit):
        return None
    if before.method == "order-statistics":
        return _of_medians(before, after)
    variances = (variance_of(before), variance_of(after))
    if variances[0] is None or variances[1] is None:
        return None
    n = (before.n_effective, after.n_effective)
    difference = after.value - before.value
    pooled = (variances[0] * n[0] + variances[1] * n[1]) / (n[0] + n[1])
    if before.method in ("wilson", "adjusted-wald"):
        # Two groups together vary within and between; for a share this is p(1 − p) of the pooled p.
        pooled += difference * difference * n[0] * n[1] / (n[0] + n[1]) ** 2
    return _by_error(difference, math.sqrt(pooled * (1 / n[0] + 1 / n[1])))


def _by_error(difference: float, error: float) -> PeriodChange:
    z = difference / error if error else math.copysign(math.inf, difference) if difference else 0.0
    return PeriodChange(difference, z, 2 * normal_below(-abs(z)), error)


def _of_medians(before: Estimate, after: Estimate) -> PeriodChange | None:
    """The change of a median; None where one of the two has no interval."""
    squares = 0.0
    for each in (before, after):
        if each.low is None or each.high is None:
            return None
        squares += ((each.high - each.low) / (2 * normal_quantile(each.confidence))) ** 2
    return _by_error(after.value - before.value, math.sqrt(squares))


def variance_of(found: Estimate) -> float | None:
    """Returns the variance of one answer, in the square of the estimate's unit; None where it does not follow from it.

    Of a share and a rate it follows from the value, of the Net Promoter Score and of a mean from the interval.
    """
    if found.method == "wilson":
        return max(0.0, found.value * (found.unit - found.value))
    if found.method == "poisson":
        return found.value * found.unit
    if found.method == "adjusted-wald":
        return _of_net_promoters(found)
    if found.method == "t":
        return _of_mean(found)
    return None


def _of_net_promoters(found: Estimate) -> float | None:
    value, n = found.value / found.unit, found.n_effective
    if abs(value) == 1:
        return 0.0
    middle = value * n / (n + ADDED)
    # An end that was cut off, or moved to hold the value, says nothing of the width.
    ends = [end / found.unit for end in (found.low, found.high) if end is not None]
    halves = [abs(end - middle) for end in ends if abs(end) < 1 and end != value]
    if not halves:
        return None
    variance = (halves[0] / normal_quantile(found.confidence)) ** 2 * (n + ADDED)
    extreme = ((variance + middle * middle) * (n + ADDED) - ADDED / 2) / n
    return max(0.0, extreme - value * value) * found.unit**2


def _of_mean(found: Estimate) -> float | None:
    if found.n_effective < ONE:
        return None
    if found.low is None or found.high is None:
        return 0.0
    half = (found.high - found.low) / 2
    return (half / t_quantile(found.confidence, found.n_effective - 1)) ** 2 * found.n_effective


def moved(p_values: Sequence[float], false_share: float = FALSE_SHARE) -> tuple[bool, ...]:
    """Returns which of a family of changes moved beyond noise, from the p of each, in their order.

    Of m changes, the k with the smallest p moved, with the greatest k for which the k-th smallest p is at most
    k / m × false_share. Source: Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", Journal of the
    Royal Statistical Society B 57 (1995). Raises ValueError for a p outside 0 to 1.
    """
    if any(not 0 <= p <= 1 for p in p_values):
        raise ValueError("a p is from 0 to 1")
    m = len(p_values)
    limit = max((p for k, p in enumerate(sorted(p_values), 1) if p * m <= k * false_share), default=-1.0)
    return tuple(p <= limit for p in p_values)
