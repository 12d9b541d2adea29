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
from journeymap.model import LANES, Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find custom lanes with a built-in lane's id."""
    for lane in journey.custom:
        if lane.id in LANES:
            yield Finding("JM213", f"`{lane.id}` is a lane that every map has", lane.at("id"),
                          f"call yours `our-{lane.id}`, say")  # fmt: skip
