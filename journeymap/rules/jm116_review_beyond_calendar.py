"""The next review would fall after the year 9999, where the calendar ends.

It is nearly always a slip in the year of the last review.

## Bad
```yaml
review: {last: 9999-10-01, every: 4 months}
```

## Good
```yaml
review: {last: 2025-10-01, every: 4 months}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.deadlines import review_deadline
from journeymap.model import Journey
from journeymap.rules.base import Context


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find a review whose next date would be after the year 9999."""
    if journey.review is not None and review_deadline(journey) is None:
        yield Finding(
            "JM116",
            "the next review would be after the year 9999",
            journey.review.at("last"),
            "mend the year of the last review",
        )
