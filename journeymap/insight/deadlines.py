"""The days by which something is to be done, and what has missed them.

Something is overdue from the day after: what is due today can still be done today.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from journeymap.insight.actions import is_open
from journeymap.model import Action, Journey, Review


def next_review(review: Review) -> dt.date | None:
    """The day by which the next review is to be held; None where that is beyond the calendar.

    It is as long after the last review as the map is reviewed. Where a month lacks the day, its last day stands in:
    a month after 31 January is 28 February, or 29 in a leap year.
    """
    try:
        return review.every.after(review.last)
    except (OverflowError, ValueError):
        return None


def deadline(action: Action) -> dt.date | None:
    """The day by which an action is to be done; None when it is done or dropped, or has no such day."""
    return action.due if is_open(action) else None


def review_deadline(journey: Journey) -> dt.date | None:
    """The day by which the journey is to be reviewed; None when it has no reviews."""
    return next_review(journey.review) if journey.review is not None else None


def days_overdue(due: dt.date | None, today: dt.date) -> int:
    """How many days ago something was due; 0 when it is due today or later, or on no day."""
    return max((today - due).days, 0) if due is not None else 0


def is_overdue(action: Action, today: dt.date) -> bool:
    """Whether an open action should have been done before today."""
    return days_overdue(deadline(action), today) > 0


def is_review_overdue(journey: Journey, today: dt.date) -> bool:
    """Whether the journey should have been reviewed before today."""
    return days_overdue(review_deadline(journey), today) > 0


def deadlines(journey: Journey) -> Iterator[dt.date]:
    """Every day after which something is overdue: that of the review and those of the open actions."""
    for due in (review_deadline(journey), *map(deadline, journey.actions)):
        if due is not None:
            yield due
