"""An experiment ends or is read before it has begun.

## Bad
```yaml
experiments:
  - {id: x1, touchpoint: pay, metric: conversion, variants: [{id: control}, {id: bill}],
     start: 2026-03-02, end: 2026-02-28}
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
     start: 2026-03-02, end: 2026-03-30}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, metrics: {conversion: {value: 20}}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find ends and results that come before the start."""
    for experiment in journey.experiments:
        start, end, result = experiment.start, experiment.end, experiment.result
        if start is None:
            continue
        if end is not None and end < start:
            yield Finding("JM646", f"`{experiment.id}` ends before it starts", experiment.at("end"),
                          "exchange the two days, or mend one")  # fmt: skip
        if result is not None and result.date < start:
            yield Finding("JM646", f"the result of `{experiment.id}` is older than its start", result.at("date"),
                          "mend one of the two days")  # fmt: skip
