"""An open action has no due date.

A plan without dates is a wish list. Actions that are done or dropped need none.

## Bad
```yaml
actions:
  - {id: a1, title: A size adviser}
```

## Good
```yaml
actions:
  - {id: a1, title: A size adviser, due: 2026-04-30}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import open_actions_without


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find open actions without a due date."""
    return open_actions_without(journey, "due", "JM307", "due date", "add `due:` with a day such as 2026-11-21")
