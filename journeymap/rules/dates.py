"""What several rules need to reckon with dates."""

from __future__ import annotations

import datetime as dt

from journeymap.model import Review


def next_review(review: Review) -> dt.date | None:
    """The day by which the next review is to be held; None where that is beyond the calendar."""
    try:
        return review.due
    except (OverflowError, ValueError):
        return None
