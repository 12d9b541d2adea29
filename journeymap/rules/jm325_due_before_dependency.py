"""An action is due before one that it depends on.

## Bad
```yaml
actions:
  - {id: a1, title: Measure all sizes, due: 2026-06-30}
  - {id: a2, title: A size adviser, due: 2026-04-30, depends_on: a1}
```

## Good
```yaml
actions:
  - {id: a1, title: Measure all sizes, due: 2026-03-31}
  - {id: a2, title: A size adviser, due: 2026-04-30, depends_on: a1}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.deadlines import deadline
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find open actions that are due before an action they depend on."""
    actions = {action.id: action for action in reversed(journey.actions)}
    for action in journey.actions:
        due = deadline(action)
        for name in action.depends_on if due else ():
            other = actions.get(name)
            later = deadline(other) if other else None
            if due and other and later and due < later:
                yield Finding("JM325", f"the action {quoted(action.title)} is due before {quoted(other.title)}, "
                              f"which it waits for until {later}", action.at("due"), "move one")  # fmt: skip
