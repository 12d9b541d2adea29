"""An owner owns nothing.

## Bad
```yaml
owners:
  - {id: shop, name: Shop team}
  - {id: care, name: Customer care}
```

## Good
```yaml
owners:
  - {id: shop, name: Shop team}
  - {id: care, name: Customer care}
stages:
  - id: buy
    name: Buy
    owner: care
    touchpoints:
      - {id: pay, name: Pays}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.blueprint import service_steps
from journeymap.insight.trees import with_an_owner
from journeymap.model import Journey, Owned
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find owners that nothing refers to."""
    used: set[str | None] = {journey.owner}
    used.update(stage.owner for stage in journey.stages)
    owned: list[Owned] = [*journey.touchpoints, *journey.actions]
    used.update(owner for part in owned for owner in (*part.owner, *part.supporting))
    used.update(objection.owner for touchpoint in journey.touchpoints for objection in touchpoint.objections)
    used.update(step.owner for touchpoint in journey.touchpoints for step in service_steps(touchpoint))
    used.update(each.owner for each in (*with_an_owner(journey), *journey.experiments))
    for owner in journey.owners:
        if owner.id not in used:
            yield Finding("JM313", f"{quoted(owner.name)} owns nothing", owner.at(),
                          f"add `owner: {owner.id}` where it belongs, or take the owner out")  # fmt: skip
