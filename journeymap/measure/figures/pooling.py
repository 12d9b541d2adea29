"""Several periods of one figure, as if they were one."""

from __future__ import annotations

import math
from collections.abc import Sequence

from journeymap.insight.quantiles import t_quantile
from journeymap.insight.share_intervals import wilson
from journeymap.measure.figures.change import variance_of
from journeymap.measure.figures.estimate import Estimate
from journeymap.measure.figures.means import ONE
from journeymap.measure.figures.nps import adjusted_wald
from journeymap.measure.figures.tgw import garwood


def pooled(estimates: Sequence[Estimate]) -> Estimate | None:
    """Returns the figure of several periods together, counted alike, from those of each; one is returned as it is.

    The value is the mean by n′, and the interval that of the method with all n′. The variance of one answer is that
    within the periods and between them. None without an estimate, where they were counted in different ways, and where
    one of them does not tell how much its answers vary. Needs scipy for means and rates.
    """
    if len(estimates) < 2:
        return estimates[0] if estimates else None
    first = estimates[0]
    variances = [variance_of(each) for each in estimates]
    if len({(each.method, each.unit, each.confidence) for each in estimates}) > 1:
        return None
    known = [variance for variance in variances if variance is not None]
    if len(known) < len(variances):
        return None
    n = math.fsum(each.n_effective for each in estimates)
    value = math.fsum(each.n_effective * each.value for each in estimates) / n
    spread = (
        each.n_effective * (variance + (each.value - value) ** 2)
        for each, variance in zip(estimates, known, strict=True)
    )
    low, high = _interval(first, value, math.fsum(spread) / n, n)
    return first._replace(
        value=value, low=low, high=high, n=sum(each.n for each in estimates), n_effective=n, respondents=None
    )


def _interval(kind: Estimate, value: float, variance: float, n: float) -> tuple[float | None, float | None]:
    unit, confidence = kind.unit, kind.confidence
    if kind.method == "wilson":
        low, high = wilson(min(max(value / unit, 0.0), 1.0), n, confidence)
    elif kind.method == "adjusted-wald":
        score = value / unit
        low, high = adjusted_wald(score, min(1.0, variance / unit**2 + score * score), n, confidence)
    elif kind.method == "poisson":
        low, high = (end / n for end in garwood(value / unit * n, confidence))
    elif n < ONE or not variance:
        return None, None
    else:
        half = t_quantile(confidence, n - 1) * math.sqrt(variance / n)
        return value - half, value + half
    return low * unit, high * unit
