"""Every pain is of severity 5.

When everything comes first, nothing does. Said of journeys with three rated pains or more.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        pains:
          - {text: Too many fields, severity: 5}
          - {text: No phone number, severity: 5}
          - {text: The code comes late, severity: 5}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - id: pay
        name: Pays
        pains:
          - {text: Too many fields, severity: 3}
          - {text: No phone number, severity: 2}
          - {text: The code comes late, severity: 5}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.pains import pains
from journeymap.model import Journey
from journeymap.rules.base import Context

_FEWEST = 3
_WORST = 5


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find a journey in which all pains have the highest severity."""
    rated = [pain for _, pain in pains(journey) if pain.severity is not None]
    if len(rated) >= _FEWEST and all(pain.severity == _WORST for pain in rated):
        yield Finding("JM411", f"all {len(rated)} pains are of severity {_WORST}", rated[0].at("severity"),
                      "rate them against each other: which would customers mend first?")  # fmt: skip
