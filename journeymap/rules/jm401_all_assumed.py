"""Every emotion of an as-is map is merely assumed.

A map of assumptions is a fine start and a poor reason to spend money: ask five customers. Scores
count as assumed unless their `evidence` is `observed` or `measured`. A `to-be` map cannot help it, and a map with
measured feelings beside it is no longer merely assumed.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, emotions: {persona: dana, score: 1}}
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: pay, name: Pays, emotions: {persona: dana, score: 1, evidence: observed}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.feelings import emotions, is_assumed
from journeymap.model import Journey
from journeymap.overlays.measures_file import MeasuresFile
from journeymap.rules.base import Context
from journeymap.rules.wording import key_of


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find an as-is journey in which all emotions are assumed, and none was measured."""
    measures = context.overlay(MeasuresFile)
    if measures is not None and measures.values:
        return
    felt = [emotion for _, emotion in emotions(journey)]
    if journey.kind == "as-is" and felt and all(map(is_assumed, felt)):
        yield Finding("JM401", "every emotion on the map is merely assumed", key_of(journey, "stages"),
                      "ask or watch a few customers, and set `evidence: observed` or `measured`")  # fmt: skip
