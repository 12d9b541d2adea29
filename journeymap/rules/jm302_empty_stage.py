"""A stage has no touchpoints.

Its banner would stand over an empty column. What customers do there is either not known yet, which is
worth finding out, or the stage is none. One that this journey passes over says `applies: false`.

## Bad
```yaml
stages:
  - {id: buy, name: Buy}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Gathered
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find stages without touchpoints."""
    for stage in journey.stages:
        if stage.applies and not has_value(stage, "touchpoints"):
            hint = "add what the customer does there, or `applies: false` where this journey passes the stage over"
            name = quoted(stage.name)
            gathered = None if journey.touchpoints else Gathered("stages have no touchpoints", name)
            yield Finding("JM302", f"the stage {name} has no touchpoints", stage.at(), hint, gathered=gathered)
