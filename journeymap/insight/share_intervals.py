"""The interval of a share of so many: what is asked of measured shares wherever they are."""

from __future__ import annotations

from math import sqrt


def wilson_interval(share: float, n: float, z: float) -> tuple[float, float]:
    """Returns the interval of a share (0 to 1) of n; n may be an effective number, above 0, and z is the quantile of
    the normal distribution, 1.96 for 95 %.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22 (1927). It holds the share, stays within 0 to 1, and never has width 0.
    Raises ValueError for a share that is none, and an n of 0.
    """
    if not 0 <= share <= 1 or n <= 0:
        raise ValueError("a share is from 0 to 1, of more than 0 answers")
    grown = 1 + z * z / n
    middle = (share + z * z / (2 * n)) / grown
    half = z / grown * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, min(middle - half, share)), min(1.0, max(middle + half, share))
