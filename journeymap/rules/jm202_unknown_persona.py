"""An emotion, a step or a text names a persona that is not declared under `personas`.

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
from journeymap.insight.feelings import emotions
from journeymap.insight.passing import attributed_items, named
from journeymap.model import Item, Journey
from journeymap.rules.base import Context
from journeymap.rules.references import KnownIds, ids_with_spans, mend_reference


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find personas of emotions, of steps and of texts that are not declared."""
    known = KnownIds("persona", "personas", (persona.id for persona in journey.personas))
    views: list[Item] = [emotion for _, emotion in emotions(journey)]
    for item in (*views, *attributed_items(journey)):
        persona = named(item, "persona")
        if persona is not None and persona not in known:
            yield known.finding("JM202", persona, item.at("persona"))
    for touchpoint in journey.touchpoints:
        for name, span in ids_with_spans(touchpoint, "personas", touchpoint.personas) if touchpoint.personas else ():
            if name not in known:
                yield known.finding("JM202", name, span)


fix = mend_reference
