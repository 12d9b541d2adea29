"""A segment is named that is not declared under `segments`.

By a persona, an action, a touchpoint, one of its items, or a way on.

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
from journeymap.insight.passing import addressed_items
from journeymap.insight.trees import all_branches
from journeymap.model import Action, Effect, Journey, Touchpoint
from journeymap.rules.base import Context
from journeymap.rules.references import KnownIds, ids_with_spans, mend_reference


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find segments that are not declared: of people, actions, effects, sources, touchpoints, their items and ways."""
    known = KnownIds("segment", "segments", (segment.id for segment in journey.segments))
    for persona in journey.personas:
        if persona.segment is not None and persona.segment not in known:
            yield known.finding("JM205", persona.segment, persona.at("segment"))
    lists: tuple[Action | Effect | Touchpoint, ...] = (*journey.actions, *journey.effects, *journey.touchpoints)
    for part in lists:
        for name, span in ids_with_spans(part, "segments", part.segments) if part.segments else ():
            if name not in known:
                yield known.finding("JM205", name, span)
    for _, _, branch in all_branches(journey):
        for name, span in ids_with_spans(branch, "segments", branch.segments) if branch.segments else ():
            if name not in known:
                yield known.finding("JM205", name, span)
    ways = (way for touchpoint in journey.touchpoints for way in touchpoint.next)
    for item in (*ways, *(item for _, _, _, item in addressed_items(journey))):
        if item.segment is not None and item.segment not in known:
            yield known.finding("JM205", item.segment, item.at("segment"))
    mapped = [column for source in journey.sources for column in source.segments.values()]
    for column in mapped:
        unknown = {text: name for text, name in column.map.items() if name not in known}
        yield from (known.finding("JM205", name, column.at_value("map", text)) for text, name in unknown.items())


fix = mend_reference
