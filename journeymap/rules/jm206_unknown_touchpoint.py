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
from journeymap.rules.references import ids_with_spans, mend_reference, touchpoints


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find references to unknown touchpoints in transitions, actions, competitors and lanes."""
    known = touchpoints(journey)
    for touchpoint in journey.touchpoints:
        for transition in touchpoint.next:
            if transition.to != EXIT and transition.to not in known and not transition.to.startswith("?"):
                yield known.finding("JM206", transition.to, transition.at("to"))
    for action in journey.actions:
        for name, span in ids_with_spans(action, "touchpoints", action.touchpoints):
            if name not in known:
                yield known.finding("JM206", name, span)
    for competitor in journey.competitors:
        for name in competitor.scores:
            if name not in known:
                yield known.finding("JM206", name, competitor.at_key("scores", name))
    for lane in journey.custom:
        for name in lane.texts:
            if name not in known:
                yield known.finding("JM206", name, lane.at_key("texts", name))


fix = mend_reference
