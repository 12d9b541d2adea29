"""A pain has no severity.

The plan puts first what hurts most, and cannot tell how much this hurts.

## Bad
```yaml
stages:
  - id: choose
    name: Choose
    touchpoints:
      - {id: size, name: Checks the size, pains: Every brand cuts differently}
```

## Good
```yaml
stages:
  - id: choose
    name: Choose
    touchpoints:
      - {id: size, name: Checks the size, pains: {text: Every brand cuts differently, severity: 3}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.pains import pains
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find pains without a severity."""
    for _, pain in pains(journey):
        if not has_value(pain, "severity"):
            yield Finding("JM322", f"the pain {quoted(pain.text)} has no severity", pain.at(),
                          "write `{text: …, severity: 3}`, from 1 (little) to 5 (a great deal)")  # fmt: skip
