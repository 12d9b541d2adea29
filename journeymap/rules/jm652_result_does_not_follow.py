"""The difference, interval or p-value that a result states does not follow from what was counted.

They are computed anew from the arms: of shares by Newcombe's interval and the pooled z test, of means by Welch's, which
needs the extra `journeymap[data]`; of more than two variants with intervals at 1 - alpha / k and Holm's p-values. A
figure may be off by one in its last digit. Of a result by another `method` only the difference is checked, and of one
with a covariate only the split.

## Bad
```yaml
experiments:
  - id: x1
    touchpoint: pay
    metric: conversion
    variants: [{id: control}, {id: bill}]
    result:
      date: 2026-01-10
      arms: [{variant: control, n: 1905, events: 420}, {variant: bill, n: 1905, events: 475}]
      difference: 4.9
      low: 3.1
      high: 6.7
      p: 0.001
      split: 1
      method: Newcombe, pooled z
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
    result:
      date: 2026-01-10
      arms: [{variant: control, n: 1905, events: 420}, {variant: bill, n: 1905, events: 475}]
      difference: 2.9
      low: 0.2
      high: 5.6
      p: 0.035
      split: 1
      method: Newcombe, pooled z
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, metrics: {conversion: {value: 20}}}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from journeymap.diagnostics import Finding
from journeymap.digits import latin
from journeymap.model import Experiment, ExperimentComparison, ExperimentResult, Journey
from journeymap.rules.base import Context
from journeymap.source.tree import Mapping, Scalar

if TYPE_CHECKING:
    from journeymap.experiments.arms import Arm
    from journeymap.experiments.readings import ArmsReading


_HINT = "read it again: `journeymap experiment read --write`; or mend what was counted"
_CALLED = {"difference": "a difference", "low": "a lower end", "high": "an upper end", "p": "a p-value",
           "exact": "an exact p-value", "split": "a p-value of the split"}  # fmt: skip


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find stated figures that are other than the arms give."""
    for experiment in journey.experiments:
        if experiment.result is None:
            continue
        from journeymap.experiments.stated import arms_of_result  # noqa: PLC0415  few journeys have results

        arms = arms_of_result(experiment)
        if arms:
            yield from _result(experiment, experiment.result, arms)


def _result(experiment: Experiment, result: ExperimentResult, arms: tuple[Arm, ...]) -> Iterator[Finding]:
    from journeymap.experiments.planned import planned_shares  # noqa: PLC0415
    from journeymap.experiments.sample_ratio import sample_ratio  # noqa: PLC0415
    from journeymap.experiments.stated import read_planned  # noqa: PLC0415

    if sum(arm.n for arm in arms):
        yield from _off(result, {"split": sample_ratio([arm.n for arm in arms], planned_shares(experiment)).p})
    if experiment.source is not None and experiment.source.covariate is not None:
        return
    try:
        reading = read_planned(experiment, arms)
    except (ValueError, ImportError):  # arms of nobody, which another rule tells; means without the extra
        return
    stated: Iterable[ExperimentResult | ExperimentComparison] = result.comparisons or (result,)
    for each in stated:
        yield from _compared(each, result, reading, arms)


def _compared(
    stated: ExperimentResult | ExperimentComparison,
    result: ExperimentResult,
    reading: ArmsReading,
    arms: tuple[Arm, ...],
) -> Iterator[Finding]:
    variant = stated.variant if isinstance(stated, ExperimentComparison) else arms[1].variant
    found = next((each for each in reading.compared if each.variant == variant), None)
    if found is None:
        return
    figures = {"difference": found.difference.value}
    if result.method in (None, reading.method):
        ends = {"low": found.difference.low, "high": found.difference.high, "p": found.p_adjusted}
        if found.exact is not None:
            ends["exact"] = found.exact
        figures |= {key: end for key, end in ends.items() if end is not None}
    yield from _off(stated, figures)


def _off(stated: ExperimentResult | ExperimentComparison, figures: dict[str, float]) -> Iterator[Finding]:
    for key, figure in figures.items():
        value = getattr(stated, key)
        decimals = _decimals(stated, key)
        if value is not None and abs(value - figure) > 10.0**-decimals * (1 + 1e-9):
            places = max(decimals, 2)
            figured = f"{figure:.{places}f}" if abs(figure) >= 10.0**-places or not figure else f"{figure:.1g}"
            computed = figured.replace("-", "−")
            yield Finding("JM652", f"what was counted gives {_CALLED[key]} of {computed}, not {value:g}",
                          stated.at(key), _HINT)  # fmt: skip


def _decimals(stated: ExperimentResult | ExperimentComparison, key: str) -> int:
    """With how many decimals the file has a figure."""
    node = stated.node.entries.get(key) if isinstance(stated.node, Mapping) else None
    text = latin(node.text) if isinstance(node, Scalar) else ""
    number, _, power = text.lower().partition("e")
    return len(number.partition(".")[2]) - int(power or 0)
