"""`lanes` names a row twice.

A map shows each row once; the second would be the same again.

## Bad
```yaml
lanes: [doing, feeling, pains, doing]
```

## Good
```yaml
lanes: [doing, feeling, pains]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.references import ids_with_spans, remove_item

fix = remove_item


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find lanes that are listed a second time."""
    seen: set[str] = set()
    for name, span in ids_with_spans(journey, "lanes", journey.lanes):
        if name in seen:
            yield Finding("JM211", f"the lane `{name}` stands twice", span, "take one out")
        seen.add(name)
