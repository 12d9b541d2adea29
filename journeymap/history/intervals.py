"""Whether two measurements differ by more than chance explains."""

from __future__ import annotations

from math import hypot
from typing import NamedTuple


class IntervalEstimate(NamedTuple):
    """A value and its 95 % interval."""

    value: float
    low: float | None
    high: float | None


def is_beyond(old: IntervalEstimate, new: IntervalEstimate) -> bool | None:
    """Whether two independent estimates differ by more than chance explains; None unless both have an interval.

    The 95 % interval of the difference is recovered from the two intervals (G. Y. Zou and A. Donner, "Construction
    of confidence limits about effect measures: a general approach", Statistics in Medicine 27 (2008), the
    MOVER; for proportions it is method 10 of R. G. Newcombe, Statistics in Medicine 17 (1998)):

        new - old - sqrt((new - new.low)^2 + (old.high - old)^2)  to
        new - old + sqrt((new.high - new)^2 + (old - old.low)^2)

    The change is larger than chance when zero is not inside. Checking whether the two intervals overlap
    would miss real changes: N. Schenker and J. F. Gentleman, The American Statistician 55 (2001).
    """
    if old.low is None or old.high is None or new.low is None or new.high is None:
        return None
    difference = new.value - old.value
    below = hypot(new.value - new.low, old.high - old.value)
    above = hypot(new.high - new.value, old.value - old.low)
    return difference - below > 0 or difference + above < 0
