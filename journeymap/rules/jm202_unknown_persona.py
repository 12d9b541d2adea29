"""An emotion or a thought names a persona that is not declared under `personas`.

Its point would stand on nobody's curve.

## Bad
```yaml
personas:
  - {id: dana, name: Dana}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        emotions: {persona: dan, score: 1}
```

## Good
```yaml
personas:
  - {id: dana, name: Dana}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        emotions: {persona: dana, score: 1}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Emotion, Journey, Thought, Touchpoint
from journeymap.rules.base import Context
from journeymap.rules.references import KnownIds, mend_reference


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find personas of emotions and thoughts that are not declared."""
    known = KnownIds("persona", "personas", (persona.id for persona in journey.personas))
    for part in journey.parts:
        views: list[Emotion | Thought] = [*part.emotions]
        if isinstance(part, Touchpoint):
            views += part.thinking
        for item in views:
            if item.persona is not None and item.persona not in known:
                yield known.finding("JM202", item.persona, item.at("persona"))


fix = mend_reference
