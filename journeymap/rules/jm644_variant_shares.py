"""The shares of the variants do not add up to all customers of the experiment.

The split is checked against these shares. Give all of them, which together are 100%, or none: then all are equal.

## Bad
```yaml
experiments:
  - {id: x1, touchpoint: pay, metric: conversion, variants: [{id: control, share: 50%}, {id: bill, share: 40%}]}
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, metrics: {conversion: {value: 20}}}
```

## Good
```yaml
experiments:
  - {id: x1, touchpoint: pay, metric: conversion, variants: [{id: control, share: 50%}, {id: bill, share: 50%}]}
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
from journeymap.rules.wording import key_of, percent

_ROUNDING = 0.005
"""Three thirds of 33% are nearly all, and 33.3% are nearer."""


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find shares that are given for some variants only, that are nothing, or that are not 100% together."""
    for experiment in journey.experiments:
        shares = [variant.share for variant in experiment.variants if variant.share is not None]
        whole = sum(shares)
        if shares and len(shares) < len(experiment.variants):
            yield Finding("JM644", f"{len(shares)} of {len(experiment.variants)} variants have a share",
                          key_of(experiment, "variants"), "give every variant its share, or none")  # fmt: skip
        elif shares and abs(whole - 1) > _ROUNDING * len(shares):
            yield Finding("JM644", f"the shares of the variants are {percent(whole)} together",
                          key_of(experiment, "variants"), "let them be 100% of the experiment's customers")  # fmt: skip
        for variant in experiment.variants:
            if variant.share == 0:
                yield Finding("JM644", f"nobody gets the variant `{variant.id}`", variant.at("share"),
                              "give it a share, or take it out")  # fmt: skip
