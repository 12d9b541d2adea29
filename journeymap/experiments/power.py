"""How likely a test is to show an effect of the size that matters."""

from __future__ import annotations

import math

from journeymap.experiments.design import ExperimentDesign
from journeymap.insight.quantiles import normal_at, normal_below


def power_at(design: ExperimentDesign, control: float, variant: float) -> float:
    """Returns the probability, 0 to 1, that so many people in control and in a variant show the design's effect.

    Of shares, Φ((|δ| − z·√(p̄q̄(1/n₀ + 1/n₁))) / √(p₀q₀/n₀ + p₁q₁/n₁)) with p̄ of both arms together: for equal arms
    what R's `power.prop.test` gives. Source: J. L. Fleiss, A. Tytun and H. K. Ury, "A simple approximation for
    calculating sample sizes for comparing independent proportions", Biometrics 36 (1980), without its correction for
    continuity. Of means, the probability that Student's t with n₀ + n₁ − 2 degrees of freedom, not central by
    δ / (sd·√(1/n₀ + 1/n₁)), passes its quantile: R's `power.t.test`. A difference in the other direction counts for
    nothing in both. Needs scipy for means. Raises ValueError as `ExperimentDesign.check`.
    """
    design.check()
    if design.sd is not None:
        return _of_means(design, control, variant)
    before, after = _shares(design)
    pooled = (control * before + variant * after) / (control + variant)
    z = -normal_at(design.alpha_each / 2)
    apart = abs(after - before) - z * math.sqrt(pooled * (1 - pooled) * (1 / control + 1 / variant))
    error = math.sqrt(before * (1 - before) / control + after * (1 - after) / variant)
    return normal_below(apart / error) if error else float(apart > 0)


def _of_means(design: ExperimentDesign, control: float, variant: float) -> float:
    from scipy.special import nctdtr, stdtrit

    assert design.sd is not None
    degrees = control + variant - 2
    if degrees <= 0:
        return 0.0
    away = abs(design.effect) / (design.sd * math.sqrt(1 / control + 1 / variant))
    limit = float(stdtrit(degrees, 1 - design.alpha_each / 2))
    found = float(nctdtr(degrees, away, limit))
    # Far from the centre the series gives no number; the normal distribution is then the same to many digits.
    return 1 - found if math.isfinite(found) else normal_below(away - limit)


def _shares(design: ExperimentDesign) -> tuple[float, float]:
    assert design.baseline is not None
    return design.baseline / 100, (design.baseline + design.effect) / 100
