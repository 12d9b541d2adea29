"""An experiment is read from a source that is not declared.

## Bad
```yaml
experiments:
  - {id: x1, touchpoint: pay, metric: conversion, variants: [{id: control}, {id: bill}],
     source: {id: booking, column: Arm}}
sources:
  - {id: bookings, location: bookings.csv, kind: events, case: Guest, event: What, time: When}
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
     source: {id: bookings, column: Arm}}
sources:
  - {id: bookings, location: bookings.csv, kind: events, case: Guest, event: What, time: When}
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
from journeymap.rules.references import KnownIds, mend_reference


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find sources of experiments that are not declared."""
    known = KnownIds("source", "sources", (source.id for source in journey.sources))
    for experiment in journey.experiments:
        source = experiment.source
        if source is not None and source.id not in known and not source.id.startswith("?"):
            yield known.finding("JM640", source.id, source.at("id"))


fix = mend_reference
