"""A reference names a touchpoint that the journey does not have.

Ways on (`next`), actions, competitors' scores and lanes of your own refer to touchpoints by id. One
that is misspelt would lead nowhere, and what it says would not be on the map.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, next: {to: confirmation}}
      - {id: confirmed, name: Gets the confirmation}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, next: {to: confirmed}}
      - {id: confirmed, name: Gets the confirmation}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import EXIT, Journey
from journeymap.rules.base import Context
from journeymap.rules.references import placed, touchpoints


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find touchpoints that ways, actions, competitors and lanes name in vain."""
    known = touchpoints(journey)
    for touchpoint in journey.touchpoints:
        for way in touchpoint.next:
            if way.to != EXIT and way.to not in known and not way.to.startswith("?"):
                yield known.missing("JM206", way.to, way.at("to"))
    for action in journey.actions:
        for name, span in placed(action, "touchpoints", action.touchpoints):
            if name not in known:
                yield known.missing("JM206", name, span)
    for competitor in journey.competitors:
        for name in competitor.scores:
            if name not in known:
                yield known.missing("JM206", name, competitor.at_key("scores", name))
    for lane in journey.custom:
        for name in lane.texts:
            if name not in known:
                yield known.missing("JM206", name, lane.at_key("texts", name))
