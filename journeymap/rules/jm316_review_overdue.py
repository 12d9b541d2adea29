"""The journey's review is overdue.

The map says how often it is gone through, and that day has passed. Review it, then write the new day
under `last`.

## Bad
```yaml
review: {last: 2025-06-01, every: 4 months}
```

## Good
```yaml
review: {last: 2025-12-01, every: 4 months}
```
"""

from collections.abc import Iterator

from journeymap.calendars import in_calendar
from journeymap.diagnostics import Finding
from journeymap.insight.deadlines import days_overdue, review_deadline
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.wording import days


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find a review that is overdue."""
    due = review_deadline(journey)
    late = days_overdue(due, context.today)
    if journey.review is not None and due is not None and late:
        day = in_calendar(due, journey.calendar)
        yield Finding("JM316", f"the review was due on {day}, {days(late)} ago",
                      journey.review.at("last"), "review the map, then write the day of it here")  # fmt: skip
