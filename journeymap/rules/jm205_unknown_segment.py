"""A persona or an action names a segment that is not declared under `segments`.

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
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.references import KnownIds, ids_with_spans, mend_reference


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find segments of personas and actions that are not declared."""
    known = KnownIds("segment", "segments", (segment.id for segment in journey.segments))
    for persona in journey.personas:
        if persona.segment is not None and persona.segment not in known:
            yield known.finding("JM205", persona.segment, persona.at("segment"))
    for action in journey.actions:
        for name, span in ids_with_spans(action, "segments", action.segments):
            if name not in known:
                yield known.finding("JM205", name, span)


fix = mend_reference
