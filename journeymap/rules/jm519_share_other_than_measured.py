"""Customers go a way clearly more or less often than the journey says.

The share that stands in the file is outside the interval of the measured one: chance does not explain it. An assumed
share was wrong; one with `n` was measured once, and customers go otherwise by now. Shares from fewer visits than
`--min-n` are left alone.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: cart, name: Fills the cart, next: [{to: pay, share: 80%}, {to: exit, share: 20%}]}
      - {id: pay, name: Pays}
sources:
  - id: shop
    location: answers.csv
    time: Date
    questions: [{column: Q1, touchpoint: pay, metric: csat, scale: {from: 1, to: 5}}]
```

```json measures
{"transitions": [
{"touchpoint": "cart", "to": "pay", "source": "shop", "n": 1000, "counted": 620, "value": 62, "low": 59, "high": 65},
{"touchpoint": "cart", "to": "exit", "source": "shop", "n": 1000, "counted": 380, "value": 38, "low": 35, "high": 41}
]}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: cart
        name: Fills the cart
        next:
          - {to: pay, share: 62%, n: 1000, date: 2025-12-31}
          - {to: exit, share: 38%, n: 1000, date: 2025-12-31}
      - {id: pay, name: Pays}
sources:
  - id: shop
    location: answers.csv
    time: Date
    questions: [{column: Q1, touchpoint: pay, metric: csat, scale: {from: 1, to: 5}}]
```

```json measures
{"transitions": [
{"touchpoint": "cart", "to": "pay", "source": "shop", "n": 1000, "counted": 620, "value": 62, "low": 59, "high": 65},
{"touchpoint": "cart", "to": "exit", "source": "shop", "n": 1000, "counted": 380, "value": 38, "low": 35, "high": 41}
]}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.measured_shares import stated_shares
from journeymap.rules.wording import percent


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find shares outside the interval of what was measured."""
    for each in stated_shares(journey, context):
        if each.found.is_outside:
            said = "is assumed" if each.is_assumed else "was measured once"
            yield each.finding("JM519", f"{said}, and is {percent(each.found.share)}")
