"""The journey's id is a name that Windows keeps for itself.

Output files are named after the id, and Windows can neither write nor open `con.svg`: it means the
console. The names are con, prn, aux, nul, com0 to com9 and lpt0 to lpt9.

## Bad
```yaml
id: con
```

## Good
```yaml
id: contract
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context

_RESERVED = frozenset(["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))])


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find an id that Windows reserves as the name of a device."""
    if journey.id in _RESERVED:
        yield Finding("JM218", f"files cannot be named `{journey.id}` on Windows", journey.at("id"),
                      f"call it `{journey.id}-journey`, say")  # fmt: skip
