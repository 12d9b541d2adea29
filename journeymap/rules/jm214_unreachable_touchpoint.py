"""No way leads to a touchpoint.

A touchpoint without `next` leads to the following one in order. One with `next` leads only where it
says, save that customers whom the shares leave over go on in order: with `share: 30%` to `exit`, 70 %
go on. So a way that skips or leaves can cut off what comes after it. A persona
or a segment goes only to touchpoints that it passes.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, next: thanks}
      - {id: gift, name: Chooses a gift wrap}
      - {id: thanks, name: Gets thanks}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, next: [{to: thanks, when: not a gift}, {to: gift, when: a gift}]}
      - {id: gift, name: Chooses a gift wrap}
      - {id: thanks, name: Gets thanks}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.passing import passing_at, ways_differ
from journeymap.insight.transitions import reachable
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import consecutive_runs, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find touchpoints that cannot be reached from the first one; consecutive ones are one finding."""
    points = journey.touchpoints
    reached = reachable(journey)
    if ways_differ(journey):  # what nobody passes is another finding
        reached |= {touchpoint for touchpoint in points if not passing_at(journey, touchpoint)}
    for first, length in consecutive_runs(
        [place for place, touchpoint in enumerate(points) if touchpoint not in reached]
    ):
        others = f" (nor to the {length - 1} after it)" if length > 1 else ""
        yield Finding("JM214", f"no way leads to the touchpoint {quoted(points[first].name)}{others}",
                      points[first].at(), f"let a `next` before it lead to `{points[first].id}`")  # fmt: skip
