"""The interval of a share of so many: what is asked of measured shares wherever they are."""

from __future__ import annotations

from math import sqrt

from journeymap.insight.quantiles import CONFIDENCE, normal_quantile


def wilson(share: float, n: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Returns the interval of a share (0 to 1) of n, which may be an effective number; the confidence is in percent.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22 (1927). It holds the share, stays within 0 to 1, and never has width 0.
    Raises ValueError for a share that is none, an n of 0, and a confidence that is none.
    """
    z = normal_quantile(confidence)
    if not 0 <= share <= 1 or n <= 0:
        raise ValueError("a share is from 0 to 1, of more than 0 answers")
    grown = 1 + z * z / n
    middle = (share + z * z / (2 * n)) / grown
    half = z / grown * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, min(middle - half, share)), min(1.0, max(middle + half, share))
