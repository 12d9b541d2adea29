"""A persona is named that is not declared under `personas`.

The point of an emotion would stand on nobody's curve; a thought, a pain or another item would be nobody's, and a
touchpoint in whose `personas` it stands would be passed by nobody.

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
from journeymap.insight.passing import addressed_items
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.references import KnownIds, ids_with_spans, mend_reference


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find personas of touchpoints, emotions, effects and other items that are not declared."""
    known = KnownIds("persona", "personas", (persona.id for persona in journey.personas))
    for _, emotion in emotions(journey):
        if emotion.persona is not None and emotion.persona not in known:
            yield known.finding("JM202", emotion.persona, emotion.at("persona"))
    for touchpoint in journey.touchpoints:
        for name, span in ids_with_spans(touchpoint, "personas", touchpoint.personas) if touchpoint.personas else ():
            if name not in known:
                yield known.finding("JM202", name, span)
    for effect in journey.effects:
        if effect.persona is not None and effect.persona not in known:
            yield known.finding("JM202", effect.persona, effect.at("persona"))
    for _, _, _, item in addressed_items(journey):
        if item.persona is not None and item.persona not in known:
            yield known.finding("JM202", item.persona, item.at("persona"))


fix = mend_reference
