"""A metric's value is not between its `low` and `high`.

The two are the ends of the value's 95 % interval. A value outside of it is a slip, or the numbers
come from different surveys, and nobody who looks closely will trust the rest.

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
from journeymap.model import Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find values below their interval or above it."""
    for touchpoint in journey.touchpoints:
        for key, metric in touchpoint.metrics.items():
            if metric.low is not None and metric.value < metric.low:
                yield Finding("JM113", f"the {key} of {metric.value:g} is below its own `low`, {metric.low:g}",
                              metric.at("value"), "low ≤ value ≤ high")  # fmt: skip
            if metric.high is not None and metric.value > metric.high:
                yield Finding("JM113", f"the {key} of {metric.value:g} is above its own `high`, {metric.high:g}",
                              metric.at("value"), "low ≤ value ≤ high")  # fmt: skip
