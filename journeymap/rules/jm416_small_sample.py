"""A metric rests on fewer than thirty answers, or the share of a way on fewer than thirty visits.

One more or less moves it by several points. Say so when you show it, or give its interval
(`low`, `high`), which tells the reader at a glance; a share has none.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, metrics: {csat: {value: 84, n: 12}}}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, metrics: {csat: {value: 84, n: 12, low: 55, high: 95}}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.metrics import metrics
from journeymap.model import Journey
from journeymap.rules.base import Context

_FEWEST = 30


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find metrics with few answers and no interval, and ways with few visits."""
    for _, name, metric in metrics(journey):
        small = metric.value is not None and metric.n is not None and metric.n < _FEWEST
        if small and metric.low is None and metric.high is None:
            yield Finding("JM416", f"{name} rests on {metric.n} only", metric.at("n"),
                          "add the interval, `low:` and `high:`, or ask more customers")  # fmt: skip
    for touchpoint in journey.touchpoints:
        for way in touchpoint.next:
            if way.share is not None and way.n is not None and way.n < _FEWEST:
                yield Finding("JM416", f"the share of the way to `{way.to}` rests on {way.n} visits only",
                              way.at("n"), "count a longer time")  # fmt: skip
