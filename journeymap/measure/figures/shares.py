"""Shares of answers, with Wilson's interval."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.insight.share_intervals import wilson_interval
from journeymap.measure.figures.counts import Clusters, ScoreCounts, effective_number
from journeymap.measure.figures.estimate import CONFIDENCE, Estimate, normal_quantile


def wilson(share: float, n: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Returns Wilson's interval of a share (0 to 1) of n answers; n may be an effective number, above 0.

    Raises ValueError for a share that is none, and an n of 0.
    """
    return wilson_interval(share, n, normal_quantile(confidence))


def share(
    counts: ScoreCounts,
    is_counted: Callable[[float], bool],
    confidence: float = CONFIDENCE,
    clusters: Clusters | None = None,
) -> Estimate:
    """Returns the share, 0 to 1, of the answers whose score is counted; weighted where the answers are.

    The interval is Wilson's with n′ in place of n. `clusters` are of the indicator that the score is counted.
    Raises ValueError without answers.
    """
    value = counts.mean_of(is_counted)
    n = effective_number(counts, value * (1 - value) / counts.n_effective, clusters)
    low, high = wilson(value, n, confidence)
    respondents = clusters.respondents if clusters else None
    return Estimate(value, low, high, counts.n, n, respondents, "wilson", confidence)
