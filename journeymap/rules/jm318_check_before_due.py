"""An action is to be checked before it is due.

What is not done yet cannot have worked. The check comes some weeks after the due date.

## Bad
```yaml
actions:
  - {id: a1, title: A size adviser, due: 2026-04-30, check_date: 2026-04-01}
```

## Good
```yaml
actions:
  - {id: a1, title: A size adviser, due: 2026-04-30, check_date: 2026-07-15}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.actions import is_open
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find open actions whose check comes before their due date."""
    for action in journey.actions:
        if is_open(action) and action.due and action.check_date and action.check_date < action.due:
            yield Finding("JM318", f"the action {quoted(action.title)} is checked before it is due, on {action.due}",
                          action.at("check_date"), "choose a day some weeks after the due date")  # fmt: skip
