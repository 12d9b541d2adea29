"""An emotion does not say whose it is, and there are several personas.

With one persona it is clear; with two the point could stand on either curve.

## Bad
```yaml
personas:
  - {id: dana, name: Dana}
  - {id: yossi, name: Yossi}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        emotions: {score: 1}
```

## Good
```yaml
personas:
  - {id: dana, name: Dana}
  - {id: yossi, name: Yossi}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        emotions:
          - {persona: dana, score: 1}
          - {persona: yossi, score: -1}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.feelings import emotions
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find emotions without a persona where more than one is declared."""
    if len(journey.personas) < 2:
        return
    ids = ", ".join(persona.id for persona in journey.personas[:5])
    for part, emotion in emotions(journey):
        if emotion.persona is None and not has_value(emotion, "persona"):
            yield Finding("JM203", f"whose emotion is this at {quoted(part.name)}?", emotion.at(),
                          f"add `persona:` with one of {ids}")  # fmt: skip
