"""An action names a stage that the journey does not have.

`stages` has the ids of the stages that an action changes as a whole. One that is misspelt would be
changed by nothing.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays}
actions:
  - {id: a1, title: Train the staff, stages: by}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays}
actions:
  - {id: a1, title: Train the staff, stages: buy}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.references import KnownIds, ids_with_spans, mend_reference


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find ids under `stages` of actions that no stage has."""
    known = KnownIds("stage", "stages", (stage.id for stage in journey.stages))
    for action in journey.actions:
        for name, span in ids_with_spans(action, "stages", action.stages):
            if name not in known:
                yield known.finding("JM236", name, span)


fix = mend_reference
