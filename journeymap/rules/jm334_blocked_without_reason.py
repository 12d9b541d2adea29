"""A blocked action does not say what holds it up.

Nobody can clear what nobody names. It is held up by what stands under `blocked_by`, or by an action
under `depends_on` that is still open.

## Bad
```yaml
actions:
  - {id: a1, title: A ramp at the door, status: blocked}
```

## Good
```yaml
actions:
  - {id: a1, title: A ramp at the door, status: blocked, blocked_by: The permit of the city is missing}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.actions import is_blocked, open_dependencies
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find blocked actions without a reason and without an open action that they wait for."""
    for action in filter(is_blocked, journey.actions):
        if not has_value(action, "blocked_by") and not open_dependencies(journey, action):
            yield Finding("JM334", f"the action {quoted(action.title)} is blocked, and nothing says by what",
                          action.at("status"), "add `blocked_by:`, what holds it up")  # fmt: skip
