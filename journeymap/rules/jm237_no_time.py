"""A `duration`, an `after` or a `session_gap` is 0.

A step always takes some time, if only a part of a minute; a 0 would count it as known, and the times of its stage
would be too short. A way without `after` is one on which nobody waits. Without a pause, each
event would be a session of its own.

## Bad
```yaml
stages:
  - id: pay
    name: Pay
    touchpoints:
      - {id: sign, name: Signs, duration: 0 minutes, next: {to: paid, after: 0 days}}
      - {id: paid, name: Has paid}
```

## Good
```yaml
stages:
  - id: pay
    name: Pay
    touchpoints:
      - {id: sign, name: Signs, duration: 0.5 minutes, next: paid}
      - {id: paid, name: Has paid}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find spans of time of 0."""
    for touchpoint in journey.touchpoints:
        if touchpoint.duration is not None and not touchpoint.duration.number:
            yield Finding("JM237", "a step takes more than no time", touchpoint.at("duration"),
                          "write how long it takes, such as `0.5 minutes`, or leave `duration` out")  # fmt: skip
        for transition in touchpoint.next:
            if transition.after is not None and not transition.after.number:
                yield Finding("JM237", "a wait of 0 is none", transition.at("after"), "leave `after` out")
    for source in journey.sources:
        if source.session_gap is not None and not source.session_gap.number:
            yield Finding("JM237", "a session ends after some time without an event", source.at("session_gap"),
                          "write how long a pause is, such as `30 minutes`, or leave `session_gap` out")  # fmt: skip
