"""Deadlines of actions, of the review and of experiments, and what is overdue.

Something is overdue from the day after its deadline: what is due today can still be done today.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from journeymap.calendars import YEARS, Calendar
from journeymap.insight.actions import is_open
from journeymap.model import Action, Experiment, Journey, Review

READ_WITHIN = dt.timedelta(days=7)
"""How long after its end an experiment is to be read; after that, it is overdue."""


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


def reading_due(experiment: Experiment) -> dt.date | None:
    """Returns the last day of an experiment that has no result yet; from the day after, it is to be read."""
    return experiment.end if experiment.result is None else None


def reading_deadline(experiment: Experiment) -> dt.date | None:
    """Returns the day by which an experiment without a result is to be read, `READ_WITHIN` after its end.

    None without an end, and for one in a year in which nobody plans.
    """
    end = reading_due(experiment)
    return end + READ_WITHIN if end is not None and end.year in YEARS else None


def deadlines(journey: Journey) -> Iterator[dt.date]:
    """Yields every deadline of the journey: of the review, then of the open actions, then of unread experiments."""
    for due in (review_deadline(journey), *map(deadline, journey.actions), *map(reading_due, journey.experiments)):
        if due is not None:
            yield due
