"""The journey has more than five personas.

Their curves can no longer be told apart. Personas who go the same way share one; those who go another
way have a map of their own.

## Bad
```yaml
personas:
  - {id: dana, name: Dana}
  - {id: yossi, name: Yossi}
  - {id: noa, name: Noa}
  - {id: amir, name: Amir}
  - {id: leila, name: Leila}
  - {id: sam, name: Sam}
```

## Good
```yaml
personas:
  - {id: dana, name: Dana}
  - {id: yossi, name: Yossi}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context

_MOST = 5


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find the sixth persona."""
    if len(journey.personas) > _MOST:
        yield Finding("JM415", f"{len(journey.personas)} personas are too many for a map",
                      journey.personas[_MOST].at(), f"{_MOST} at most; make a second map")  # fmt: skip
