"""The journey has more than twelve stages.

Nobody can hold more in mind, and no sheet holds them at a size that can be read. Make two maps of it,
one of which goes into detail.

## Bad
```yaml
stages:
  - {id: s1, name: One}
  - {id: s2, name: Two}
  - {id: s3, name: Three}
  - {id: s4, name: Four}
  - {id: s5, name: Five}
  - {id: s6, name: Six}
  - {id: s7, name: Seven}
  - {id: s8, name: Eight}
  - {id: s9, name: Nine}
  - {id: s10, name: Ten}
  - {id: s11, name: Eleven}
  - {id: s12, name: Twelve}
  - {id: s13, name: Thirteen}
```

## Good
```yaml
stages:
  - {id: s1, name: One}
  - {id: s2, name: Two}
  - {id: s3, name: Three}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context

_MOST = 12


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find the thirteenth stage."""
    if len(journey.stages) > _MOST:
        yield Finding("JM412", f"{len(journey.stages)} stages are too many for a map", journey.stages[_MOST].at(),
                      f"{_MOST} at most; put stages together, or make two maps")  # fmt: skip
