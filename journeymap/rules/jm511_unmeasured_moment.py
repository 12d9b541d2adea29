"""No source asks about a moment of truth.

The journey is measured, but not where it is decided: neither a question of its sources nor a value of `metrics` says
how that goes, and no events are mapped to it. Of a long file of answers, and of events without a map, only the measures
tell which touchpoints they have. A journey without sources is for JM323.

## Bad
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: order, name: Orders}
      - {id: pay, name: Pays, moment_of_truth: fmot, metrics: {csat: {target: 80}}}
sources:
  - id: survey
    location: answers.csv
    questions: [{column: Q1, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}]
```

## Good
```yaml
stages:
  - id: buy
    name: Buy
    touchpoints:
      - {id: order, name: Orders}
      - {id: pay, name: Pays, moment_of_truth: fmot, metrics: {csat: {target: 80}}}
sources:
  - id: survey
    location: answers.csv
    questions: [{column: Q1, touchpoint: pay, metric: csat, scale: {from: 1, to: 5}}]
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.overlays.measures_file import MeasuresFile
from journeymap.rules.base import Context
from journeymap.rules.wording import quoted


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find moments of truth about which nobody is asked, in a journey with sources."""
    measures = context.overlay(MeasuresFile)
    is_unknown = any(each.touchpoint or (each.kind == "events" and not each.map) for each in journey.sources)
    if is_unknown and (measures is None or measures.unreadable):
        return  # which touchpoints such a file has is known once it has been measured
    asked = {question.touchpoint for source in journey.sources for question in source.questions}
    asked |= {name for source in journey.sources for place in source.map.values() for name in place.touchpoints}
    asked |= measures.asked if measures else set()
    for touchpoint in journey.touchpoints:
        is_valued = any(metric.value is not None for metric in touchpoint.metrics.values())
        if touchpoint.moment_of_truth and not is_valued and touchpoint.id not in asked:
            what = f"no source asks about the moment of truth {quoted(touchpoint.name)}"
            yield Finding(
                "JM511", what, touchpoint.at(), "add a question about it to a source, or a value to `metrics`"
            )
