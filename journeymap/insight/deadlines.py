"""Deadlines of actions and of the review, and what is overdue.

Something is overdue from the day after its deadline: what is due today can still be done today.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from journeymap.calendars import YEARS, Calendar
from journeymap.insight.actions import is_open
from journeymap.model import Action, Journey, Review


def next_review(review: Review, calendar: Calendar | None = None) -> dt.date | None:
    """Returns the day of the next review: the last review plus the review interval; None after the year 9999.

    Months and years are those of the journey's calendar.

    If the month has no such day, it is the last day of the month: a month after 31 January is 28 February, or 29 in
    a leap year.
    """
    try:
        return review.every.after(review.last, calendar or "gregorian")
    except (OverflowError, ValueError):
        return None


def deadline(action: Action) -> dt.date | None:
    """Returns the due date of an open action; None when it has none, or is done or dropped."""
    return action.due if is_open(action) else None


def review_deadline(journey: Journey) -> dt.date | None:
    """Returns the day of the journey's next review; None when it has no review or none before the year 10000."""
    return next_review(journey.review, journey.calendar) if journey.review is not None else None


def days_overdue(due: dt.date | None, today: dt.date) -> int:
    """Returns how many days ago something was due; 0 when it is due today or later, or has no deadline.

    0 also for a year in which nobody plans, such as one of another calendar, which is reported.
    """
    return max((today - due).days, 0) if due is not None and due.year in YEARS else 0


def is_overdue(action: Action, today: dt.date) -> bool:
    """Whether an open action should have been done before today."""
    return days_overdue(deadline(action), today) > 0


def is_review_overdue(journey: Journey, today: dt.date) -> bool:
    """Whether the journey should have been reviewed before today."""
    return days_overdue(review_deadline(journey), today) > 0


def deadlines(journey: Journey) -> Iterator[dt.date]:
    """Yields every deadline of the journey: that of the review, then those of the open actions."""
    for due in (review_deadline(journey), *map(deadline, journey.actions)):
        if due is not None:
            yield due
