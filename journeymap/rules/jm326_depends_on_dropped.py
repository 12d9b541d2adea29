"""An open action waits for one that was dropped.

## Bad
```yaml
actions:
  - {id: a1, title: Measure all sizes, status: dropped}
  - {id: a2, title: A size adviser, depends_on: a1}
```

## Good
```yaml
actions:
  - {id: a1, title: Measure all sizes, status: dropped}
  - {id: a2, title: A size adviser}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.actions import is_dropped, is_open
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.references import ids_with_spans
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find open actions that depend on a dropped action."""
    dropped = {action.id: action for action in reversed(journey.actions) if is_dropped(action)}
    if not dropped:
        return
    for action in journey.actions:
        for name, span in ids_with_spans(action, "depends_on", action.depends_on) if is_open(action) else ():
            if name in dropped:
                yield Finding("JM326", f"the action {quoted(action.title)} waits for {quoted(dropped[name].title)}, "
                              "which was dropped", span, "take it out, or plan another way to get there")  # fmt: skip
