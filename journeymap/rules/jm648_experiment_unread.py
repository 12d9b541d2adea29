"""An experiment is past its end, and has no result.

Read it, `journeymap experiment read FILE --write`, or agree on another end.

## Bad
```yaml
experiments:
  - {id: x1, touchpoint: pay, metric: conversion, variants: [{id: control}, {id: bill}], end: 2025-12-31}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, metrics: {conversion: {value: 20}}}
```

## Good
```yaml
experiments:
  - {id: x1, touchpoint: pay, metric: conversion, variants: [{id: control}, {id: bill}],
     end: 2025-12-31, result: {date: 2026-01-02}}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, metrics: {conversion: {value: 20}}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.deadlines import days_overdue, reading_due
from journeymap.insight.experiments import name_of
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import days, quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find experiments that have ended and have no result."""
    for experiment in journey.experiments:
        late = days_overdue(reading_due(experiment), context.today)
        if late:
            name = quoted(name_of(journey, experiment))
            yield Finding("JM648", f"the experiment {name} ended {days(late)} ago, and has no result",
                          experiment.at("end"), "read it: `journeymap experiment read FILE --write`")  # fmt: skip
