"""A persona feels and thinks nothing anywhere on the journey, and nothing else is said of it.

Its card would promise a view that the map does not have.

## Bad
```yaml
personas:
  - {id: dana, name: Dana}
  - {id: yossi, name: Yossi}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, emotions: {persona: dana, score: 1}}
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
        emotions: [{persona: dana, score: 1}, {persona: yossi, score: -1}]
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.feelings import emotions
from journeymap.insight.passing import addressed_items
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find personas to whom no emotion, no thought, no other item and no touchpoint refers."""
    used: set[str | None] = {journey.persona_of(emotion) for _, emotion in emotions(journey)}
    for touchpoint in journey.touchpoints:
        used.update(journey.persona_of(thought) for thought in touchpoint.thinking)
        used.update(touchpoint.personas)
    used.update(item.persona for _, _, _, item in addressed_items(journey))
    for persona in journey.personas:
        if persona.id not in used:
            yield Finding("JM312", f"the persona {quoted(persona.name)} has no emotion and no thought", persona.at(),
                          f"add `persona: {persona.id}` to emotions, or take the persona out")  # fmt: skip
