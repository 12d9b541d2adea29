"""The standard metrics of the field: their units, their scales and which direction is better."""

from __future__ import annotations

from typing import Literal, NamedTuple

from journeymap.model.steps import Metric


class Standard(NamedTuple):
    """The properties of a metric. `scale` is the lowest and highest possible value; `signed` shows a plus sign."""

    unit: str
    scale: tuple[float, float] | None
    better: Literal["higher", "lower"]
    signed: bool = False


STANDARDS = {
    # Net Promoter Score: the share of promoters (9 and 10 of 10) less that of detractors (0 to 6).
    "nps": Standard("", (-100, 100), "higher", signed=True),
    # Customer satisfaction: the share of answers in the top two boxes, in percent.
    "csat": Standard("%", (0, 100), "higher"),
    # Customer Effort Score (2.0): mean agreement, 1 to 7, with "the company made it easy for me".
    "ces": Standard("", (1, 7), "higher"),
    # Things gone wrong: complaints for each thousand customers.
    "tgw": Standard("‰", None, "lower"),
    "conversion": Standard("%", (0, 100), "higher"),
    "time": Standard("", None, "lower"),
}
_CUSTOM = Standard("", None, "higher")
_PERCENT = Standard("%", (0, 100), "higher")


def standard(key: str, metric: Metric) -> Standard:
    """Returns the properties of a metric: from the file, else from the standard metric of that name, else defaults."""
    known = STANDARDS.get(key, _PERCENT if metric.unit == "%" else _CUSTOM)
    return Standard(
        metric.unit if metric.unit is not None else known.unit,
        metric.scale or known.scale,
        metric.better or known.better,
        known.signed,
    )


def meets_target(key: str, metric: Metric) -> bool | None:
    """Whether the value is at least as good as the target; None without a target."""
    if metric.target is None:
        return None
    if standard(key, metric).better == "lower":
        return metric.value <= metric.target
    return metric.value >= metric.target


def drawn_scale(key: str, metric: Metric) -> tuple[float, float]:
    """Returns the lowest and highest value of the line on which a metric is drawn, in the metric's unit.

    Without a scale, the line goes from zero (or the lowest value) to a quarter above the highest value.
    """
    scale = standard(key, metric).scale
    values = [v for v in (metric.value, metric.low, metric.high, metric.target) if v is not None]
    if scale is not None and scale[0] < scale[1]:
        return min(scale[0], *values), max(scale[1], *values)
    low, high = min(0.0, *values), max(0.0, *values)
    return low, high + (high - low) * 0.25 or 1.0
