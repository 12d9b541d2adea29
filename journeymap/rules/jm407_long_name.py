"""A name is too long for a heading.

Names stand over columns and on cards; beyond 80 characters they are texts. `doing`, `description` and
`goal` are for those.

## Bad
```yaml
owners:
  - id: shop
    name: The team that looks after the online shop, its stock, its pictures and its monthly campaigns
```

## Good
```yaml
owners:
  - id: shop
    name: Shop team
    role: looks after the online shop, its stock, its pictures and its monthly campaigns
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Competitor, CustomLane, Journey, Owner, Persona, Segment, Stage, Touchpoint
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted

LONGEST = 80


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find names of more than 80 characters."""
    named: list[Owner | Segment | Persona | Stage | Touchpoint | Competitor | CustomLane] = [
        *journey.owners, *journey.segments, *journey.personas, *journey.stages, *journey.touchpoints,
        *journey.competitors, *journey.custom,
    ]  # fmt: skip
    for item in named:
        if len(item.name) > LONGEST:
            yield Finding("JM407", f"the name {quoted(item.name)} has {len(item.name)} characters", item.at("name"),
                          f"{LONGEST} at most; put the rest into a text")  # fmt: skip
