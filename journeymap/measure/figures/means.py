"""Means of scores, with Student's interval."""

from __future__ import annotations

import math

from journeymap.insight.quantiles import CONFIDENCE, t_quantile
from journeymap.measure.figures.counts import Clusters, ScoreCounts, effective_number
from journeymap.measure.figures.estimate import Estimate

ONE = 1.5
"""Fewer effective answers than this are as good as one, of which nothing can be said but itself."""


def mean(counts: ScoreCounts, confidence: float = CONFIDENCE, clusters: Clusters | None = None) -> Estimate:
    """Returns the mean score, in the unit of the scores, weighted where the answers are.

    The interval is mean ± t·√variance with n′ − 1 degrees of freedom (W. S. Gosset, "The probable error of a mean",
    Biometrika 6 (1908)). Where all answers weigh the same, the variance is s²/n with s² over n − 1. Otherwise it is
    Σw²(s − mean)² / (Σw)², the linearised variance of a weighted mean (Cochran, Sampling Techniques, chapter 6). With
    `clusters`, which are of the scores, it is multiplied by the design effect.

    There is no interval at one answer, or what weighs no more than one, nor where all answers are alike. Needs scipy
    for the interval. Raises ValueError without answers.
    """
    value = counts.mean_of(lambda score: score)
    respondents = clusters.respondents if clusters else None
    if not counts.has_variance:
        value = next(row.score for row in counts.rows if row.w > 0)
        n = effective_number(counts, 0.0, clusters)
        return Estimate(value, None, None, counts.n, n, respondents, "t", confidence)
    weight = counts.known_weight
    variance = math.fsum(row.w2 * (row.score - value) ** 2 for row in counts.rows) / weight**2
    n = effective_number(counts, variance, clusters)
    low = high = None
    if n >= ONE:
        if counts.is_even:
            variance *= counts.n / (counts.n - 1)
        half = t_quantile(confidence, n - 1) * math.sqrt(variance * counts.n_effective / n)
        low, high = value - half, value + half
    return Estimate(value, low, high, counts.n, n, respondents, "t", confidence)
