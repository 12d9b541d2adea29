"""The file of measures beside the journey cannot be read.

`NAME.measures.json` is written by `journeymap measure`, and nobody needs to edit it. Without it, the map would silently
lack what was measured, so nothing is drawn. A link in its place is not followed, since it could lead anywhere. It is
reported in the file of measures.

## Bad
```yaml
sources:
  - id: survey
    location: answers.csv
    questions: [{column: Q1, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}]
```

```json measures
{"schema": 2}
```

## Good
```yaml
sources:
  - id: survey
    location: answers.csv
    questions: [{column: Q1, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}]
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.overlays.measures_file import MeasuresFile
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find a file of measures that cannot be read."""
    measures = context.overlay(MeasuresFile)
    if measures is not None and measures.unreadable is not None:
        why, hint, span = measures.unreadable
        yield Finding("JM513", f"the measures cannot be read: {why}", span, hint, overlay=measures.name)
