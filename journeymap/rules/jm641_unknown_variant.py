"""A result or a source of an experiment names a variant that the experiment does not have.

Each arm and each comparison is of a variant of its own, and the control is compared with nothing.

## Bad
```yaml
experiments:
  - id: x1
    touchpoint: pay
    metric: conversion
    variants: [{id: control}, {id: bill}]
    result: {date: 2026-01-10, arms: [{variant: control, n: 900, events: 180}, {variant: bil, n: 900, events: 189}]}
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
    result: {date: 2026-01-10, arms: [{variant: control, n: 900, events: 180}, {variant: bill, n: 900, events: 189}]}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, metrics: {conversion: {value: 20}}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Experiment, Journey
from journeymap.rules.base import Context
from journeymap.rules.references import KnownIds


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find variants that are not known, arms or comparisons of one variant twice, and comparisons of the control."""
    for experiment in journey.experiments:
        known = KnownIds("variant", "variants", (variant.id for variant in experiment.variants))
        source, result = experiment.source, experiment.result
        for value, name in source.map.items() if source is not None else ():
            if name not in known and source is not None:
                yield known.finding("JM641", name, source.at_value("map", value))
        if result is not None:
            for parts in (result.arms, result.comparisons):
                for part in parts:
                    if part.variant not in known and not part.variant.startswith("?"):
                        yield known.finding("JM641", part.variant, part.at("variant"))
            yield from _twice(experiment)


def _twice(experiment: Experiment) -> Iterator[Finding]:
    assert experiment.result is not None
    control = experiment.variants[0].id if experiment.variants else ""
    for noun, parts in (("arms", experiment.result.arms), ("comparisons", experiment.result.comparisons)):
        seen: set[str] = set()
        for part in parts:
            if part.variant in seen:
                yield Finding("JM641", f"two {noun} are of the variant `{part.variant}`", part.at("variant"),
                              "give each variant one")  # fmt: skip
            elif noun == "comparisons" and part.variant == control:
                yield Finding("JM641", f"`{control}` is the control, with which the others are compared",
                              part.at("variant"), "take it out")  # fmt: skip
            seen.add(part.variant)
