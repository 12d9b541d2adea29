"""A touchpoint has no emotion, though the journey has personas.

The curve has a gap where nobody knows, or nobody wrote down, how it feels. `emotions` of the whole stage are told at
each of its touchpoints.

## Bad
```yaml
personas:
  - {id: dana, name: Dana}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays}
```

## Good
```yaml
personas:
  - {id: dana, name: Dana}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, emotions: {persona: dana, score: 1}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Lack
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find touchpoints without emotions, in a journey with personas."""
    if not journey.personas:
        return
    for touchpoint in journey.touchpoints:
        if not has_value(touchpoint, "emotions") and not journey.stage_of[touchpoint.id].emotions:
            name = quoted(touchpoint.name)
            yield Finding("JM304", f"nothing says how {name} feels", touchpoint.at(),
                          f"add `emotions: {{persona: {journey.personas[0].id}, score: …}}`",
                          lack=Lack(f"the touchpoint {name}", ("feeling",)))  # fmt: skip
