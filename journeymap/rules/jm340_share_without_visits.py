"""The share of a way does not say how many visits it rests on.

A share without `n` is somebody's estimate, and simulations take it for what customers do. Many maps begin with
estimates, so this rule is off unless it is selected.

A journey is told of once, with the list.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, next: {to: exit, share: 12%}}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, next: {to: exit, share: 12%, n: 4120, date: 2026-10-31}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Gathered
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, quoted

_LACK = "shares do not say how many visits they rest on"


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find shares of ways without `n`, the number of visits."""
    for touchpoint in journey.touchpoints:
        for way in touchpoint.next:
            if way.share is not None and not has_value(way, "n"):
                item = f"from {quoted(touchpoint.name)} to `{way.to}`"
                yield Finding("JM340", f"the share {item} does not say how many visits it rests on", way.at("share"),
                              "add `n:`, how many visits, and `date:`; `journeymap measure` counts them",
                              gathered=Gathered(_LACK, item))  # fmt: skip
