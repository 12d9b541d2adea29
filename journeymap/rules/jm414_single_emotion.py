"""A persona has one emotion on a journey of three touchpoints or more.

One point is no curve.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: search, name: Searches, emotions: {persona: dana, score: 1}}
      - {id: choose, name: Chooses}
      - {id: pay, name: Pays}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: search, name: Searches, emotions: {persona: dana, score: 1}}
      - {id: choose, name: Chooses, emotions: {persona: dana, score: -1}}
      - {id: pay, name: Pays, emotions: {persona: dana, score: 0}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.feelings import curves, stage_feelings
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted

_FEWEST = 3


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find personas with a single emotion."""
    found, stages = curves(journey), stage_feelings(journey)
    for persona in journey.personas:
        told = len(found.get(persona.id, {})) + len(stages.get(persona.id, {}))
        if len(journey.touchpoints) >= _FEWEST and told == 1:
            yield Finding("JM414", f"the persona {quoted(persona.name)} has a single emotion", persona.at(),
                          "say how the other touchpoints feel")  # fmt: skip
