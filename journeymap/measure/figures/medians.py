"""Medians of times, with an interval from order statistics."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.insight.quantiles import CONFIDENCE, tail
from journeymap.measure.figures.estimate import Estimate
from journeymap.records import NamedTuple


class MedianRanks(NamedTuple):
    """Which of n values in ascending order, from 1, make up the median and its interval.

    The median is the mean of the values at `middle`, which are the same one for an odd n. `low` and `high` are None
    where n is too small for an interval.
    """

    middle: tuple[int, int]
    low: int | None
    high: int | None


def median_ranks(n: int, confidence: float = CONFIDENCE) -> MedianRanks:
    """Returns the ranks of the median of n values and of the ends of its interval.

    The interval is from the rank j to n + 1 − j, with the greatest j for which a binomial variable of n and ½ is below
    j with probability α/2 at most: it holds the median with at least the confidence, whatever the distribution. Source:
    H. A. David and H. N. Nagaraja, Order Statistics (3rd ed., Wiley 2003), section 7.1. Needs scipy. Raises ValueError
    for an n below 1.
    """
    from scipy.special import bdtr

    if n < 1:
        raise ValueError("there is no median of nothing")
    middle = ((n + 1) // 2, n // 2 + 1)
    alpha = tail(confidence)
    rank, beyond = 0, middle[0] + 1  # rank: known to do; beyond: known not to
    while beyond - rank > 1:
        tried = (rank + beyond) // 2
        if bdtr(float(tried - 1), n, 0.5) <= alpha:
            rank = tried
        else:
            beyond = tried
    return MedianRanks(middle, rank or None, n + 1 - rank if rank else None)


def median(values: Sequence[float], confidence: float = CONFIDENCE) -> Estimate:
    """Returns the median of at least one value, in their unit, in any order; each is an event of its own.

    There is no interval below 6 values (at 95 %), nor where its two ends are the same value. Needs scipy. Raises
    ValueError without values.
    """
    ranks = median_ranks(len(values), confidence)
    ordered = sorted(values)
    value = (ordered[ranks.middle[0] - 1] + ordered[ranks.middle[1] - 1]) / 2
    low = high = None
    if ranks.low is not None and ranks.high is not None and ordered[ranks.low - 1] < ordered[ranks.high - 1]:
        low, high = ordered[ranks.low - 1], ordered[ranks.high - 1]
    n = len(values)
    return Estimate(value, low, high, n, float(n), None, "order-statistics", confidence)
