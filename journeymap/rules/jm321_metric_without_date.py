"""A metric does not say when it was measured.

One without a `value` is planned; its `date`, if it has one, is when it will be measured.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, metrics: {csat: {value: 84, n: 412}}}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, metrics: {csat: {value: 84, n: 412, date: 2025-11-30}}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find measured metrics without a date."""
    for touchpoint in journey.touchpoints:
        for name, metric in touchpoint.metrics.items():
            if metric.value is not None and not has_value(metric, "date"):
                yield Finding("JM321", f"{name} at {quoted(touchpoint.name)} does not say when it was measured",
                              touchpoint.at_key("metrics", name), "add `date:`, such as 2026-11-21")  # fmt: skip
