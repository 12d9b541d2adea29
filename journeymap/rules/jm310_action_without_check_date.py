"""An open action does not say when its measure will be looked at.

Whether it worked shows some weeks after it is done. Without a day in the calendar nobody looks.

## Bad
```yaml
actions:
  - {id: a1, title: A size adviser, due: 2026-04-30}
```

## Good
```yaml
actions:
  - {id: a1, title: A size adviser, due: 2026-04-30, check_date: 2026-07-15}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import open_actions_without


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find open actions without a check date."""
    return open_actions_without(
        journey, "check_date", "JM310", "check date", "add `check_date:`, the day on which the measure is looked at"
    )
