"""Two things of one kind have the same id.

Whatever refers to the id would mean the first and never the second. Touchpoints share one set of ids
across all stages, and pains and opportunities share one, since `addresses` may name either.

## Bad
```yaml
owners:
  - {id: shop, name: Shop team}
  - {id: shop, name: Shop managers}
```

## Good
```yaml
owners:
  - {id: shop, name: Shop team}
  - {id: shop-managers, name: Shop managers}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import (
    Action,
    Channel,
    Competitor,
    CustomLane,
    Journey,
    Owner,
    Persona,
    Point,
    Segment,
    Stage,
    Touchpoint,
)
from journeymap.rules.base import Context

_WithId = Owner | Segment | Persona | Channel | Stage | Touchpoint | Point | Action | Competitor | CustomLane


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find ids that an earlier item of the same kind has; stand-ins for missing ids do not count."""
    for noun, items in _kinds(journey):
        seen: set[str] = set()
        for item in items:
            if item.id is None or item.id.startswith("?"):
                continue
            if item.id in seen:
                yield Finding("JM212", f"two {noun} have the id `{item.id}`", item.at("id"),
                              "give this one another, and check what refers to it")  # fmt: skip
            seen.add(item.id)


def _kinds(journey: Journey) -> Iterator[tuple[str, tuple[_WithId, ...]]]:
    yield "owners", journey.owners
    yield "segments", journey.segments
    yield "personas", journey.personas
    yield "channels", journey.channels
    yield "stages", journey.stages
    yield "touchpoints", journey.touchpoints
    yield "pains or opportunities", tuple(point for _, point, _ in journey.points())
    yield "actions", journey.actions
    yield "competitors", journey.competitors
    yield "lanes", journey.custom
