"""Nobody owns a touchpoint.

What nobody answers for is not mended. A touchpoint has its own owner, else its stage's, else the
journey's. A file that names no owners at all is told of once.

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

from journeymap.diagnostics import Finding, Gathered, Lack
from journeymap.insight.health import unowned_touchpoints
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find touchpoints without an owner of their own, of their stage or of the journey."""
    nobody = not has_value(journey, "owners")
    hint = f"{'name them under `owners`, and ' if nobody else ''}add `owner:` here, to its stage or to the journey"
    for touchpoint in unowned_touchpoints(journey):
        if not any(has_value(item, "owner") for item in (touchpoint, journey.stage_of[touchpoint.id], journey)):
            name = quoted(touchpoint.name)
            gathered = Gathered("touchpoints are nobody's, as the file names no owners", name) if nobody else None
            yield Finding("JM301", f"nobody owns the touchpoint {name}", touchpoint.at(), hint, gathered=gathered,
                          lack=Lack(f"the touchpoint {name}", ("owner",)))  # fmt: skip
