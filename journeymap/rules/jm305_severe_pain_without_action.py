"""No action addresses a severe pain.

A pain of severity 4 or 5 is what customers leave over. An action that was dropped does not count; one
that is done does.

## Bad
```yaml
stages:
  - id: choose
    name: Choose
    touchpoints:
      - id: size
        name: Checks the size
        pains: {id: sizes-differ, text: Every brand cuts differently, severity: 4}
```

## Good
```yaml
stages:
  - id: choose
    name: Choose
    touchpoints:
      - id: size
        name: Checks the size
        pains: {id: sizes-differ, text: Every brand cuts differently, severity: 4}
actions:
  - {id: a1, title: A size adviser, addresses: sizes-differ}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.pains import unanswered_severe_pains
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find severe pains that no action answers, apart from dropped ones."""
    for _, pain in unanswered_severe_pains(journey):
        hint = f"add `{pain.id}` to an action's `addresses`" if pain.id else (
            "give the pain an `id`, and name it in an action's `addresses`"
        )  # fmt: skip
        yield Finding("JM305", f"no action addresses the pain {quoted(pain.text)}, severity {pain.severity}",
                      pain.at(), hint)  # fmt: skip
