"""The plan of an experiment is in a unit that does not fit its metric, or asks for what cannot be.

A share is written with its sign, `baseline: 20%`, and the smallest effect on it in points, `2pp`, or as a part of the
baseline, `10%`. A mean and an effect on it are numbers in the metric's unit. Power and alpha lie between 0 and 100%.

## Bad
```yaml
experiments:
  - {id: x1, touchpoint: pay, metric: conversion, variants: [{id: control}, {id: bill}],
     baseline: 20, smallest_effect: 0.02}
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
     baseline: 20%, smallest_effect: 2pp}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, metrics: {conversion: {value: 20}}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.experiments import is_of_share, smallest_effect, standard_of
from journeymap.model import Experiment, Journey
from journeymap.model.effects import PERCENT, POINTS
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find baselines and smallest effects in other units, effects of nothing, and shares beyond what is there."""
    for experiment in journey.experiments:
        yield from _baseline(journey, experiment)
        yield from _smallest(journey, experiment)
        for key, written in (("power", "80%"), ("alpha", "5%")):
            if getattr(experiment, key) in (0, 1):
                yield Finding("JM650", f"no experiment has such a {key}", experiment.at(key), f"write `{written}`")


def _baseline(journey: Journey, experiment: Experiment) -> Iterator[Finding]:
    baseline = experiment.baseline
    if baseline is None:
        return
    if standard_of(journey, experiment).unit == "%" and not baseline.is_share:
        yield Finding("JM650", f"`{experiment.metric}` is a share, and `{baseline.written}` is none",
                      experiment.at("baseline"), f"write `{_as_share(baseline.number)}`")  # fmt: skip
    elif is_of_share(journey, experiment) and experiment.sd is not None:
        yield Finding("JM650", f"a share such as `{baseline.written}` needs no standard deviation",
                      experiment.at("sd"), "take it out, or write the baseline in the metric's unit")  # fmt: skip


def _as_share(number: float) -> str:
    return f"{number * 100 if 0 < number < 1 else number:.12g}%"


def _smallest(journey: Journey, experiment: Experiment) -> Iterator[Finding]:
    planned = experiment.smallest_effect
    if planned is None:
        return
    of_share = is_of_share(journey, experiment)
    wanted = "`2pp` or, as a part of the baseline, `10%`" if of_share else "a number in the metric's unit, or `10%`"
    fits = (POINTS, PERCENT) if of_share else ("", PERCENT)
    baseline, size = experiment.baseline, smallest_effect(experiment)
    if not planned.number:
        yield Finding("JM650", "an effect of nothing cannot be seen", experiment.at("smallest_effect"),
                      f"write {wanted}")  # fmt: skip
    elif planned.unit not in fits:
        yield Finding("JM650", f"`{planned.written}` does not say how far `{experiment.metric}` moves",
                      experiment.at("smallest_effect"), f"write {wanted}")  # fmt: skip
    elif of_share and baseline is not None and size is not None and size >= max(baseline.number, 100 - baseline.number):
        yield Finding("JM650", f"from {baseline.written}, a share cannot move by {size:g} points",
                      experiment.at("smallest_effect"), "write a smaller one")  # fmt: skip
