"""Nobody passes at a touchpoint.

A persona passes where `personas` is left out or lists it, and `segments` is left out or lists its segment. Here none of
the journey's personas and segments is left.

## Bad
```yaml
segments:
  - {id: new, name: New customers}
  - {id: returning, name: Returning customers}
personas:
  - {id: dana, name: Dana, segment: new}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays}
      - {id: card, name: Shows the card, personas: [dana], segments: [returning]}
```

## Good
```yaml
segments:
  - {id: new, name: New customers}
  - {id: returning, name: Returning customers}
personas:
  - {id: dana, name: Dana, segment: new}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays}
      - {id: card, name: Shows the card, segments: [returning]}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.passing import passing_at
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find touchpoints whose `personas` and `segments` leave nobody; ids that are not declared are other findings."""
    segments = {segment.id for segment in journey.segments}
    for touchpoint in journey.touchpoints:
        if not touchpoint.personas and not touchpoint.segments:
            continue
        known = journey.persona_by_id.keys() >= set(touchpoint.personas) and segments >= set(touchpoint.segments)
        if known and not passing_at(journey, touchpoint):
            key = "personas" if touchpoint.personas else "segments"
            yield Finding("JM233", f"nobody passes at {quoted(touchpoint.name)}", touchpoint.at(key),
                          "name others under `personas` and `segments`, or leave one of them out")  # fmt: skip
