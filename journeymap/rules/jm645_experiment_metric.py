"""An experiment is to change a metric that neither its touchpoint nor a later one has.

A touchpoint has the metrics under its own `metrics`, and what a source asks or counts there. What is tried at one step
may be judged by what customers do later, but not before it. A metric that is only planned needs no value:
`metrics: {csat: {}}`.

## Bad
```yaml
experiments:
  - {id: x1, touchpoint: pay, metric: csat, variants: [{id: control}, {id: bill}]}
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
from journeymap.insight.experiments import judged_at
from journeymap.model import Experiment, Journey, Touchpoint
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted
from journeymap.spelling import did_you_mean

_ASKED = ("nps", "csat", "ces", "tgw")
"""What a long file may have answers to at any touchpoint, whatever its column of metrics says."""
_COUNTED = ("conversion", "reach", "drop-off", "returns", "time")
"""What is counted at each touchpoint from events."""


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find experiments whose metric is neither in the file nor measured, at their touchpoint and after it."""
    for experiment in journey.experiments:
        touchpoint = journey.touchpoint_by_id.get(experiment.touchpoint)
        if touchpoint is not None and not experiment.metric.startswith("?"):
            places = judged_at(journey, experiment)
            known = dict.fromkeys(metric for place in places for metric in _metrics_at(journey, place))
            if experiment.metric not in known:
                yield _finding(experiment, touchpoint, list(known))


def _metrics_at(journey: Journey, touchpoint: Touchpoint) -> Iterator[str]:
    yield from touchpoint.metrics
    for source in journey.sources:
        yield from (asked.metric for asked in source.questions if asked.touchpoint == touchpoint.id)
        if source.shape == "long":
            yield from (*source.scales, *_ASKED)
        if source.kind == "events":
            yield from _COUNTED


def _finding(experiment: Experiment, touchpoint: Touchpoint, known: list[str]) -> Finding:
    told = f"there are {', '.join(f'`{each}`' for each in known)}" if known else "there is none"
    hint = did_you_mean(experiment.metric, known) or (
        f"{told}; declare it at the touchpoint: `metrics: {{{experiment.metric}: {{}}}}`"
    )
    return Finding(
        "JM645",
        f"neither {quoted(touchpoint.name)} nor a later step has a metric `{experiment.metric}`",
        experiment.at("metric"),
        hint,
    )
