"""Actions wait for each other in a circle, so that none of them can begin.

## Bad
```yaml
actions:
  - {id: a1, title: Measure all sizes, depends_on: a2}
  - {id: a2, title: A size adviser, depends_on: a1}
```

## Good
```yaml
actions:
  - {id: a1, title: Measure all sizes}
  - {id: a2, title: A size adviser, depends_on: a1}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.circles import circles, told
from journeymap.rules.wording import key_of


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find circles of dependencies, one for each group of connected actions."""
    actions = {action.id: action for action in reversed(journey.actions)}
    for circle in circles({action.id: actions[action.id].depends_on for action in journey.actions}):
        alone = f"`{circle[0]}` depends on itself"
        message = told(circle) if len(circle) > 1 else ""
        yield Finding("JM209", f"actions wait for each other in a circle: {message}" if message else alone,
                      key_of(actions[circle[0]], "depends_on"), "take one of these out")  # fmt: skip
