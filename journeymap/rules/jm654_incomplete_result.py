"""A result lacks a part, or its parts do not fit together.

The arms are counts (`n` and `events`) or means (`n`, `mean` and `sd`), in all variants alike. `difference`, `low`,
`high` and `p` come together, and are of two variants; of more, `comparisons` has them for each.

## Bad
```yaml
experiments:
  - id: x1
    touchpoint: pay
    metric: conversion
    variants: [{id: control}, {id: bill}, {id: card}]
    result: {date: 2026-01-10, difference: 2.9, low: 0.2, high: 5.6, p: 0.035}
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
    result: {date: 2026-01-10, difference: 2.9, low: 0.2, high: 5.6, p: 0.035}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, metrics: {conversion: {value: 20}}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Experiment, ExperimentArm, ExperimentComparison, ExperimentResult, Journey
from journeymap.rules.base import Context

_FIGURES = ("difference", "low", "high", "p")


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find arms of two kinds or that cannot be, and figures without their interval or outside of it."""
    for experiment in journey.experiments:
        if experiment.result is not None:
            for arm in experiment.result.arms:
                yield from _arm(arm)
            yield from _kinds(experiment.result)
            yield from _figures(experiment, experiment.result)


def _arm(arm: ExperimentArm) -> Iterator[Finding]:
    if arm.events is not None and arm.events > arm.n:
        yield Finding("JM654", f"{arm.events} of {arm.n} customers are more than all", arm.at("events"),
                      "mend one of the two")  # fmt: skip
    if arm.mean is not None and arm.sd is None:
        yield Finding("JM654", "a mean without `sd` has no interval", arm.at("mean"), "add its standard deviation")


def _kinds(result: ExperimentResult) -> Iterator[Finding]:
    shares = [arm for arm in result.arms if arm.events is not None]
    means = [arm for arm in result.arms if arm.mean is not None]
    if shares and means:
        yield Finding("JM654", "some arms have `events`, and others a `mean`", means[0].at("mean"),
                      "give all arms the same")  # fmt: skip


def _figures(experiment: Experiment, result: ExperimentResult) -> Iterator[Finding]:
    given = [key for key in _FIGURES if getattr(result, key) is not None]
    if given and len(experiment.variants) > 2:
        yield Finding("JM654", f"a `{given[0]}` is of two variants, and `{experiment.id}` has more",
                      result.at(given[0]), "write `comparisons`, one for each variant but the control")  # fmt: skip
    elif given and len(given) < len(_FIGURES):
        missing = ", ".join(f"`{key}`" for key in _FIGURES if key not in given)
        yield Finding("JM654", f"a `{given[0]}` alone says little: {missing} is missing", result.at(given[0]),
                      "read it: `journeymap experiment read FILE --write`")  # fmt: skip
    yield from _outside(result)
    for each in result.comparisons:
        yield from _outside(each)


def _outside(stated: ExperimentResult | ExperimentComparison) -> Iterator[Finding]:
    value, low, high = stated.difference, stated.low, stated.high
    if value is not None and low is not None and high is not None and not low <= value <= high:
        yield Finding("JM654", f"the difference {value:g} is outside its interval", stated.at("difference"),
                      "mend it, or `low` and `high`")  # fmt: skip
