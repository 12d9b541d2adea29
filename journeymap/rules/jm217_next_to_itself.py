"""A touchpoint's `next` leads to itself.

An arc from a station to the same station says nothing that can be acted on. Where customers try
again, what makes them do so is a touchpoint of its own, or a pain.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, next: [{to: pay, share: 20%, when: the card is refused}]}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, next: [{to: refused, share: 20%, when: the card is refused}, {to: exit, share: 80%}]}
      - {id: refused, name: Looks for another card, next: [{to: pay, share: 70%}, {to: exit, share: 30%}]}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find transitions from a touchpoint to itself."""
    for touchpoint in journey.touchpoints:
        for transition in touchpoint.next:
            if transition.to == touchpoint.id:
                yield Finding("JM217", f"{quoted(touchpoint.name)} leads to itself", transition.at("to"),
                              "take the way out, or put what happens in between into a touchpoint")  # fmt: skip
