"""An open action does not say which value of its measure counts as success.

## Bad
```yaml
actions:
  - {id: a1, title: A size adviser, measure: returns because of size}
```

## Good
```yaml
actions:
  - {id: a1, title: A size adviser, measure: returns because of size, target: below 8 %}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import open_actions_without


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find open actions without a target."""
    return open_actions_without(journey, "target", "JM309", "target", "add `target:`, the value that counts as success")
