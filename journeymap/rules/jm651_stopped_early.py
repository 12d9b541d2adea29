"""An experiment was read before its planned end.

Whoever stops as soon as the figures please finds effects that are not there more often than alpha says. Let it run on,
or plan a look in between beforehand. If its end was agreed on anew before anybody saw figures, write
`stopped: planned`.

## Bad
```yaml
experiments:
  - id: x1
    touchpoint: pay
    metric: conversion
    variants: [{id: control}, {id: bill}]
    baseline: 20%
    smallest_effect: 2pp
    start: 2025-10-01
    end: 2025-12-31
    result: {date: 2025-12-01}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, metrics: {conversion: {value: 20}}}
```

## Good
```yaml
experiments:
  - id: x1
    touchpoint: pay
    metric: conversion
    variants: [{id: control}, {id: bill}]
    baseline: 20%
    smallest_effect: 2pp
    start: 2025-10-01
    end: 2025-12-31
    result: {date: 2026-01-02}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, metrics: {conversion: {value: 20}}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.experiments import is_stopped_early, name_of
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find results from before the planned end, and those that say so."""
    for experiment in journey.experiments:
        if experiment.result is not None and is_stopped_early(experiment):
            key = "stopped" if experiment.result.stopped is not None else "date"
            yield Finding("JM651", f"the experiment {quoted(name_of(journey, experiment))} was stopped early",
                          experiment.result.at(key), "its result counts for less: let it run as planned")  # fmt: skip
