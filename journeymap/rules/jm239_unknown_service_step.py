"""A part of the blueprint supports something that is no part of it.

`supports` holds the ids of parts of the blueprint: of items of `frontstage`, `backstage` and `systems`.

## Bad
```yaml
stages:
  - id: visit
    name: Visit
    touchpoints:
      - id: desk
        name: Asks at the desk
        frontstage: {id: greets, text: A librarian greets}
        systems: {text: The catalogue, supports: greet}
```

## Good
```yaml
stages:
  - id: visit
    name: Visit
    touchpoints:
      - id: desk
        name: Asks at the desk
        frontstage: {id: greets, text: A librarian greets}
        systems: {text: The catalogue, supports: greets}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.blueprint import all_service_steps
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.references import KnownIds, ids_with_spans, mend_reference


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find ids under `supports` that no part of the blueprint has, and parts that support themselves."""
    steps = [step for _, step in all_service_steps(journey)]
    known = KnownIds("part of the blueprint", "frontstage", (step.id for step in steps if step.id is not None))
    for step in steps:
        for name, span in ids_with_spans(step, "supports", step.supports) if step.supports else ():
            if name not in known:
                yield known.finding("JM239", name, span)
            elif name == step.id:
                yield Finding("JM239", f"`{name}` supports itself", span, "name what rests on it, or take it out")


fix = mend_reference
