"""The journey has no stages, so there is nothing to draw.

## Bad
```yaml
stages: []
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, key_of


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find an empty list of stages."""
    if not has_value(journey, "stages"):
        yield Finding("JM303", "the journey has no stages", key_of(journey, "stages"),
                      "add the first one: `- id: …`, `name: …`, `touchpoints: …`")  # fmt: skip
