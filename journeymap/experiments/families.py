"""Several comparisons at once: how sure each must be, so that all of them together promise what one does."""

from __future__ import annotations

from collections.abc import Sequence


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Returns the p of each comparison of a family, adjusted so that α holds for all of them together, in their order.

    Of k comparisons, sorted by p, the i-th is min(1, the greatest (k − j + 1)·p of those up to it). Source: S. Holm, "A
    simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979). Raises
    ValueError for a p outside 0 to 1.
    """
    if any(not 0 <= p <= 1 for p in p_values):
        raise ValueError("a p is from 0 to 1")
    found = [0.0] * len(p_values)
    greatest = 0.0
    for place, number in enumerate(sorted(range(len(p_values)), key=lambda number: p_values[number])):
        greatest = max(greatest, min(1.0, (len(p_values) - place) * p_values[number]))
        found[number] = greatest
    return tuple(found)


def confidence_of(alpha: float, comparisons: int) -> float:
    """Returns the confidence, in percent, of each interval of a family that holds all true differences at 1 − α.

    1 − α / k of k comparisons (Bonferroni). `alpha` is in percent. Raises ValueError for no comparison.
    """
    if comparisons < 1:
        raise ValueError("a family has one comparison or more")
    return 100 - alpha / comparisons
