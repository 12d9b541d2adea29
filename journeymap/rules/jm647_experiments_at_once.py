"""Two experiments run at one touchpoint at the same time.

What one changes is then seen in the other. Let one follow the other. Customers who are in one alone may be in two
experiments at once; say that it is known and wanted with a comment, `# journeymap: ignore[JM647]`.

## Bad
```yaml
experiments:
  - {id: x1, touchpoint: pay, metric: conversion, variants: [{id: control}, {id: bill}],
     start: 2026-02-02, end: 2026-02-28}
  - {id: x2, touchpoint: pay, metric: conversion, variants: [{id: control}, {id: card}],
     start: 2026-02-16, end: 2026-03-30}
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
     start: 2026-02-02, end: 2026-02-28}
  - {id: x2, touchpoint: pay, metric: conversion, variants: [{id: control}, {id: card}],
     start: 2026-03-02, end: 2026-03-30}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, metrics: {conversion: {value: 20}}}
```
"""

import datetime as dt
from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Experiment, Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find experiments at the touchpoint of an earlier one whose days overlap; without a start, nobody knows them."""
    by_touchpoint: dict[str, list[Experiment]] = {}
    for experiment in journey.experiments:
        if experiment.start is None:
            continue
        earlier = by_touchpoint.setdefault(experiment.touchpoint, [])
        other = next((each for each in earlier if _overlap(each, experiment)), None)
        if other is not None:
            yield Finding("JM647", f"`{experiment.id}` runs at the same touchpoint and time as `{other.id}`",
                          experiment.at("start"), "let one follow the other")  # fmt: skip
        earlier.append(experiment)


def _overlap(one: Experiment, other: Experiment) -> bool:
    assert one.start is not None and other.start is not None
    return one.start <= _last_day(other) and other.start <= _last_day(one)


def _last_day(experiment: Experiment) -> dt.date:
    """The day on which it ends, or was read before that."""
    days = [experiment.end, experiment.result.date if experiment.result is not None else None]
    return min((day for day in days if day is not None), default=dt.date.max)
