"""Reads the days in the exports of trackers. A day that can be two is one only if the others of its column say so."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from journeymap.calendars import YEARS
from journeymap.date_patterns import month_called, read_by
from journeymap.digits import latin

_TIME = r"(?:[T ,].*)?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}}){_TIME}")
_NAMED = re.compile(rf"([0-9]{{1,2}})[ /.-]([A-Za-z]{{3,9}})\.?[ /.,-]+([0-9]{{4}}|[0-9]{{2}}){_TIME}")
_NAME_FIRST = re.compile(rf"([A-Za-z]{{3,9}})\.? ([0-9]{{1,2}}),? ([0-9]{{4}}){_TIME}")
_NUMBERS = re.compile(rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2([0-9]{{4}}|[0-9]{{2}}){_TIME}")
_MONTHS = 12


class DaysOfColumn:
    """Reads the days of one column, whose cells are all written in one way.

    `pattern` says how; it was checked. Without it, `5/6/2027` is read as the cells that can be read in one way only
    are: with `25/6/2027` among them, the day comes first.
    """

    def __init__(self, texts: Iterable[str], pattern: str = "") -> None:
        self._pattern = pattern
        self._orders = {order for text in texts for order in _only_order(text)}

    def day(self, text: str) -> dt.date | None:
        """The day that a cell says; None for an empty one. Raises ValueError with what is wrong with it."""
        text = text.strip()
        if not text:
            return None
        found = (read_by(self._pattern, text) if self._pattern else None) or self._day(latin(text))
        if found is None or found.year not in YEARS:
            raise ValueError(f'"{text}" is not a day that can be read')
        return found

    def _day(self, text: str) -> dt.date | None:
        if found := _YEAR_FIRST.fullmatch(text):
            return _date(found[1], found[3], found[4])
        if found := _NAMED.fullmatch(text):
            return _date(found[3], str(month_called(found[2])), found[1])
        if found := _NAME_FIRST.fullmatch(text):
            return _date(found[3], str(month_called(found[1])), found[2])
        found = _NUMBERS.fullmatch(text)
        if found is None:
            return None
        first, second, year = found[1], found[3], found[4]
        day_first, month_first = _date(year, second, first), _date(year, first, second)
        if found[2] == "." or day_first is None or month_first is None or day_first == month_first:
            return day_first or month_first
        if len(self._orders) != 1:
            raise ValueError(f'"{text}" can be {day_first} or {month_first}')
        return day_first if self._orders == {"d"} else month_first


def _only_order(text: str) -> Iterable[str]:
    """What comes first in a text of three numbers, `d` or `m`, where it can be one of them only."""
    found = _NUMBERS.fullmatch(latin(text.strip()))
    if found is None or found[2] == ".":
        return ()
    is_day_first, is_month_first = int(found[3]) <= _MONTHS, int(found[1]) <= _MONTHS
    return ("d",) if is_day_first and not is_month_first else ("m",) if is_month_first and not is_day_first else ()


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None
