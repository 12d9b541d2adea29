"""What customers feel as measured, from −2 to 2, and where it disagrees with what was assumed."""

from __future__ import annotations

from journeymap.measure.figures.estimate import Estimate
from journeymap.measure.figures.scale import ScoreScale

WORST, BEST = -2.0, 2.0
"""The ends of the map's scale of feelings."""
APART = 0.5
"""How far an assumed feeling is at least from one that is measured otherwise."""


def measured_feeling(mean: Estimate, scale: ScoreScale) -> Estimate:
    """Returns the feeling that a mean of answers on a scale is, −2 to 2, with its interval.

    The scale is laid linearly from −2 to 2, and turned where lower is better. `mean` is `means.mean` of the answers,
    not a share of them or a Net Promoter Score. The interval may go beyond the ends of the scale. Raises ValueError
    for a scale of one point, and an estimate that is no mean.
    """
    if mean.method != "t":
        raise ValueError("a feeling is measured by the mean of answers")
    slope, offset = line_of(scale)
    return mean.mapped(slope, offset)


def feeling_of(score: float, scale: ScoreScale) -> float:
    """Returns the feeling, −2 to 2, that a single answer on a scale is. Raises ValueError for a scale of one point."""
    slope, offset = line_of(scale)
    return slope * score + offset


def line_of(scale: ScoreScale) -> tuple[float, float]:
    """Returns slope and offset by which a score on a scale is a feeling. Raises ValueError for a scale of one point."""
    if scale.high <= scale.low:
        raise ValueError("a scale has at least two points")
    slope = (BEST - WORST) / (scale.high - scale.low)
    return (slope, WORST - slope * scale.low) if scale.higher_is_better else (-slope, BEST + slope * scale.low)


def disagrees(assumed: float, measured: Estimate) -> bool:
    """Whether an assumed feeling is contradicted by the measured one: outside its interval and at least 0.5 from it.

    Both are from −2 to 2. Without an interval nothing is contradicted.
    """
    apart = round(abs(assumed - measured.value), 9)  # 0.7 and 0.2 are half a point apart
    return distance(assumed, measured) > 0 and apart >= APART


def distance(assumed: float, measured: Estimate) -> float:
    """Returns how far an assumed feeling is at least from the measured one: from the near end of its interval.

    0 inside the interval and where there is none. Disagreements are ranked by it.
    """
    if measured.low is None or measured.high is None:
        return 0.0
    return max(measured.low - assumed, assumed - measured.high, 0.0)


def near_end(measured: Estimate) -> float | None:
    """Returns the feeling that a measured pain is ranked by: the end of its interval that is nearer to delight.

    The harm is then the least that the answers bear out, so that few answers rank no pain high. None without an
    interval.
    """
    return measured.high
