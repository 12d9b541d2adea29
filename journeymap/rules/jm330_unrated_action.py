"""An open action is not rated by impact and effort.

The two tell quick wins from time sinks; without them the plan cannot say what to do first.

## Bad
```yaml
actions:
  - {id: a1, title: A size adviser, impact: 5}
```

## Good
```yaml
actions:
  - {id: a1, title: A size adviser, impact: 5, effort: 3}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Lack
from journeymap.insight.actions import is_open
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find open actions without impact or effort."""
    for action in journey.actions:
        missing = [key for key in ("impact", "effort") if not has_value(action, key)]
        if is_open(action) and missing:
            item = f"the action {quoted(action.title)}"
            yield Finding("JM330", f"{item} has no {' and no '.join(missing)}", action.at(),
                          "rate both `impact:` and `effort:` from 1 (little) to 5 (a great deal)",
                          lack=Lack(item, tuple(missing)))  # fmt: skip
