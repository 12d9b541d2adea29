"""The calendars that a journey's dates are written in: reads dates from texts, and writes them.

ICU converts the days of the other calendars, so that a date is read as the map shows it. ICU only writes dates; a day
is found by searching for the one that it writes so. Months are counted from 1 in ICU's order: a Hebrew year begins with
Tishri, its month 6 is Adar I, which only leap years have, and Adar is always 7, Nisan 8 and Elul 13.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from contextlib import suppress
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal

from journeymap.digits import DIGIT, NOT_LATIN, latin

if TYPE_CHECKING:
    from icu4py.messageformat import MessageFormat

Calendar = Literal["gregorian", "persian", "hebrew", "islamic-umalqura"]
CALENDARS: tuple[Calendar, ...] = ("gregorian", "persian", "hebrew", "islamic-umalqura")
NAMES: dict[Calendar, str] = {
    "gregorian": "Gregorian", "persian": "Persian", "hebrew": "Hebrew", "islamic-umalqura": "Umm al-Qura",
}  # fmt: skip
YEARS = range(1900, 2201)
"""The Gregorian years of a journey's dates; any other is a slip, or a year of another calendar."""

QUARTERED: tuple[Calendar, ...] = ("gregorian", "persian")
"""The calendars that have quarters."""

_MONTH_FORMATS = ("MMMM", "LLLL", "MMM", "LLL", "long", "medium")

_FIRST = rf"[1-9۱-۹١-٩]{DIGIT}{{3}}"
_ISO = r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}"
DAY = rf"{_ISO}|{NOT_LATIN}{_FIRST}([-/]){DIGIT}{{1,2}}\1{DIGIT}{{1,2}}"
"""The pattern of a day, in Python and in ECMAScript. With Latin digits it is `2026-11-21` alone."""
PERIOD = rf"[1-9][0-9]{{3}}-(?:[0-9]{{2}}|Q[1-4])|{NOT_LATIN}{_FIRST}(?:[-/]{DIGIT}{{1,2}}|-Q[1-4۱-۴١-٤])"
"""The pattern of a month or a quarter: `2027-03`, `2027-Q1`, `۱۴۰۵/۱۲`."""

# The day before the first year, counted from 1 January of the year 1, and the mean length of a year, both in days.
# Source: E. M. Reingold and N. Dershowitz, Calendrical Calculations.
_YEARS_OF: dict[Calendar, tuple[int, float]] = {
    "persian": (226_895, 365.2422), "hebrew": (-1_373_428, 365.2468), "islamic-umalqura": (227_014, 354.3671),
}  # fmt: skip


class WrittenDate(dt.date):
    """A date that its file does not have in ISO form: of another calendar or in other digits, or a month or quarter.

    It is the day, in the Gregorian calendar; for a month or a quarter, its last one. `str` returns the text of the
    file, and `isoformat` the day. `period` is the month or quarter (`1405-Q4`), empty for a day. Two dates are
    equal if they are the same day and the same month or quarter, however they are written.
    """

    written: str
    period: str

    def __new__(cls, year: int, month: int, day: int, written: str = "", period: str = "") -> WrittenDate:
        """The two texts have defaults, since adding days to a date makes another from its year, month and day."""
        made = super().__new__(cls, year, month, day)
        made.written = written
        made.period = period
        return made

    def __str__(self) -> str:
        return self.written or self.isoformat()

    def __eq__(self, other: object) -> bool:
        return dt.date.__eq__(self, other) is True and self.period == getattr(other, "period", "")

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = dt.date.__hash__

    def __reduce__(self) -> tuple[Any, ...]:
        return WrittenDate, (self.year, self.month, self.day, self.written, self.period)


def read_date(text: str, calendar: Calendar, *, periods: bool = False) -> dt.date | None:
    """Returns the date that a text is in a calendar; with `periods` also a month or quarter.

    A month or quarter counts as its last day. None if the text is not written as a date. Raises ValueError if the
    calendar has no such date.
    """
    if calendar == "gregorian" and re.fullmatch(_ISO, text):  # most dates
        return dt.date.fromisoformat(text)
    is_day = re.fullmatch(DAY, text) is not None
    if not is_day and not (periods and re.fullmatch(PERIOD, text)):
        return None
    year, *rest = re.split("[-/]", latin(text))
    if is_day:
        return _written(day_of(calendar, int(year), int(rest[0]), int(rest[1])), text)
    if not rest[0].startswith("Q"):
        month = int(rest[0])
    elif calendar in QUARTERED:
        month = int(rest[0][1]) * 3
    else:
        raise ValueError(f"the {NAMES[calendar]} calendar has no quarters")
    return _written(_last_day(calendar, int(year), month), text, f"{year}-{rest[0]:>02}")


