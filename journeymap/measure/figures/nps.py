"""The Net Promoter Score, with its adjusted Wald interval."""

from __future__ import annotations

from math import sqrt

from journeymap.insight.quantiles import CONFIDENCE, normal_quantile
from journeymap.measure.figures.counts import Clusters, ScoreCounts, effective_number
from journeymap.measure.figures.estimate import Estimate

PROMOTER, DETRACTOR = 9, 6
"""The lowest answer of a promoter and the highest of a detractor, of 0 to 10."""
ADDED = 3
"""How many answers the adjusted interval adds: a quarter of them promoters, a quarter detractors, and half neither."""


def nps_part(score: float) -> int:
    """Returns what an answer from 0 to 10 adds: 1 where it is a promoter's (9, 10), −1 a detractor's (0 to 6)."""
    return (score >= PROMOTER) - (score <= DETRACTOR)


def nps(counts: ScoreCounts, confidence: float = CONFIDENCE, clusters: Clusters | None = None) -> Estimate:
    """Returns the score, −100 to 100: the share of promoters less that of detractors; weighted where the answers are.

    The value is the raw one (F. F. Reichheld, "The one number you need to grow", Harvard Business Review, December
    2003). The interval is adjusted Wald with n′ + 3 answers, ¾ added to promoters and to detractors (B. Rocks,
    "Interval estimation for the Net Promoter Score", The American Statistician 70 (2016)). It is centred nearer to 0;
    with a handful of answers it is widened to hold the value, and it is cut off at ±100.

    `clusters` are of `nps_part`. Raises ValueError without answers, and for a score outside 0 to 10.
    """
    if any(not 0 <= row.score <= 10 for row in counts.rows):
        raise ValueError("an answer that the Net Promoter Score counts is from 0 to 10")
    value = counts.mean_of(nps_part)
    extreme = counts.mean_of(lambda score: abs(nps_part(score)))
    n = effective_number(counts, (extreme - value * value) / counts.n_effective, clusters)
    low, high = adjusted_wald(value, extreme, n, confidence)
    respondents = clusters.respondents if clusters else None
    return Estimate(value, low, high, counts.n, n, respondents, "adjusted-wald", confidence).scaled(100)


def adjusted_wald(value: float, extreme: float, n: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Returns the interval, within −1 to 1, of a score (−1 to 1) with a share `extreme` of promoters and detractors."""
    middle = value * n / (n + ADDED)
    variance = (extreme * n + ADDED / 2) / (n + ADDED) - middle * middle
    half = normal_quantile(confidence) * sqrt(variance / (n + ADDED))
    return max(-1.0, min(middle - half, value)), min(1.0, max(middle + half, value))
