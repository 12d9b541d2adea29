"""The journey gives neither a scenario nor the customer's goal.

A map follows one situation; without it, two readers see two different journeys in it.

## Bad
```yaml
scenario:
goal:
```

## Good
```yaml
scenario: Dana needs a dress for a wedding in two weeks
goal: a dress that fits, in time
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Lack
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find a journey without a scenario and a goal."""
    if not has_value(journey, "scenario") and not has_value(journey, "goal"):
        yield Finding("JM329", "the journey has neither a scenario nor a goal", journey.at(),
                      "add `scenario:`, the situation, or `goal:`, what the customer wants to reach",
                      lack=Lack("the journey", ("scenario", "goal")))  # fmt: skip
