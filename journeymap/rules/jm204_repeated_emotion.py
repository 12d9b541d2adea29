"""A persona has two emotions at one touchpoint.

A curve has one point at each touchpoint. Where a feeling changes on the way, that is two touchpoints.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        emotions:
          - {persona: dana, score: -1, label: unsure}
          - {persona: dana, score: 2, label: relieved}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        emotions: {persona: dana, score: -1, label: unsure}
      - id: confirmed
        name: Gets the confirmation
        emotions: {persona: dana, score: 2, label: relieved}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find a persona's second emotion at a touchpoint or of a stage."""
    for part in journey.parts:
        seen: set[str | None] = set()
        for emotion in part.emotions:
            persona = journey.persona_of(emotion)
            if persona is None and journey.personas:
                continue  # JM203 reports this
            if persona in seen:
                whose = f"`{persona}` has" if persona else "there are"
                yield Finding("JM204", f"{whose} two emotions at {quoted(part.name)}", emotion.at(),
                              "keep one, or make two touchpoints of it")  # fmt: skip
            seen.add(persona)
