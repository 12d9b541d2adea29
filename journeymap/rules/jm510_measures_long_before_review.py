"""The newest measures are older than the review that rests on them.

A review looks at what was measured since the one before. Measures whose newest period ended more than a review interval
(`review.every`) before the last review were old news by then. What was measured in the interval before a review was
measured for it; that a review itself is late is for JM316 to say. Answers of all times have no such day, unless the
source says their `period`.

## Bad
```yaml
review: {last: 2026-01-10, every: 3 months}
sources:
  - id: survey
    location: answers.csv
    time: Date
    questions: [{column: Q1, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}]
```

```json measures
{"cells": [
{"touchpoint": "order", "metric": "csat", "source": "survey", "segment": {}, "period": "2025-Q2",
 "n": 80, "value": 31, "mean": 2.4, "mean_low": 2.2, "mean_high": 2.6}
]}
```

## Good
```yaml
review: {last: 2026-01-10, every: 3 months}
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

from journeymap.calendars import in_calendar
from journeymap.diagnostics import Finding
from journeymap.insight.health import is_long_before_review
from journeymap.model import Journey
from journeymap.overlays.measures_file import MeasuresFile
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find sources whose newest period ended long before the last review."""
    measures = context.overlay(MeasuresFile)
    if measures is None or journey.review is None:
        return
    for source in journey.sources:
        ended = measures.ended.get(source.id)
        if ended is not None and is_long_before_review(journey, ended):
            day = in_calendar(ended, journey.calendar)
            review = in_calendar(journey.review.last, journey.calendar)
            yield Finding("JM510", f"the measures of `{source.id}` end on {day}, long before the review of {review}",
                          source.at("id"), "ask customers again, then run `journeymap measure`")  # fmt: skip
