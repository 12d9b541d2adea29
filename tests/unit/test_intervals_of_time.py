"""How often a map is reviewed: the day that comes so much later, in months of any length."""

from __future__ import annotations

import datetime as dt

import pytest

from journeymap.model.kinds import Interval


@pytest.mark.parametrize(
    ("day", "number", "unit", "later"),
    [
        ("2026-01-31", 1, "month", "2026-02-28"),
        ("2028-01-31", 1, "month", "2028-02-29"),
        ("2026-08-31", 1, "month", "2026-09-30"),
        ("2026-10-31", 2, "month", "2026-12-31"),
        ("2026-11-30", 1, "month", "2026-12-30"),
        ("2026-12-31", 1, "month", "2027-01-31"),
        ("2026-11-30", 3, "month", "2027-02-28"),
        ("2026-02-28", 1, "month", "2026-03-28"),
        ("2026-01-15", 11, "month", "2026-12-15"),
        ("2026-01-15", 12, "month", "2027-01-15"),
        ("2026-05-31", 25, "month", "2028-06-30"),
        ("1999-12-31", 2, "month", "2000-02-29"),
        ("2099-12-31", 2, "month", "2100-02-28"),
        ("2028-02-29", 1, "year", "2029-02-28"),
        ("2028-02-29", 4, "year", "2032-02-29"),
        ("2026-12-31", 1, "year", "2027-12-31"),
        ("2026-12-25", 1, "week", "2027-01-01"),
        ("2028-02-28", 2, "day", "2028-03-01"),
    ],
)
def test_the_last_day_of_a_month_stands_in_for_one_that_it_lacks(day: str, number: int, unit: str, later: str) -> None:
    assert Interval(number, unit).after(dt.date.fromisoformat(day)) == dt.date.fromisoformat(later)
