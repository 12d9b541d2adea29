"""An entry of the SWOT with priority 4 or 5 leads to nothing.

The analysis ends in priorities, and a priority is worth what is done about it. An action that was
dropped does nothing.

## Bad
```yaml
swot:
  weaknesses: {text: Refunds take three weeks, priority: 5}
```

## Good
```yaml
actions:
  - {id: a1, title: Refund within two days}
swot:
  weaknesses: {text: Refunds take three weeks, priority: 5, leads_to: a1}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.swot import following, swot_entries
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted

_GREAT = 4


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find entries of the SWOT with a great priority and no action that was not dropped."""
    for _, entry in swot_entries(journey):
        if entry.priority is not None and entry.priority >= _GREAT and not following(journey, entry):
            yield Finding("JM336", f"{quoted(entry.text)} has priority {entry.priority} and leads to nothing",
                          entry.at("priority"), "add `leads_to:` with the ids of the actions that follow "
                          "from it")  # fmt: skip
