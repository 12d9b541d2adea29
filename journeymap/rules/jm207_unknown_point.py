"""An action addresses a pain, gain, opportunity or improvement that the journey does not have.

`addresses` holds the ids of pains, gains and opportunities, of touchpoints and of stages, and of improvements. One
that is misspelt leaves a pain open that the plan means to mend.

## Bad
```yaml
stages:
  - id: choose
    name: Choose
    touchpoints:
      - id: size
        name: Checks the size
        pains: {id: sizes-differ, text: Every brand cuts differently, severity: 4}
actions:
  - {id: a1, title: A size adviser, addresses: size-differs}
```

## Good
```yaml
stages:
  - id: choose
    name: Choose
    touchpoints:
      - id: size
        name: Checks the size
        pains: {id: sizes-differ, text: Every brand cuts differently, severity: 4}
actions:
  - {id: a1, title: A size adviser, addresses: sizes-differ}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.references import KnownIds, ids_with_spans, mend_reference


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find ids under `addresses` that no pain, gain, opportunity and improvement has."""
    ids = (point.id for _, point in journey.addressable() if point.id is not None)
    known = KnownIds("pain, gain, opportunity or improvement", "pains`, `gains`, `opportunities` or `improvements", ids)
    for action in journey.actions:
        for name, span in ids_with_spans(action, "addresses", action.addresses):
            if name not in known:
                yield known.finding("JM207", name, span)


fix = mend_reference
