"""A metric does not say when it was measured.

One without a `value` is planned; its `date`, if it has one, is when it will be measured.

A journey is told of once, with the list.

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

from journeymap.diagnostics import Finding, Gathered
from journeymap.insight.metrics import metrics
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, quoted

_LACK = "metrics do not say when they were measured"


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find measured metrics without a date."""
    for part, name, metric in metrics(journey):
        if metric.value is not None and not has_value(metric, "date"):
            item = f"{name} at {quoted(part.name)}"
            yield Finding("JM321", f"{item} does not say when it was measured", part.at_key("metrics", name),
                          "add `date:`, such as 2026-11-21", gathered=Gathered(_LACK, item))  # fmt: skip
