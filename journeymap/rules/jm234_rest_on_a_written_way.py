"""The shares of a touchpoint leave a rest, which goes the way of one of them.

What is left of the shares goes on to the following touchpoint. Where a way with a share leads there too, its share
says too little, or the way of the others is forgotten, such as that out of the journey.

## Bad
```yaml
stages:
  - id: wait
    name: Wait
    touchpoints:
      - {id: watches, name: Watches the map, next: [{to: takes, share: 93%}]}
      - {id: takes, name: Takes the bag}
```

## Good
```yaml
stages:
  - id: wait
    name: Wait
    touchpoints:
      - {id: watches, name: Watches the map, next: [{to: takes, share: 93%}, {to: exit, share: 7%}]}
      - {id: takes, name: Takes the bag}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.transitions import is_taken, transitions_from
from journeymap.model import Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find transitions to where the rest goes too that is not written."""
    for touchpoint in journey.touchpoints:
        if not touchpoint.next:
            continue
        rest = {way.to for way in transitions_from(journey, touchpoint) if way.written is None and is_taken(way)}
        for way in touchpoint.next if rest else ():
            if way.to in rest and way.segment is None:
                hint = "give this way the whole share, or add where the others go, such as `{to: exit}`"
                yield Finding("JM234", f"the rest of the customers goes to `{way.to}` too", way.at("to"), hint)
