"""An effect says by how much in a unit that does not fit, or on more than one thing.

A share moves by points or in percent of what it is, a time by minutes, hours or days or in percent, and a feeling by
its score. `low`, `likely` and `high` are in one unit.

## Bad
```yaml
actions:
  - id: a1
    title: Show the price at once
    effect: {share: {from: order, to: exit}, low: -0.05, likely: -0.03, high: -0.01}
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
from journeymap.model import Journey
from journeymap.model.amounts import MINUTES_IN
from journeymap.model.effects import PERCENT, POINTS, Effect
from journeymap.rules.base import Context

_FITS = {"share": (POINTS, PERCENT), "time": (*MINUTES_IN, PERCENT), "emotion": ("",)}
_CALLED = {"share": "share", "time": "time", "emotion": "feeling"}
_WANTED = {"share": "`-3 points`, or in percent of what it is: `-20%`",
           "time": "minutes, hours or days, or in percent of what it is: `-10 minutes`, `-20%`",
           "emotion": "by how much its score changes: `+0.5`"}  # fmt: skip


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find amounts in units that do not fit what they change, units that differ, and effects on several things."""
    for effect in journey.effects:
        on = [name for name in _FITS if getattr(effect, name) is not None]
        for name in on[1:]:
            yield Finding("JM632", f"an effect on a {on[0]} cannot be on a {name} as well", effect.at(name),
                          "make it two: `effect` takes a list")  # fmt: skip
        if on and on[0] != "emotion" and effect.persona is not None:
            yield Finding("JM632", f"an effect on a {on[0]} is not one persona's", effect.at("persona"),
                          "name `segments`, or leave it out")  # fmt: skip
        if len(on) == 1:
            yield from _amounts(effect, on[0])


def _amounts(effect: Effect, on: str) -> Iterator[Finding]:
    for key, shift in zip(("low", "likely", "high"), effect.shifts, strict=True):
        if shift.unit not in _FITS[on] and (shift.number or on == "emotion"):
            yield Finding("JM632", f"`{shift.written}` does not say how far a {_CALLED[on]} moves", effect.at(key),
                          f"write {_WANTED[on]}")  # fmt: skip
        elif shift.number and shift.is_relative != effect.likely.is_relative and effect.likely.number:
            yield Finding("JM632", f"`{shift.written}` and `{effect.likely.written}` are in two units", effect.at(key),
                          "write all three in points or minutes, or all in percent")  # fmt: skip
