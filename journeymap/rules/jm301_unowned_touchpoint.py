"""Nobody owns a touchpoint.

What nobody answers for is not mended. A touchpoint has its own owner, else its stage's, else the
journey's.

## Bad
```yaml
owner:
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays}
```

## Good
```yaml
owner:
stages:
  - id: buy
    name: Buy
    owner: shop
    touchpoints:
      - {id: pay, name: Pays}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.health import unowned_touchpoints
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find touchpoints without an owner of their own, of their stage or of the journey."""
    for touchpoint in unowned_touchpoints(journey):
        if not any(has_value(item, "owner") for item in (touchpoint, journey.stage_of[touchpoint.id], journey)):
            yield Finding("JM301", f"nobody owns the touchpoint {quoted(touchpoint.name)}", touchpoint.at(),
                          "add `owner:` here, to its stage or to the journey")  # fmt: skip
