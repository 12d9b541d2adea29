"""The share of a way is assumed, though it was measured.

A share without `n` is what somebody assumed. Customers have been seen going there or not since, and the assumed share
is within the interval of the measured one: it was a good guess, and is known by now. A share outside it is JM519.
Shares from fewer visits than `--min-n` are left alone.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: cart, name: Fills the cart, next: [{to: pay, share: 63%}, {to: exit, share: 37%}]}
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


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find shares without `n` within the interval of what was measured."""
    for each in stated_shares(journey, context):
        if each.is_assumed and not each.found.is_outside:
            yield each.finding("JM518", "is assumed, though it was measured")
