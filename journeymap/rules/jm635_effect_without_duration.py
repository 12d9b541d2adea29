"""An effect is on the time of a touchpoint of which nobody says how long it takes.

What an action saves is a part of the time that customers spend. `duration` says it of a touchpoint.

## Bad
```yaml
actions:
  - id: a1
    title: Show the price at once
    effect: {time: order, low: -4 minutes, likely: -2 minutes, high: -1 minutes}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: order, name: Orders}
```

## Good
```yaml
actions:
  - id: a1
    title: Show the price at once
    effect: {time: order, low: -4 minutes, likely: -2 minutes, high: -1 minutes}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: order, name: Orders, duration: 10 minutes}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find effects on the time of touchpoints without a duration."""
    for effect in journey.effects:
        touchpoint = journey.touchpoint_by_id.get(effect.time or "")
        if touchpoint is not None and touchpoint.duration is None:
            yield Finding("JM635", f"nobody says how long {quoted(touchpoint.name)} takes", effect.at("time"),
                          "give the touchpoint a `duration`")  # fmt: skip
