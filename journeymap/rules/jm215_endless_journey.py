"""From a touchpoint the journey never ends.

Every way from it comes back, and none goes past the last touchpoint or to `exit`. Customers do leave;
say where, or how many go on.

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
from journeymap.insight.transitions import caught
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import consecutive_runs, key_of, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find reachable touchpoints from which no path leads to the exit; consecutive ones are one finding."""
    points = journey.touchpoints
    endless = caught(journey)
    for first, length in consecutive_runs([place for place, touchpoint in enumerate(points) if touchpoint in endless]):
        span = key_of(points[first + length - 1], "next")
        yield Finding("JM215", f"from the touchpoint {quoted(points[first].name)} the journey never ends", span,
                      "add a way to `exit`, or give the ways back a share below 100 %")  # fmt: skip
