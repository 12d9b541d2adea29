"""An open action has no owner.

What is everybody's is nobody's. Actions that are done or dropped need none.

## Bad
```yaml
actions:
  - {id: a1, title: A size adviser}
```

## Good
```yaml
actions:
  - {id: a1, title: A size adviser, owner: shop}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, open_actions_without


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find open actions without an owner."""
    lack = "" if has_value(journey, "owners") else "actions have no owner, as the file names none"
    hint = "add `owner:` with the id of one of the owners"
    return open_actions_without(journey, "owner", "JM306", "owner", hint, lack)
