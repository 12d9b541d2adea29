"""No persona belongs to a segment, no action is meant for it, and no touchpoint, item or way names it.

The journey then says nothing about these customers.

## Bad
```yaml
segments:
  - {id: new, name: New customers}
```

## Good
```yaml
segments:
  - {id: new, name: New customers}
personas:
  - {id: dana, name: Dana, segment: new}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.passing import addressed_items
from journeymap.insight.trees import all_branches
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find segments that nothing refers to."""
    used = {persona.segment for persona in journey.personas}
    used.update(name for action in journey.actions for name in action.segments)
    used.update(name for effect in journey.effects for name in effect.segments)
    for touchpoint in journey.touchpoints:
        used.update(touchpoint.segments)
        used.update(way.segment for way in touchpoint.next)
    used.update(item.segment for _, _, _, item in addressed_items(journey))
    used.update(name for _, _, branch in all_branches(journey) for name in branch.segments)
    for segment in journey.segments:
        if segment.id not in used:
            yield Finding("JM314", f"no persona or action is of the segment {quoted(segment.name)}", segment.at(),
                          f"add `segment: {segment.id}` to a persona, or to an action's `segments`")  # fmt: skip
