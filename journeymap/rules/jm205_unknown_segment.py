"""Something names a segment that is not declared under `segments`.

## Bad
```yaml
segments:
  - {id: returning, name: Returning customers}
personas:
  - {id: dana, name: Dana, segment: return}
```

## Good
```yaml
segments:
  - {id: returning, name: Returning customers}
personas:
  - {id: dana, name: Dana, segment: returning}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.passing import attributed_items, named
from journeymap.model import Action, Journey, Touchpoint
from journeymap.rules.base import Context
from journeymap.rules.references import KnownIds, ids_with_spans, mend_reference


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find segments of personas, actions, steps, sources, texts and ways that are not declared."""
    known = KnownIds("segment", "segments", (segment.id for segment in journey.segments))
    for persona in journey.personas:
        if persona.segment is not None and persona.segment not in known:
            yield known.finding("JM205", persona.segment, persona.at("segment"))
    listed: list[Touchpoint | Action] = [*journey.touchpoints, *journey.actions]
    for part in listed:
        for name, span in ids_with_spans(part, "segments", part.segments) if part.segments else ():
            if name not in known:
                yield known.finding("JM205", name, span)
    for source in journey.sources:
        for column in source.segments.values():
            for text, name in column.map.items():
                if name not in known:
                    yield known.finding("JM205", name, column.at_value("map", text))
    ways = (way for touchpoint in journey.touchpoints for way in touchpoint.next)
    for item in (*attributed_items(journey), *ways):
        segment = named(item, "segment")
        if segment is not None and segment not in known:
            yield known.finding("JM205", segment, item.at("segment"))


fix = mend_reference
