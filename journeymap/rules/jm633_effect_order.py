"""The low, the likely and the high change of an effect are not in order.

`low` is the lowest number and `high` the highest, also where less is better: a queue of which 15 minutes fall away, or
only 5, has `low: -15 minutes` and `high: -5 minutes`.

## Bad
```yaml
actions:
  - id: a1
    title: Show the price at once
    effect: {share: {from: order, to: exit}, low: -1 points, likely: -3 points, high: -5 points}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: order, name: Orders, next: [{to: exit, share: 20%}, {to: pay, share: 80%}]}
      - {id: pay, name: Pays}
```

## Good
```yaml
actions:
  - id: a1
    title: Show the price at once
    effect: {share: {from: order, to: exit}, low: -5 points, likely: -3 points, high: -1 points}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: order, name: Orders, next: [{to: exit, share: 20%}, {to: pay, share: 80%}]}
      - {id: pay, name: Pays}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.effects import amounts
from journeymap.model import Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find effects whose low change is above the likely one, or the likely one above the high one."""
    for effect in journey.effects:
        low, likely, high = amounts(effect)
        if low > likely:
            yield Finding("JM633", f"`low` ({effect.low.written}) is above `likely` ({effect.likely.written})",
                          effect.at("low"), "write the lowest number under `low`")  # fmt: skip
        elif likely > high:
            yield Finding("JM633", f"`high` ({effect.high.written}) is below `likely` ({effect.likely.written})",
                          effect.at("high"), "write the highest number under `high`")  # fmt: skip
