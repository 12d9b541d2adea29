"""An experiment has started, and nobody has said how large an effect it has to show, or when it ends.

Without a plan it is stopped when its figures please, and finds what is not there. `journeymap experiment plan` says how
many customers it needs: from the baseline, the smallest effect worth seeing and, of a mean, the standard deviation.

## Bad
```yaml
experiments:
  - {id: x1, touchpoint: pay, metric: conversion, variants: [{id: control}, {id: bill}], start: 2026-01-05}
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
     start: 2026-01-05, end: 2026-03-01, baseline: 20%, smallest_effect: 2pp}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, metrics: {conversion: {value: 20}}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.experiments import is_of_share
from journeymap.model import Experiment, Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find experiments that have started without a baseline, a smallest effect, a deviation of a mean or an end."""
    for experiment in journey.experiments:
        if experiment.start is not None and experiment.start <= context.today:
            missing = [f"`{key}`" for key in _wanted(journey, experiment) if getattr(experiment, key) is None]
            if missing:
                yield Finding("JM649", f"`{experiment.id}` has started, and its plan lacks {', '.join(missing)}",
                              experiment.at("start"), "plan it: `journeymap experiment plan`")  # fmt: skip


def _wanted(journey: Journey, experiment: Experiment) -> tuple[str, ...]:
    return ("baseline", *(() if is_of_share(journey, experiment) else ("sd",)), "smallest_effect", "end")
