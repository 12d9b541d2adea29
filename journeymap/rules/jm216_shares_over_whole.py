"""The shares of the ways on from a touchpoint add up to more than 100 %.

More customers would leave the touchpoint than came. The ways of each segment are added up with those of
all. Shares that add up to less are fine: one way without a share takes the rest, several divide it; without any, the
rest goes on in order.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: cart
        name: Fills the cart
        next: [{to: pay, share: 60%}, {to: exit, share: 70%}]
      - {id: pay, name: Pays}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: cart
        name: Fills the cart
        next: [{to: pay, share: 30%}, {to: exit, share: 70%}]
      - {id: pay, name: Pays}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.transitions import ROUNDING, shared_out
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import key_of, percent, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find touchpoints whose transitions have shares of more than 100 % in all."""
    for touchpoint in journey.touchpoints:
        segments = {way.segment: None for way in touchpoint.next if way.segment is not None}
        for segment in (None, *segments):
            total = shared_out(touchpoint, segment)
            if total > 1 + ROUNDING:
                whose = f" for the segment `{segment}`" if segment else ""
                sum_of = f"the ways on from {quoted(touchpoint.name)} add up to {percent(total)}"
                yield Finding("JM216", f"{sum_of}{whose}", key_of(touchpoint, "next"),
                              "mend the shares; they may add up to 100 % at most")  # fmt: skip
                break
