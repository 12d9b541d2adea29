"""An action says what holds it up, and its status is not `blocked`.

Either it still waits, and map and plan should say so, or the reason is gone.

## Bad
```yaml
actions:
  - {id: a1, title: A ramp at the door, status: in-progress, blocked_by: The permit of the city is missing}
```

## Good
```yaml
actions:
  - {id: a1, title: A ramp at the door, status: blocked, blocked_by: The permit of the city is missing}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.actions import is_blocked
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, key_of, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find actions with `blocked_by` whose status is another than blocked."""
    for action in journey.actions:
        if not is_blocked(action) and has_value(action, "blocked_by"):
            yield Finding("JM335", f"the action {quoted(action.title)} says what holds it up, but is `{action.status}`",
                          key_of(action, "blocked_by"), "set `status: blocked`, or take `blocked_by` out")  # fmt: skip
