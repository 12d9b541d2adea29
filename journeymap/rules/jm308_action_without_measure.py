"""An open action does not say what will show that it worked.

Without a measure the discussion afterwards is about opinions.

## Bad
```yaml
actions:
  - {id: a1, title: A size adviser}
```

## Good
```yaml
actions:
  - {id: a1, title: A size adviser, measure: returns because of size}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import open_actions_without


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find open actions without a measure."""
    return open_actions_without(journey, "measure", "JM308", "measure", "add `measure:`, what will show that it worked")
