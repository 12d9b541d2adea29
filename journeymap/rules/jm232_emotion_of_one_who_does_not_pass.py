"""An emotion or another item is that of a persona or a segment who does not pass at the touchpoint.

A persona passes where `personas` is left out or lists it, and `segments` is left out or lists its segment. An emotion
of one who does not pass would be a point on a curve that does not come there.

## Bad
```yaml
personas:
  - {id: dana, name: Dana}
  - {id: yossi, name: Yossi}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: fit, name: Asks about the fit, personas: [dana], emotions: {persona: yossi, score: 1}}
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
      - {id: fit, name: Asks about the fit, personas: [dana], emotions: {persona: dana, score: 1}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Span
from journeymap.insight.passing import addressed_items, passes, passing_at, traveller_of, ways_differ
from journeymap.model import Journey, Touchpoint
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find emotions and other items of those who do not pass where they stand."""
    if not ways_differ(journey):
        return
    for touchpoint in journey.touchpoints:
        for emotion in touchpoint.emotions if touchpoint.personas or touchpoint.segments else ():
            persona = journey.persona_by_id.get(journey.persona_of(emotion) or "")
            if persona is not None and not passes(journey, touchpoint, traveller_of(persona)):
                yield _finding(f"the persona `{persona.id}`", touchpoint, emotion.at("persona"))
    segments = {segment.id for segment in journey.segments}
    for place, _, _, item in addressed_items(journey):
        if not isinstance(place, Touchpoint) or not (place.personas or place.segments):
            continue
        if item.persona is not None:
            persona = journey.persona_by_id.get(item.persona)
            if persona is not None and not passes(journey, place, traveller_of(persona)):
                yield _finding(f"the persona `{persona.id}`", place, item.at("persona"))
        elif item.segment in segments and not any(who.segment == item.segment for who in passing_at(journey, place)):
            yield _finding(f"the segment `{item.segment}`", place, item.at("segment"))


def _finding(who: str, touchpoint: Touchpoint, span: Span) -> Finding:
    keys = " and ".join(f"`{key}`" for key in ("personas", "segments") if getattr(touchpoint, key))
    return Finding("JM232", f"{who} does not pass at {quoted(touchpoint.name)}", span,
                   f"take it out, or let the touchpoint's {keys} name it")  # fmt: skip
