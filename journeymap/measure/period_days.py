"""The periods that measures are told by: how long they are, their days, and which one comes before another."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import Literal

from journeymap.model import Journey

Period = Literal["month", "quarter", "week", "year", "all"]
PERIODS: tuple[Period, ...] = ("month", "quarter", "week", "year", "all")

_PERIOD = re.compile("([0-9]{4})(?:-([0-9]{2})|-Q([1-4])|-W([0-9]{2}))?")
_WEEK_BEGINS_EARLIER = {"iso": 0, "sunday": 1, "saturday": 2}
"""By how many days a week begins before the ISO week of its name."""
_WEEK = dt.timedelta(days=7)


def days_of(period: str, week: str = "iso") -> tuple[dt.date, dt.date] | None:
    """Returns the first and the last day of a period; None for `all`, and for what is no period.

    `week` is how weeks begin: `iso`, `sunday` or `saturday`.
    """
    found = _PERIOD.fullmatch(period)
    if found is None:
        return None
    year, month, quarter, number = (int(part) if part else 0 for part in found.groups())
    try:
        if number:
            first = dt.date.fromisocalendar(year, number, 1) - dt.timedelta(days=_WEEK_BEGINS_EARLIER[week])
            return first, first + dt.timedelta(days=6)
        begins, ends = (month, month) if month else (quarter * 3 - 2, quarter * 3) if quarter else (1, 12)
        return dt.date(year, begins, 1), dt.date(year, ends, monthrange(year, ends)[1])
    except ValueError:
        return None


def week_of(journey: Journey, source: str = "") -> str:
    """Returns how the weeks of a source begin: `iso`, `sunday` or `saturday`.

    Without the id of one, it is as the weeks of all sources begin, and `iso` where these differ.
    """
    weeks = {each.week for each in journey.sources if not source or each.id == source}
    return weeks.pop() if len(weeks) == 1 else "iso"


def place_of(period: str) -> int | None:
    """Returns the place of a period among those of its length, in time: the next one is one further on.

    None for `all`, and for what is no period.
    """
    days = days_of(period)
    if days is None:
        return None
    first = days[0]
    if "W" in period:
        return first.toordinal() // 7
    if "Q" in period:
        return first.year * 4 + (first.month + 2) // 3
    return first.year * 12 + first.month if "-" in period else first.year


def period_before(period: str) -> str | None:
    """Returns the name of the period before a period, of the same length; None where there is none."""
    days = days_of(period)
    if days is None or days[0].year <= dt.MINYEAR + 1:
        return None
    last = days[0] - dt.timedelta(days=1)
    if "W" in period:
        year, number, _ = (days[0] - _WEEK).isocalendar()
        return f"{year:04d}-W{number:02d}"
    if "Q" in period:
        return f"{last.year:04d}-Q{(last.month + 2) // 3}"
    return f"{last.year:04d}-{last.month:02d}" if "-" in period else f"{last.year:04d}"


def periods_until(newest: str, oldest: str, most: int) -> tuple[str, ...]:
    """Returns the periods from `oldest` to `newest`, in order, those between them too: the last `most` of them."""
    found = [newest]
    while len(found) < most and found[-1] > oldest and (earlier := period_before(found[-1])) is not None:
        found.append(earlier)
    return tuple(reversed(found))
