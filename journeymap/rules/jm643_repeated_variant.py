"""Two variants of one experiment have the same id.

## Bad
```yaml
experiments:
  - {id: x1, touchpoint: pay, metric: conversion, variants: [{id: control}, {id: bill}, {id: bill}]}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, metrics: {conversion: {value: 20}}}
```

## Good
```yaml
experiments:
  - {id: x1, touchpoint: pay, metric: conversion, variants: [{id: control}, {id: bill}, {id: card}]}
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
    """Find ids that an earlier variant of the experiment has."""
    for experiment in journey.experiments:
        seen: set[str] = set()
        for variant in experiment.variants:
            if variant.id in seen:
                yield Finding("JM643", f"two variants have the id `{variant.id}`", variant.at("id"),
                              "give this one another, and check the result")  # fmt: skip
            seen.add(variant.id)
