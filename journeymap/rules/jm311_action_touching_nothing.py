"""An open action changes no touchpoint and no stage, and addresses no pain, gain, opportunity or improvement.

It would stand under the map with no line to it. Either it belongs to another plan, or what it is for
has not been said.

## Bad
```yaml
actions:
  - {id: a1, title: A new logo}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays}
actions:
  - {id: a1, title: Fewer fields, touchpoints: pay}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Lack
from journeymap.insight.actions import is_open
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find open actions that name neither touchpoints nor stages nor anything that they address."""
    for action in journey.actions:
        if is_open(action) and not any(has_value(action, key) for key in ("touchpoints", "stages", "addresses")):
            item = f"the action {quoted(action.title)}"
            yield Finding("JM311", f"{item} touches nothing on the map", action.at(),
                          "add `touchpoints:` or `stages:`, or `addresses:` with ids of pains, gains or "
                          "opportunities", lack=Lack(item, ("touchpoint",)))  # fmt: skip
