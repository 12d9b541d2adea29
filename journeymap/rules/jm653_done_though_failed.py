"""An action is done although its experiment shows no difference, or harm.

Take it back, or say why it stays. An experiment that helped, of several that try the same action out, speaks for it.

## Bad
```yaml
experiments:
  - id: x1
    touchpoint: pay
    action: a1
    metric: conversion
    variants: [{id: control}, {id: bill}]
    result: {date: 2025-12-01, difference: 0.2, low: -2.3, high: 2.7, p: 0.88}
actions:
  - {id: a1, title: The bill at breakfast, status: done}
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
    action: a1
    metric: conversion
    variants: [{id: control}, {id: bill}]
    result: {date: 2025-12-01, difference: 0.2, low: -2.3, high: 2.7, p: 0.88}
actions:
  - {id: a1, title: The bill at breakfast, status: dropped}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, metrics: {conversion: {value: 20}}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.experiments import has_failed, of_action, verdict
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted

_SHOWS = {"harmed": "harm", "no-difference": "no difference"}


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find actions that are done, of which an experiment failed and none helped."""
    for action in journey.actions:
        tried = of_action(journey, action) if action.status == "done" else ()
        found = {each.id: verdict(journey, each) for each in tried}
        failed = [each for each in tried if has_failed(journey, each)]
        if failed and not any(each is not None and each.kind == "helped" for each in found.values()):
            last = found[failed[-1].id]
            shown = _SHOWS[last.kind] if last is not None else ""
            yield Finding("JM653", f"the action {quoted(action.title)} is done, and `{failed[-1].id}` shows {shown}",
                          action.at("status"), "take it back, or try it out again")  # fmt: skip
