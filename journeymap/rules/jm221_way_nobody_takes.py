"""Nobody is left to take a way on from a touchpoint.

Its share is 0, or it has none and the others' shares already add up to 100 %. An arc would be drawn
that no customer takes.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: cart
        name: Fills the cart
        next: [{to: pay, share: 60%}, {to: exit, share: 40%}, {to: gift, when: it is a gift}]
      - {id: gift, name: Chooses a gift wrap}
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
        next: [{to: pay, share: 50%}, {to: exit, share: 40%}, {to: gift, when: it is a gift}]
      - {id: gift, name: Chooses a gift wrap}
      - {id: pay, name: Pays}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.transitions import is_taken, transitions
from journeymap.model import Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find transitions that no customer takes."""
    for transition in transitions(journey):
        if transition.written and not is_taken(transition):
            yield Finding("JM221", f"nobody is left to go to `{transition.to}`", transition.written.at("share"),
                          "give it a share, and the other ways less")  # fmt: skip
