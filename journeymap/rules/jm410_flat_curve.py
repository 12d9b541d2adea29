"""A persona's curve has no peak and no low.

All its scores lie within a quarter of the scale, so the map says that nothing stands out. Said of
personas with four emotions or more.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: search, name: Searches, emotions: {persona: dana, score: 1}}
      - {id: choose, name: Chooses, emotions: {persona: dana, score: 0.5}}
      - {id: pay, name: Pays, emotions: {persona: dana, score: 1}}
      - {id: unpack, name: Unpacks it, emotions: {persona: dana, score: 1}}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: search, name: Searches, emotions: {persona: dana, score: 0}}
      - {id: choose, name: Chooses, emotions: {persona: dana, score: -1.5}}
      - {id: pay, name: Pays, emotions: {persona: dana, score: 0.5}}
      - {id: unpack, name: Unpacks it, emotions: {persona: dana, score: 2}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.feelings import curves, stage_feelings
from journeymap.insight.transitions import reachable
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted

_FEWEST = 4


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find personas whose scores hardly differ."""
    low, high = journey.emotion_scale
    found = curves(journey)
    reached = {journey.number_of[touchpoint.id] for touchpoint in reachable(journey)}
    for persona in journey.personas:
        own = [emotion.known_score for number, emotion in found.get(persona.id, {}).items() if number in reached]
        own += [emotion.known_score for emotion in stage_feelings(journey).get(persona.id, {}).values()]
        if len(own) >= _FEWEST and low < high and (max(own) - min(own)) * 4 <= high - low:
            yield Finding("JM410", f"the curve of {quoted(persona.name)} is flat", persona.at(),
                          "look again at what was best and what was worst for this persona")  # fmt: skip
