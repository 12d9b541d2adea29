"""The measures beside the journey are about something that the journey no longer has.

A touchpoint, a segment or a source was removed or has another id since the answers were counted. The map leaves out
what it cannot place. It is reported in the file of measures, once for each id; counting again mends it.

## Bad
```yaml
sources:
  - id: survey
    location: answers.csv
    time: Date
    questions: [{column: Q1, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}]
```

```json measures
{"cells": [
{"touchpoint": "orders", "metric": "csat", "source": "survey", "segment": {}, "period": "2025-Q4",
 "n": 80, "value": 31, "mean": 2.4, "mean_low": 2.2, "mean_high": 2.6}
]}
```

## Good
```yaml
sources:
  - id: survey
    location: answers.csv
    time: Date
    questions: [{column: Q1, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}]
```

```json measures
{"cells": [
{"touchpoint": "order", "metric": "csat", "source": "survey", "segment": {}, "period": "2025-Q4",
 "n": 80, "value": 31, "mean": 2.4, "mean_low": 2.2, "mean_high": 2.6}
]}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.model.reading import short
from journeymap.overlays.measures_file import MeasuresFile
from journeymap.rules.base import Context
from journeymap.spelling import did_you_mean

_MOST_IDS = 500  # with more, looking for the one that is meant would take too long
_AGAIN = "`journeymap measure` counts again"


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find ids in the file of measures that the journey does not have."""
    measures = context.overlay(MeasuresFile)
    if measures is None:
        return
    known = {
        "touchpoint": list(journey.touchpoint_by_id),
        "segment": [segment.id for segment in journey.segments],
        "source": [source.id for source in journey.sources],
    }
    for gone in measures.gone:
        ids = known[gone.noun]
        near = did_you_mean(gone.id, ids) if len(ids) <= _MOST_IDS and len(measures.gone) <= _MOST_IDS else ""
        hint = f"{near} {_AGAIN}" if near else _AGAIN
        yield Finding("JM512", f"there is no {gone.noun} `{short(gone.id)}`", gone.span, hint, overlay=measures.name)
