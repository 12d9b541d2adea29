"""A persona feels and thinks nothing anywhere on the journey.

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
from journeymap.insight.passing import attributed_items, named
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find personas without an emotion, a thought or a text of their own, and that no step names."""
    used: set[str | None] = {journey.persona_of(emotion) for _, emotion in emotions(journey)}
    for touchpoint in journey.touchpoints:
        used.update(journey.persona_of(thought) for thought in touchpoint.thinking)
        used.update(touchpoint.personas)
    used.update(named(item, "persona") for item in attributed_items(journey))
    for persona in journey.personas:
        if persona.id not in used:
            yield Finding("JM312", f"the persona {quoted(persona.name)} has no emotion and no thought", persona.at(),
                          f"add `persona: {persona.id}` to emotions, or take the persona out")  # fmt: skip
