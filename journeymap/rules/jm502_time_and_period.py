"""A source names a column of times and one period for all.

`time` is for files that say when each answer was given; `period` is for files that do not.

## Bad
```yaml
sources:
  - id: survey
    location: answers.csv
    time: Date
    period: 2026-Q3
    questions:
      - {column: Q1, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}
```

## Good
```yaml
sources:
  - id: survey
    location: answers.csv
    period: 2026-Q3
    questions:
      - {column: Q1, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find sources with both."""
    for source in journey.sources:
        if source.time is not None and source.period is not None:
            yield Finding("JM502", f"the source `{source.id}` has times and one period for all", source.at("period"),
                          "leave `period` out where the files have a column of times")  # fmt: skip
