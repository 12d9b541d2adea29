"""The form of dates of a source is none that is known.

Dates are described as in strftime: `%d` for the day, `%m` for the month, `%Y` for the year, `%H`, `%M` and `%S` for the
time of day. With a form that is none, no time of any answer could be read.

## Bad
```yaml
sources:
  - id: survey
    location: answers.csv
    format: {date: dd/mm/yyyy}
    time: Date
    questions:
      - {column: Q1, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}
```

## Good
```yaml
sources:
  - id: survey
    location: answers.csv
    format: {date: "%d/%m/%Y"}
    time: Date
    questions:
      - {column: Q1, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.sources import wrong_date_form
from journeymap.model import Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find forms of dates that cannot be read."""
    for source in journey.sources:
        form = source.format
        if form is not None and form.date is not None and (wrong := wrong_date_form(form.date)):
            yield Finding("JM514", wrong[0], form.at("date"), wrong[1])
