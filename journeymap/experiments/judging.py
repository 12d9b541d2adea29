"""What a reading tells of each variant, by the one rule that journeys are judged by."""

from __future__ import annotations

from typing import Literal

from journeymap.experiments.readings import ArmsReading
from journeymap.insight.experiments import Verdict, judge


def judged(
    reading: ArmsReading, *, better: Literal["higher", "lower"] = "higher", smallest: float | None = None
) -> tuple[Verdict, ...]:
    """Returns what is told of each variant, in their order.

    `better` is the metric's better direction, and `smallest` the smallest effect worth seeing, as a size in points of a
    share, else in the metric's unit. Nothing is judged where the split is broken, or where there is no interval. Where
    the interval, the test and the exact test do not all agree, they straddle.
    """
    found = []
    for each in reading.compared:
        low, high = each.difference.low, each.difference.high
        if reading.split.mismatch or low is None or high is None:
            found.append(Verdict("not-judged"))
            continue
        found.append(
            judge((low, high), each.p_adjusted, alpha=reading.alpha / 100, better=better, smallest=smallest,
                  exact=each.exact)
        )  # fmt: skip
    return tuple(found)
