"""Where a funnel loses customers: the share lost at each of its steps, and the step at which clearly the most are."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.insight.quantiles import CONFIDENCE
from journeymap.insight.share_intervals import wilson
from journeymap.measure.figures.estimate import Estimate


def loss(came: int, stayed: int, independent: float = 1.0, confidence: float = CONFIDENCE) -> Estimate | None:
    """Returns the share, 0 to 1, of those who came to a step of a funnel that did not come to the next; None of nobody.

    `stayed` of the `came` sessions went on. `independent` is how many independent sessions one of them counts for, at
    most 1: fewer where customers have several sessions each. The interval is Wilson's.
    """
    if came <= 0:
        return None
    share, n = 1 - stayed / came, came * min(independent, 1.0)
    low, high = wilson(share, n, confidence)
    return Estimate(share, low, high, came, n, None, "wilson", confidence)


def worst(losses: Sequence[Estimate | None], min_n: int = 1) -> int | None:
    """Returns the index of the loss that is worst beyond noise; None where none is.

    It is the greatest loss, if its interval lies wholly above that of the next greatest: intervals of 95 % that do not
    meet differ at a level far stricter than 5 % (0.6 % where both are equally wide), which leaves room for having
    chosen the greatest of several steps. Losses of fewer than `min_n` sessions are neither flagged nor compared with,
    and one loss alone is not the worst of any.

    Source: N. Schenker and J. F. Gentleman, "On judging the significance of differences by examining the overlap
    between confidence intervals", The American Statistician 55 (2001).
    """
    known = [(each.value, index, each) for index, each in enumerate(losses) if each is not None and each.n >= min_n]
    if len(known) < 2:
        return None
    (_, index, first), (_, _, second) = sorted(known, key=lambda each: (-each[0], each[1]))[:2]
    if first.low is None or second.high is None or first.low <= second.high:
        return None
    return index
