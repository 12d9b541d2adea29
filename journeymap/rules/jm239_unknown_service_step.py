"""A part of the blueprint supports one that is nowhere.

`supports` holds the ids of parts of the blueprint: of `frontstage`, `backstage` and `systems` at any
touchpoint. One that is misspelt leaves its arrow off the map.

## Bad
```yaml
stages:
  - id: stay
    name: Stay
    touchpoints:
      - id: meal
        name: Is served a meal
        frontstage: {id: serves, text: Brings the tray}
        backstage: {text: Cooks, supports: serve}
```

## Good
```yaml
stages:
  - id: stay
    name: Stay
    touchpoints:
      - id: meal
        name: Is served a meal
        frontstage: {id: serves, text: Brings the tray}
        backstage: {text: Cooks, supports: serves}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.blueprint import all_service_steps
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.references import KnownIds, ids_with_spans, mend_reference


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find ids under `supports` that no part of the blueprint has."""
    parts = [part for _, part in all_service_steps(journey)]
    known = KnownIds("part of the blueprint", "frontstage", (part.id for part in parts if part.id is not None))
    for part in parts:
        for name, span in ids_with_spans(part, "supports", part.supports) if part.supports else ():
            if name in known:
                continue
            if name in journey.touchpoint_by_id:
                yield Finding("JM239", f"`{name}` is a touchpoint, and no part of the blueprint", span,
                              "name a part of its frontstage or backstage, which has an `id`")  # fmt: skip
            else:
                yield known.finding("JM239", name, span)


fix = mend_reference
