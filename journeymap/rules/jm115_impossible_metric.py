"""A well-known metric has a value that it can never have.

`nps` goes from -100 to 100, `csat` and `conversion` from 0 to 100 (they are percentages: 84, not
0.84), `ces` from 1 to 7; `tgw` and `time` are never negative. A metric with a `scale` of its own is
held to that instead.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        metrics: {nps: 142}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        metrics: {nps: 42}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.metrics import metrics
from journeymap.model import Journey
from journeymap.model.metrics import STANDARDS
from journeymap.rules.base import Context

_ENDLESS = float("inf")
_NEVER_NEGATIVE = ("tgw", "time")


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find numbers of known metrics that are out of their range."""
    for _, name, metric in metrics(journey):
        known = STANDARDS.get(name)
        if known is None or metric.scale is not None:
            continue
        low, high = known.scale or (0 if name in _NEVER_NEGATIVE else -_ENDLESS, _ENDLESS)
        for key in ("value", "low", "high", "target"):
            number = getattr(metric, key)
            if number is not None and not low <= number <= high:
                reach = f"goes from {low:g} to {high:g}" if known.scale else "is never negative"
                yield Finding("JM115", f"the {key} {number:g} cannot be: {name} {reach}", metric.at(key),
                              "mend the number, or declare the `scale` that it is on")  # fmt: skip
