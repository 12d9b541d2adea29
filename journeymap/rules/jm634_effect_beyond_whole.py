"""An effect leads out of what is possible: a share to 0 or 100 % or beyond, or a time below nothing.

Where it is meant as a part of what the share or the time is today, it is written in percent: of 4 %, `-20%` is
0.8 points.

## Bad
```yaml
actions:
  - id: a1
    title: Show the price at once
    effect: {share: {from: order, to: exit}, low: -40 points, likely: -30 points, high: -10 points}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: order, name: Orders, next: [{to: exit, share: 20%}, {to: pay, share: 80%}]}
      - {id: pay, name: Pays}
```

## Good
```yaml
actions:
  - id: a1
    title: Show the price at once
    effect: {share: {from: order, to: exit}, low: -5 points, likely: -3 points, high: -1 points}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: order, name: Orders, next: [{to: exit, share: 20%}, {to: pay, share: 80%}]}
      - {id: pay, name: Pays}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.effects import can_be_moved, moved_share, ways_today
from journeymap.model import Journey
from journeymap.model.amounts import MINUTES_IN
from journeymap.model.effects import Effect
from journeymap.rules.base import Context
from journeymap.rules.wording import percent, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find changes that lead a share out of 0 to 100 %, and a time below nothing."""
    for effect in journey.effects:
        if effect.share is not None and getattr(effect.share, "from") in journey.touchpoint_by_id:
            yield from _shares(journey, effect)
        elif effect.time is not None and effect.time in journey.touchpoint_by_id:
            yield from _times(journey, effect)


def _shares(journey: Journey, effect: Effect) -> Iterator[Finding]:
    shares = {each.share for each in ways_today(journey, effect) if each.share is not None}
    for key, shift in zip(("low", "likely", "high"), effect.shifts, strict=True):
        for share in sorted(each for each in shares if can_be_moved(each)):
            moved = moved_share(share, shift)
            if not can_be_moved(moved):
                yield Finding("JM634", f"`{shift.written}` leads from {percent(share)} to {percent(moved)}",
                              effect.at(key), "keep it above 0 and below 100 %: a share of nobody or everybody "
                              "could not be moved back")  # fmt: skip
                break


def _times(journey: Journey, effect: Effect) -> Iterator[Finding]:
    touchpoint = journey.touchpoint_by_id[effect.time or ""]
    for key, shift in zip(("low", "likely", "high"), effect.shifts, strict=True):
        duration = touchpoint.duration
        if shift.is_relative and shift.number < -100:
            yield Finding("JM634", f"`{shift.written}` leads below nothing", effect.at(key), "nothing takes less than "
                          "no time: `-100%`")  # fmt: skip
        elif duration is not None and shift.unit in MINUTES_IN and duration.minutes + shift.minutes < 0:
            yield Finding("JM634", f"`{shift.written}` is more than {quoted(touchpoint.name)} takes today",
                          effect.at(key), "write at most its `duration`")  # fmt: skip
