"""The standard metrics of the field: their units, their scales and which direction is better."""

from __future__ import annotations

from typing import Literal

from journeymap.model.steps import Metric
from journeymap.records import NamedTuple


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
    # What customers did, in percent of the sessions: of all, those that came here; of those that came here, those that
    # ended here without a conversion, and those that came back here after another touchpoint.
    "reach": Standard("%", (0, 100), "higher"),
    "drop-off": Standard("%", (0, 100), "lower"),
    "returns": Standard("%", (0, 100), "lower"),
    "time": Standard("", None, "lower"),
}
_CUSTOM = Standard("", None, "higher")
_PERCENT = Standard("%", None, "higher")
_WHOLE = (0.0, 100.0)


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
    """Whether the value is at least as good as the target; None without a target or a value."""
    if metric.target is None or metric.value is None:
        return None
    if standard(key, metric).better == "lower":
        return metric.value <= metric.target
    return metric.value >= metric.target


class MetricAxis(NamedTuple):
    """The line on which a metric is drawn, in the metric's unit: its ends, and the values that have a tick."""

    low: float
    high: float
    ticks: tuple[float, ...]


def metric_axis(key: str, metric: Metric) -> MetricAxis | None:
    """Returns the line on which a metric is drawn; None when the file has nothing to compare its value with.

    A scale, a target or an interval can be compared with. The line is the scale, and longer where a value lies outside.
    Without a scale, shares in percent are drawn from 0 to 100 if all of them are there. All else is drawn from zero to
    a quarter beyond the farthest value, and only zero has a tick, since the ends mean nothing.
    """
    interval = (metric.low, metric.high) if metric.low is not None and metric.high is not None else ()
    scale = standard(key, metric).scale
    scale = scale if scale is not None and scale[0] < scale[1] else None
    if metric.value is None or not (scale or interval or metric.target is not None):
        return None
    values = [value for value in (metric.value, *interval, metric.target) if value is not None]
    low, high = min(values), max(values)
    if scale is None and standard(key, metric).unit == "%" and low >= _WHOLE[0] and high <= _WHOLE[1]:
        scale = _WHOLE
    if scale is not None:
        return MetricAxis(min(scale[0], low), max(scale[1], high), scale)
    low, high = min(0.0, low), max(0.0, high)
    beyond = (high - low) * 0.25 or 1.0
    return MetricAxis(low - beyond if low < 0 else low, high + beyond if high > 0 or low == 0 else high, (0.0,))
