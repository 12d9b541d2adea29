"""The journey marks no moment of truth.

Somewhere the customer decides: when searching (`zmot`), at the shelf (`fmot`), on first use (`smot`)
or when telling others (`umot`). A map that marks nothing asks for everything to be mended at once.
Said of journeys of five touchpoints or more.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: search, name: Searches}
      - {id: compare, name: Compares}
      - {id: choose, name: Chooses}
      - {id: pay, name: Pays}
      - {id: unpack, name: Unpacks it}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: search, name: Searches}
      - {id: compare, name: Compares}
      - {id: choose, name: Chooses, moment_of_truth: fmot}
      - {id: pay, name: Pays}
      - {id: unpack, name: Unpacks it}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import key_of

_FEWEST = 5


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find a journey of five touchpoints or more without a moment of truth."""
    points = journey.touchpoints
    if len(points) >= _FEWEST and not any(touchpoint.moment_of_truth for touchpoint in points):
        yield Finding("JM409", "no touchpoint is marked as a moment of truth", key_of(journey, "stages"),
                      "add `moment_of_truth:` with zmot, fmot, smot, umot or true where it is decided")  # fmt: skip
