"""A lane of your own has the id of a row that journeymap draws itself.

`lanes` could not tell the two apart.

## Bad
```yaml
custom:
  - id: systems
    name: What it runs on
    texts: {}
```

## Good
```yaml
custom:
  - id: runs-on
    name: What it runs on
    texts: {}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import LANE_FIELDS, LANES, Journey
from journeymap.model.lanes import MEASURED_LANES
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find custom lanes with a built-in lane's id."""
    for lane in journey.custom:
        if lane.id in LANES and not _is_free(lane.id, journey):
            yield Finding("JM213", f"`{lane.id}` is a lane that every map has", lane.at("id"),
                          f"call yours `our-{lane.id}`, say")  # fmt: skip


def _is_free(name: str, journey: Journey) -> bool:
    """Whether the built-in lane leaves its name to a custom one, since no step has anything to show in it."""
    if name in MEASURED_LANES:
        return MEASURED_LANES[name].yields
    _, field = LANE_FIELDS[name]
    yields = field.lane is not None and field.lane.yields
    places = (*journey.touchpoints, *journey.stages)
    return yields and not any(getattr(place, field.name, None) for place in places)
