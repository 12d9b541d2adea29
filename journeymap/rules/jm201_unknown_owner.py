"""An `owner` names nobody who is declared under `owners`.

The map would show no owner, and the plan an action that nobody is asked about.

## Bad
```yaml
owners:
  - {id: shop, name: Shop team}
owner: shopp
```

## Good
```yaml
owners:
  - {id: shop, name: Shop team}
owner: shop
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Action, Journey, Stage, Touchpoint
from journeymap.rules.base import Context
from journeymap.rules.references import KnownIds, mend_reference


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find owners of the journey, of stages, touchpoints and actions that are not declared."""
    known = KnownIds("owner", "owners", (owner.id for owner in journey.owners))
    owned: list[Journey | Stage | Touchpoint | Action] = [
        journey, *journey.stages, *journey.touchpoints, *journey.actions,
    ]  # fmt: skip
    for item in owned:
        if item.owner is not None and item.owner not in known:
            yield known.finding("JM201", item.owner, item.at("owner"))


fix = mend_reference
