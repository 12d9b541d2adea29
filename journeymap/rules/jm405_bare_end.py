"""The first or the last touchpoint has neither emotion, metric, pain nor opportunity.

People judge a journey by its peak and by its end, and whether they come at all by its beginning: the
two ends count most, and here nothing is known about one of them.

## Bad
```yaml
personas: []
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: search, name: Searches, pains: {text: Too many results, severity: 2}}
      - {id: pay, name: Pays}
```

## Good
```yaml
personas: []
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: search, name: Searches, pains: {text: Too many results, severity: 2}}
      - {id: pay, name: Pays, opportunities: Say thanks by name}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Lack
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, quoted

_CONTENT = ("emotions", "metrics", "pains", "gains", "opportunities")


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find a first or last touchpoint without emotions, metrics, pains, gains and opportunities."""
    points = journey.touchpoints
    ends = {"begins": points[0], "ends": points[-1]} if points else {}
    seen: set[str] = set()
    for verb, touchpoint in ends.items():
        if touchpoint.id not in seen and not any(has_value(touchpoint, key) for key in _CONTENT):
            name = quoted(touchpoint.name)
            yield Finding("JM405", f"the journey {verb} at {name}, about which nothing is known",
                          touchpoint.at(), "add `emotions`, `metrics`, `pains` or `gains`",
                          lack=Lack(f"the touchpoint {name}", ("feeling", "metric", "pain", "gain")))  # fmt: skip
        seen.add(touchpoint.id)
