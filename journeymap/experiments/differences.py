"""The difference between two arms, with its interval and its test."""

from __future__ import annotations

import math

from journeymap.experiments.arms import Arm, MeanArm, ShareArm, check
from journeymap.insight.quantiles import CONFIDENCE, normal_below, t_quantile
from journeymap.insight.share_intervals import wilson
from journeymap.records import NamedTuple

SMALL = 5
"""Where fewer than so many are expected in a cell of the table of two arms, an exact test takes the place of z."""
MANY = 200_000
"""Of more people than so many an exact test says what z does, and takes long."""
_AS_LIKELY = 1 + 1e-7
"""What is as likely but for rounding counts as such, as in R."""


class ArmDifference(NamedTuple):
    """The difference of a variant from control, variant less control, with the interval of it.

    In percentage points of shares, else in the unit of the mean; `low` and `high` are None where nothing varies. `p` is
    two-sided. `method` names interval and test: `Newcombe, pooled z`, `Newcombe, Fisher` or `Welch`. `exact` is
    Fisher's p beside that of z, where it was computed. `confidence` is in percent.
    """

    value: float
    low: float | None
    high: float | None
    p: float
    method: str
    exact: float | None = None
    confidence: float = CONFIDENCE


def difference(control: Arm, variant: Arm, confidence: float = CONFIDENCE) -> ArmDifference:
    """Returns the difference of a variant from control.

    Of shares, Newcombe's interval and the pooled z test, or Fisher's exact test where an expected count is under 5; of
    means, Welch's for both, which needs scipy. Raises ValueError for arms that cannot be compared.
    """
    check((control, variant))
    if isinstance(control, MeanArm) and isinstance(variant, MeanArm):
        return welch(control, variant, confidence)
    assert isinstance(control, ShareArm) and isinstance(variant, ShareArm)
    low, high = newcombe(control, variant, confidence)
    value = 100 * (variant.share - control.share)
    exact = fisher(control, variant) if control.n + variant.n <= MANY or _is_small(control, variant) else None
    if exact is not None and _is_small(control, variant):
        return ArmDifference(value, low, high, exact, "Newcombe, Fisher", None, confidence)
    return ArmDifference(value, low, high, pooled_z(control, variant), "Newcombe, pooled z", exact, confidence)


def newcombe(control: ShareArm, variant: ShareArm, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Returns the interval of the difference of two shares, in percentage points.

    The hybrid score interval, made of Wilson's of the two arms. Source: R. G. Newcombe, "Interval estimation for the
    difference between independent proportions", Statistics in Medicine 17 (1998), method 10.
    """
    before, after = control.share, variant.share
    low0, high0 = wilson(before, control.n, confidence)
    low1, high1 = wilson(after, variant.n, confidence)
    middle = after - before
    return (
        100 * (middle - math.hypot(after - low1, high0 - before)),
        100 * (middle + math.hypot(high1 - after, before - low0)),
    )


def pooled_z(control: ShareArm, variant: ShareArm) -> float:
    """Returns the two-sided p of two shares being the same: z with the variance as if both arms were one.

    1 where nobody did it in either arm, or all did. Source: J. L. Fleiss, B. Levin and M. C. Paik, Statistical Methods
    for Rates and Proportions (3rd ed., Wiley 2003).
    """
    pooled = (control.events + variant.events) / (control.n + variant.n)
    error = math.sqrt(pooled * (1 - pooled) * (1 / control.n + 1 / variant.n))
    return 2 * normal_below(-abs(variant.share - control.share) / error) if error else 1.0


def fisher(control: ShareArm, variant: ShareArm) -> float:
    """Returns the two-sided p of two shares being the same, exactly: of all tables that are no more likely than this.

    Source: R. A. Fisher, Statistical Methods for Research Workers (5th ed., 1934), two-sided as R's `fisher.test`.
    """
    events, n0, n1 = control.events + variant.events, control.n, variant.n
    first, last = max(0, events - n1), min(events, n0)
    start = min(max(first, (n0 + 1) * (events + 1) // (n0 + n1 + 2)), last)
    likely = {start: 1.0}  # compared with the likeliest table, so that no step is out of a number's reach
    for k in range(start, last):
        likely[k + 1] = likely[k] * (n0 - k) * (events - k) / ((k + 1) * (n1 - events + k + 1))
    for k in range(start, first, -1):
        likely[k - 1] = likely[k] * k * (n1 - events + k) / ((n0 - k + 1) * (events - k + 1))
    limit = likely[control.events] * _AS_LIKELY
    return min(1.0, math.fsum(each for each in likely.values() if each <= limit) / math.fsum(likely.values()))


def welch(control: MeanArm, variant: MeanArm, confidence: float = CONFIDENCE) -> ArmDifference:
    """Returns the difference of two means with Welch's interval and test, whose variances need not be the same.

    Source: B. L. Welch, "The generalization of Student's problem when several different population variances are
    involved", Biometrika 34 (1947). Where all people of an arm are alike in both, there is no interval, and p is 1 for
    two equal means and 0 for two others. Needs scipy.
    """
    from scipy.special import stdtr

    value = variant.mean - control.mean
    parts = (control.sd**2 / control.n, variant.sd**2 / variant.n)
    variance = sum(parts)
    if not variance:
        return ArmDifference(value, None, None, 0.0 if value else 1.0, "Welch", None, confidence)
    degrees = variance**2 / (parts[0] ** 2 / (control.n - 1) + parts[1] ** 2 / (variant.n - 1))
    error = math.sqrt(variance)
    half = t_quantile(confidence, degrees) * error
    p = 2 * float(stdtr(degrees, -abs(value) / error))
    return ArmDifference(value, value - half, value + half, p, "Welch", None, confidence)


def _is_small(control: ShareArm, variant: ShareArm) -> bool:
    events, n = control.events + variant.events, control.n + variant.n
    return min(control.n, variant.n) * min(events, n - events) / n < SMALL
