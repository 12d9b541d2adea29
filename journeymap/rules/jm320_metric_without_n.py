"""A metric does not say how many answers or events it rests on.

84 % of 12 answers and 84 % of 12,000 are different news. A metric without a `value` is planned, and rests on nothing
yet.

A journey is told of once, with the list.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, metrics: {csat: 84}}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, metrics: {csat: {value: 84, n: 412}}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Gathered
from journeymap.insight.metrics import metrics
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, quoted

_LACK = "metrics do not say how many they rest on"


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find measured metrics without `n`, the number of answers."""
    for part, name, metric in metrics(journey):
        if metric.value is not None and not has_value(metric, "n"):
            item = f"{name} at {quoted(part.name)}"
            yield Finding("JM320", f"{item} does not say how many it rests on", part.at_key("metrics", name),
                          "add `n:`, how many answers or events", gathered=Gathered(_LACK, item))  # fmt: skip
