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
from journeymap.insight.blueprint import service_steps
from journeymap.insight.trees import with_an_owner
from journeymap.model import (
    ActionTree,
    Capability,
    Experiment,
    Journey,
    Objection,
    Owned,
    ServiceStep,
    Stage,
    TreeBranch,
)
from journeymap.rules.base import Context
from journeymap.rules.references import KnownIds, ids_with_spans, mend_reference


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find owners that are not declared, of the journey and of all its parts."""
    known = KnownIds("owner", "owners", (owner.id for owner in journey.owners))
    for item in _with_one_owner(journey):
        if item.owner is not None and item.owner not in known:
            yield known.finding("JM201", item.owner, item.at("owner"))
    owned: list[Owned] = [*journey.touchpoints, *journey.actions]
    for part in owned:
        for key in ("owner", "with"):
            owners = getattr(part, key)
            for name, span in ids_with_spans(part, key, owners) if owners else ():
                if name not in known:
                    yield known.finding("JM201", name, span)


def _with_one_owner(
    journey: Journey,
) -> Iterator[Journey | Stage | Objection | ServiceStep | Capability | ActionTree | TreeBranch | Experiment]:
    yield journey
    yield from journey.stages
    for touchpoint in journey.touchpoints:
        yield from touchpoint.objections
        yield from service_steps(touchpoint)
    yield from with_an_owner(journey)
    yield from journey.experiments


fix = mend_reference
