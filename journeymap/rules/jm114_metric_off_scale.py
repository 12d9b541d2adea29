"""A metric's number lies outside the `scale` that the metric declares, or the scale is upside down.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        metrics:
          ease: {value: 8.2, scale: [1, 7]}
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
          ease: {value: 5.2, scale: [1, 7]}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.metrics import metrics
from journeymap.model import Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find scales whose ends are in the wrong order or equal, and numbers outside of their scale."""
    for _, name, metric in metrics(journey):
        if metric.scale is None:
            continue
        low, high = metric.scale
        if low >= high:
            yield Finding("JM114", f"the scale of {name} goes from {low:g} to {high:g}", metric.at("scale"),
                          "write the lowest value first: `[0, 100]`")  # fmt: skip
            continue
        for key in ("value", "low", "high", "target"):
            number = getattr(metric, key)
            if number is not None and not low <= number <= high:
                yield Finding("JM114", f"the {key} {number:g} of {name} is off its scale, {low:g} to {high:g}",
                              metric.at(key), "mend the number or the scale")  # fmt: skip