def other_calendars(text: str, *, periods: bool = False) -> dict[Calendar, dt.date]:
    """Returns the calendars but the Gregorian one in which a text is a date of a likely year, with the date."""
    found: dict[Calendar, dt.date] = {}
    for calendar in CALENDARS[1:]:
        with suppress(ValueError):
            day = read_date(text, calendar, periods=periods)
            if day is not None and day.year in YEARS:
                found[calendar] = day
    return found


def _written(day: dt.date, text: str, period: str = "") -> WrittenDate:
    return WrittenDate(day.year, day.month, day.day, text, period)


def year_of(text: str) -> int:
    """Returns the year of a text that `read_date` takes for a date."""
    return int(latin(text[:4]))


@lru_cache(maxsize=4096)
def day_of(calendar: Calendar, year: int, month: int, day: int) -> dt.date:
    """Returns the day with this date in a calendar. Raises ValueError if there is no such day."""
    if calendar == "gregorian":
        return dt.date(year, month, day)
    before, length = _YEARS_OF[calendar]
    start = before + int((year - 1) * length)
    days = range(max(start - 60, 1), min(start + 460, dt.date.max.toordinal()))
    place = bisect_left(days, (year, month, day), key=lambda ordinal: date_in(calendar, dt.date.fromordinal(ordinal)))
    found = dt.date.fromordinal(days[place]) if place < len(days) else None
    if found is None or date_in(calendar, found) != (year, month, day):
        raise ValueError(f"{year}-{month}-{day} is not in the {NAMES[calendar]} calendar")
    return found


def date_in(calendar: Calendar, day: dt.date) -> tuple[int, int, int]:
    """Returns the year, month and day of a day in a calendar."""
    if calendar == "gregorian":
        return day.year, day.month, day.day
    year, month, number = map(int, _format(calendar).format({"day": noon(day)}).split("-"))
    if calendar == "hebrew" and month > 5 and not _is_hebrew_leap(year):
        month += 1  # ICU writes Adar as 6 where the year has no Adar I
    return year, month, number


def noon(day: dt.date) -> dt.datetime:
    """Returns the moment by which ICU is told a day.

    ICU writes the day of a moment in the time zone that it finds, and Python takes moments in the one that the system
    finds. Where `TZ` has a rule of its own, as `CET-1CEST,M3.5.0,M10.5.0/3`, ICU knows no summer time: by its midnight
    a day in summer would be the one before.
    """
    return dt.datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001  see above


def in_calendar(day: dt.date, calendar: Calendar | None) -> str:
    """Returns a day as it is written in a file with this calendar: `1405-11-15`."""
    year, month, number = date_in(calendar or "gregorian", day)
    return f"{year:04}-{month:02}-{number:02}"


def names_of_month(day: dt.date, language: str, calendar: Calendar) -> tuple[str, ...]:
    """Returns what a language calls the month of a day, whole and short, alone and within dates, with their numbers."""
    from icu4py.messageformat import MessageFormat  # noqa: PLC0415  few dates are read by the names of months

    locale, moment = f"{language}@calendar={calendar}", noon(day)
    return tuple(MessageFormat(f"{{day, date, {each}}}", locale).format({"day": moment}) for each in _MONTH_FORMATS)


def months_later(day: dt.date, months: int, years: int, calendar: Calendar) -> dt.date:
    """Returns the day so many years and months later in a calendar, or the last day of the month if it has no such day.

    Raises ValueError after the year 9999.
    """
    year, month, number = date_in(calendar, day)
    year += years
    if calendar == "hebrew" and month == 6 and not _is_hebrew_leap(year):
        month = 7
    names = _months(calendar, year)
    place = names.index(month) + months
    while place >= len(names):
        place -= len(names)
        year += 1
        names = _months(calendar, year)
    last = _last_day(calendar, year, names[place])
    return min(day_of(calendar, year, names[place], min(number, 28)) + dt.timedelta(days=max(number - 28, 0)), last)


def _months(calendar: Calendar, year: int) -> list[int]:
    if calendar == "hebrew":
        return [month for month in range(1, 14) if month != 6 or _is_hebrew_leap(year)]
    return list(range(1, 13))


def _last_day(calendar: Calendar, year: int, month: int) -> dt.date:
    """Returns the last day of a month, which has 28 to 31 days. Raises ValueError if there is no such month."""
    for day in (31, 30, 29):
        try:
            return day_of(calendar, year, month, day)
        except ValueError:
            continue
    return day_of(calendar, year, month, 28)


def _is_hebrew_leap(year: int) -> bool:
    """Whether a Hebrew year has 13 months. Source: as above."""
    return (7 * year + 1) % 19 < 7


@cache
def _format(calendar: Calendar) -> MessageFormat:
    from icu4py.messageformat import MessageFormat  # noqa: PLC0415  only dates of other calendars need it

    return MessageFormat("{day, date, y-M-d}", f"en@calendar={calendar};numbers=latn")
