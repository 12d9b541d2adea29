"""An emotion is that of a persona who does not pass at the touchpoint.

`personas` and `segments` of a touchpoint say who passes there; nobody else can feel anything about it.

## Bad
```yaml
personas:
  - {id: dana, name: Dana}
  - {id: omri, name: Omri}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: joins, name: Joins the club, personas: dana, emotions: {persona: omri, score: 1}}
```

## Good
```yaml
personas:
  - {id: dana, name: Dana}
  - {id: omri, name: Omri}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: joins, name: Joins the club, personas: dana, emotions: {persona: dana, score: 1}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.feelings import whose
from journeymap.insight.passing import passes
from journeymap.model import Emotion, Journey, Thought
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find emotions and thoughts of personas who do not pass where they stand."""
    for touchpoint in journey.touchpoints:
        if not touchpoint.personas and not touchpoint.segments:
            continue
        views: list[Emotion | Thought] = [*touchpoint.emotions, *touchpoint.thinking]
        for item in views:
            persona = whose(journey, item)
            if persona is not None and not passes(touchpoint, persona):
                yield Finding("JM232", f"{quoted(persona.name)} does not pass at {quoted(touchpoint.name)}",
                              item.at("persona"), "take it out, or let the touchpoint name the persona")  # fmt: skip
