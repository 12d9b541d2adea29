"""A moment of truth is not measured.

If the journey is decided here, this is the first place to ask customers or to count. Where the journey has `sources`,
JM511 looks at what they ask.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, moment_of_truth: fmot}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, moment_of_truth: fmot, metrics: {conversion: {value: 61, n: 2040, date: 2025-11-30}}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Lack
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import has_value, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find moments of truth without a metric, in a journey without sources."""
    if journey.sources:
        return
    for touchpoint in journey.touchpoints:
        if touchpoint.moment_of_truth and not has_value(touchpoint, "metrics"):
            name = quoted(touchpoint.name)
            yield Finding("JM323", f"the moment of truth {name} is not measured", touchpoint.at(),
                          "add `metrics:`, such as `csat` or `conversion`",
                          lack=Lack(f"the touchpoint {name}", ("metric",)))  # fmt: skip
