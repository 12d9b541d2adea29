"""An open action's due date has passed.

It is done, and its status does not say so; or it is late, and a new day has to be agreed on.

## Bad
```yaml
actions:
  - {id: a1, title: A size adviser, due: 2025-12-31, status: in-progress}
```

## Good
```yaml
actions:
  - {id: a1, title: A size adviser, due: 2025-12-31, status: done}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.deadlines import days_overdue, deadline
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import days, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find open actions that are overdue."""
    for action in journey.actions:
        late = days_overdue(deadline(action), context.today)
        if late:
            yield Finding("JM317", f"the action {quoted(action.title)} is {days(late)} overdue", action.at("due"),
                          "set `status: done`, or agree on a new day")  # fmt: skip
