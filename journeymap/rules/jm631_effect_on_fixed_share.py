"""An effect is on a share of 0 or 100 %, which cannot be moved.

How far a share moves is reckoned in odds, so that several effects together never lead out of 0 to 100 %. A way that
nobody takes, or everybody, has no odds. Where customers do leave or go elsewhere, the journey should say so first.

## Bad
```yaml
actions:
  - id: a1
    title: Show the price at once
    effect: {share: {from: pay, to: exit}, low: -5 points, likely: -3 points, high: -1 points}
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
from journeymap.insight.effects import can_be_moved, ways_today
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import percent, quoted

_HINTS = {True: "write under `next` the other way that some take, with the `share` of each",
          False: "write under `next` a `share` above 0 for those who go there"}  # fmt: skip


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find effects on ways that nobody or everybody takes of those whom the effect concerns."""
    for effect in journey.effects:
        source = journey.touchpoint_by_id.get(getattr(effect.share, "from", ""))
        if effect.share is None or source is None:
            continue
        shares = [each.share for each in ways_today(journey, effect)]
        fixed = next((share for share in shares if share is not None and not can_be_moved(share)), None)
        if fixed is not None:
            yield Finding("JM631", f"{percent(fixed)} go from {quoted(source.name)} to `{effect.share.to}`: such a "
                          "share cannot be moved", effect.share.at("to"),
                          f"{_HINTS[fixed > 0.5]}, or leave the effect out")  # fmt: skip
