"""The scale of feelings on an overview: as large as what stands above and below the curves leaves room for."""

from __future__ import annotations

import math
from collections.abc import Sequence

from journeymap.layout.feeling.axis import Axis
from journeymap.records import NamedTuple

LEAST_SPAN = 1.0
"""The feeling up and down from neutral that the scale has at least, so that small differences do not look large."""
_LEAST_UNIT = 4.0


class FeelingLimit(NamedTuple):
    """A point of a curve by its feeling, and the highest and the lowest y at which it may be."""

    feeling: float
    highest: float
    lowest: float


def axis_within(limits: Sequence[FeelingLimit], high: float, low: float) -> Axis:
    """The largest scale on which all points are within their limits, and one feeling up and down between two y."""
    limits = [*limits, FeelingLimit(LEAST_SPAN, high, low), FeelingLimit(-LEAST_SPAN, high, low)]
    best, worst = _decisive(limits)
    units = [
        (lowest - highest) / (better - worse)
        for highest, better in best
        for lowest, worse in worst
        if better > worse
    ]  # fmt: skip
    unit = max(min(units), _LEAST_UNIT)
    neutral_from = max([highest + feeling * unit for highest, feeling in best])
    neutral_to = min([lowest + feeling * unit for lowest, feeling in worst])
    return Axis((neutral_from + neutral_to) / 2, unit)


_Limits = list[tuple[float, float]]


def _decisive(limits: Sequence[FeelingLimit]) -> tuple[_Limits, _Limits]:
    """Each highest y with the best feeling that must not be above it, and each lowest y with the worst."""
    best: dict[float, float] = {}
    worst: dict[float, float] = {}
    for feeling, highest, lowest in limits:
        if feeling > best.get(highest, -math.inf):
            best[highest] = feeling
        if feeling < worst.get(lowest, math.inf):
            worst[lowest] = feeling
    return list(best.items()), list(worst.items())
