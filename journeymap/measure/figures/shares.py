"""Shares of answers, with Wilson's interval."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.insight.quantiles import CONFIDENCE
from journeymap.insight.share_intervals import wilson
from journeymap.measure.figures.counts import Clusters, ScoreCounts, effective_number
from journeymap.measure.figures.estimate import Estimate


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
