"""From a touchpoint the journey never ends.

Every way from it comes back, and none goes past the last touchpoint or to `exit`. Customers do leave;
say where, or how many go on. Of touchpoints that lead only to one another, the last is named; where only some
cannot leave, so are they.

## Bad
```yaml
stages:
  - id: use
    name: Use
    touchpoints:
      - {id: wear, name: Wears it}
      - {id: wash, name: Washes it, next: wear}
```

## Good
```yaml
stages:
  - id: use
    name: Use
    touchpoints:
      - {id: wear, name: Wears it}
      - id: wash
        name: Washes it
        next: [{to: wear, share: 90%}, {to: exit, share: 10%, when: it is worn out}]
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.passing import names_of, travellers
from journeymap.insight.transitions import traps
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import key_of, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find reachable touchpoints that lead only to one another; the last of them has a `next` that leads back."""
    for trap in traps(journey):
        last = trap.touchpoints[-1]
        some = trap.who if len(trap.who) < len(travellers(journey)) else ()
        whom = f" for {', '.join(map(quoted, names_of(journey, some)))}" if some else ""
        message = f"from the touchpoint {quoted(last.name)} the journey never ends{whom}"
        hint = "add a way to `exit`, or give the ways back a share below 100 %"
        yield Finding("JM215", message, key_of(last, "next"), hint)
