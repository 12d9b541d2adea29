"""A metric's value is not between its `low` and `high`, or there is no value.

The two are the ends of the value's 95 % interval. A value outside of it is a slip, or the numbers
come from different surveys, and nobody who looks closely will trust the rest. A metric without a `value` is
planned, and what has not been measured has no interval.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        metrics:
          csat: {value: 84, low: 86, high: 91}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        metrics:
          csat: {value: 84, low: 79, high: 88}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.metrics import metrics
from journeymap.model import Journey, Metric
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find values below their interval or above it, and intervals of no value."""
    for _, key, metric in metrics(journey):
        if metric.value is None:
            yield from _without_value(key, metric)
            continue
        if metric.low is not None and metric.value < metric.low:
            yield Finding("JM113", f"the {key} of {metric.value:g} is below its own `low`, {metric.low:g}",
                          metric.at("value"), "low ≤ value ≤ high")  # fmt: skip
        if metric.high is not None and metric.value > metric.high:
            yield Finding("JM113", f"the {key} of {metric.value:g} is above its own `high`, {metric.high:g}",
                          metric.at("value"), "low ≤ value ≤ high")  # fmt: skip


def _without_value(key: str, metric: Metric) -> Iterator[Finding]:
    if has_value(metric, "value"):
        return  # it cannot be read, which another rule says
    for end in ("low", "high"):
        if has_value(metric, end):
            yield Finding("JM113", f"the {key} has `{end}`, but no `value`", metric.at(end),
                          "add the `value`, or take the interval out until it has been measured")  # fmt: skip
            return
