"""An experiment has fewer than two variants, so that there is nothing to compare.

The first variant is the control: customers for whom nothing changes.

## Bad
```yaml
experiments:
  - {id: x1, touchpoint: pay, metric: conversion, variants: [{id: bill}]}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, metrics: {conversion: {value: 20}}}
```

## Good
```yaml
experiments:
  - {id: x1, touchpoint: pay, metric: conversion, variants: [{id: control}, {id: bill}]}
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
from journeymap.rules.wording import key_of


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find experiments with one variant or none."""
    for experiment in journey.experiments:
        if len(experiment.variants) < 2:
            count = "one variant" if experiment.variants else "no variant"
            yield Finding("JM642", f"the experiment `{experiment.id}` has {count}", key_of(experiment, "variants"),
                          "name the control first: `variants: [{id: control}, {id: new}]`")  # fmt: skip
