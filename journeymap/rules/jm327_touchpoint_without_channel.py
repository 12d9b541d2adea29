"""A touchpoint does not say over which channel it goes.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, channels: [website, app]}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Lack
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find touchpoints without channels."""
    for touchpoint in journey.touchpoints:
        if not has_value(touchpoint, "channels"):
            name = quoted(touchpoint.name)
            yield Finding("JM327", f"{name} does not say where it happens", touchpoint.at(),
                          "add `channels:`, the main one first",
                          lack=Lack(f"the touchpoint {name}", ("channel",)))  # fmt: skip
