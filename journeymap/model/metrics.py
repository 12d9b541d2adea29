"""What is known of the field's standard metrics: their unit, their scale and which way is better."""

from __future__ import annotations

from typing import Literal, NamedTuple

from journeymap.model.steps import Metric


class Standard(NamedTuple):
    """A standard metric. `scale` is the lowest and highest value it can take, where it has them."""

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
    """What holds for a metric: what its file says, else what is known of its name, else plain defaults."""
    known = STANDARDS.get(key, _PERCENT if metric.unit == "%" else _CUSTOM)
    return Standard(
        metric.unit if metric.unit is not None else known.unit,
        metric.scale or known.scale,
        metric.better or known.better,
        known.signed,
    )


def meets_target(key: str, metric: Metric) -> bool | None:
    """Whether the value is at least as good as its target; None without one."""
    if metric.target is None:
        return None
    if standard(key, metric).better == "lower":
        return metric.value <= metric.target
    return metric.value >= metric.target


def drawn_scale(key: str, metric: Metric) -> tuple[float, float]:
    """The lowest and highest value of the line a metric is drawn on, in its own unit.

    A metric without a scale gets one from zero (or its lowest value) to a quarter above its highest.
    """
    scale = standard(key, metric).scale
    values = [v for v in (metric.value, metric.low, metric.high, metric.target) if v is not None]
    if scale is not None and scale[0] < scale[1]:
        return min(scale[0], *values), max(scale[1], *values)
    low, high = min(0.0, *values), max(0.0, *values)
    return low, high + (high - low) * 0.25 or 1.0
