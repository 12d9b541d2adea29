"""Periods of time: which one a moment is in, in the words of SQL and by name."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from journeymap.measure.answers.refusal import refused
from journeymap.measure.engines.dialects import DUCKDB, Dialect
from journeymap.measure.period_days import Period
from journeymap.model import Source

WITHIN, OUTSIDE = "within", "outside"
"""The names of the periods of a span of days."""


class DaySpan(NamedTuple):
    """Some days as a period of their own, both ends among them; what is before or after them is another one."""

    first: dt.date
    last: dt.date


AnyPeriod = Period | DaySpan

_EPOCH = dt.date(1970, 1, 1)  # a Thursday
_WEEK_BEGINS = {"iso": 3, "sunday": 4, "saturday": 5}
"""The days from the beginning of a week to the first of January 1970."""
_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})|-Q([1-4])|-W([0-9]{2}))?")


def number_in_sql(period: AnyPeriod, week: str, moment: str, dialect: Dialect = DUCKDB) -> str:
    """Returns the SQL of the number of the period that a moment (the SQL of a TIMESTAMP) is in.

    Periods are half-open, and their numbers are those that `name_of` takes.
    """
    if isinstance(period, DaySpan):
        first, last = ((day - _EPOCH).days for day in period)
        return f"CASE WHEN {dialect.days.format(moment)} BETWEEN {first} AND {last} THEN 1 ELSE 0 END"
    year, quarter, month = (each.format(moment) for each in (dialect.year, dialect.quarter, dialect.month))
    days = f"({dialect.days.format(moment)} + {700_000 + _WEEK_BEGINS[week]})"
    return {
        "all": "0",
        "year": year,
        "quarter": f"{year} * 4 + {quarter} - 1",
        "month": f"{year} * 12 + {month} - 1",
        "week": dialect.quotient.format(days, 7),
    }[period]


def name_of(period: AnyPeriod, week: str, number: int) -> str:
    """Returns the name of a period by its number: `2026-02`, `2026-Q3`, `2026-W07`, `2026` or `all`.

    A week has the name of the ISO week with most of its days. Days of a span are `within`, all others `outside`.
    """
    if isinstance(period, DaySpan):
        return WITHIN if number else OUTSIDE
    if period == "all":
        return "all"
    if period == "year":
        return f"{number:04d}"
    if period == "quarter":
        return f"{number // 4:04d}-Q{number % 4 + 1}"
    if period == "month":
        return f"{number // 12:04d}-{number % 12 + 1:02d}"
    middle = _EPOCH + dt.timedelta(days=number * 7 - 700_000 - _WEEK_BEGINS[week] + 3)
    year, name, _ = middle.isocalendar()
    return f"{year:04d}-W{name:02d}"


def period_of_all(source: Source, period: AnyPeriod) -> str:
    """Returns the period in which all answers of a source without times count: of a span of days, `within` it.

    Raises an AnswersError where the source says none, or one that may lie in several.
    """
    if isinstance(period, DaySpan):
        return WITHIN
    if period == "all":
        return "all"
    if source.period is None:
        raise refused(source, "id", f"the source `{source.id}` says neither `time` nor `period`",
                      "name the column of times, or the period of all answers; or count with --period all")  # fmt: skip
    found = _FORM.fullmatch(source.period)
    assert found is not None
    year, month, quarter, week = found.groups()
    if period == "year" and not week:
        return year
    if period == "quarter" and (quarter or month):
        return f"{year}-Q{quarter or (int(month) + 2) // 3}"
    if (period == "month" and month) or (period == "week" and week):
        return source.period
    raise refused(source, "period", f"answers of {source.period} cannot be told by {period}",
                  f"count with a longer --period than {period}, or name the column of times")  # fmt: skip
