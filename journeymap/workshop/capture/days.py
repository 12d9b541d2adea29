"""Reads a day as people write it into a form: in digits, or with the name of its month."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress

from journeymap.calendars import YEARS, Calendar, WrittenDate, day_of, in_calendar, names_of_month, read_date
from journeymap.model import Journey
from journeymap.style.locale import Words
from journeymap.workshop.capture.placement import Unplaced, normal

_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
_YEAR_FIRST_OTHERWISE = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_SLASHED = re.compile(r"(\d{1,2})([-/])(\d{1,2})\2(\d{4})")
_NAMED = re.compile(r"\d{1,2}\D+\d{4}|\D+\d{1,2}\D+\d{4}|\d{4}\D+\d{1,2}")
_MONTHS = range(1, 14)
_THIS_CENTURY = 2000
_LEAST_YEAR = 1000


def date_in(text: str, journey: Journey, words: Words) -> dt.date | None:
    """The day, month or quarter in the journey's calendar; None for an empty text. Raises Unplaced for any other.

    `1/2/2027` is refused, since it is another day in other countries. A likely Gregorian year is one in every journey,
    since a workbook has its dates in that calendar. The names of months are those of the `words`, or English ones.
    """
    if not text:
        return None
    calendar = journey.calendar or "gregorian"
    found: dt.date | None = None
    with suppress(ValueError):
        found = _in_digits(text, calendar) or _with_month(text, calendar, words)
    if found is None or found.year < _LEAST_YEAR:
        example = in_calendar(dt.date(2027, 1, 31), calendar)
        raise Unplaced(f'"{text}" is not a day; write it as {example}')
    if calendar == "gregorian" or isinstance(found, WrittenDate):
        return found
    return WrittenDate(found.year, found.month, found.day, in_calendar(found, calendar))


def _in_digits(text: str, calendar: Calendar) -> dt.date | None:
    """The day or period that is written in digits alone. Raises ValueError if the calendar has no such day."""
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
    elif (found := read_date(text, calendar, periods=True)) is not None:
        return found
    elif match := _YEAR_FIRST_OTHERWISE.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DOTTED.fullmatch(text):
        day, month, year = match.groups()
        year = year if len(year) > 2 or calendar != "gregorian" else str(_THIS_CENTURY + int(year))
    elif match := _SLASHED.fullmatch(text):
        day, _, month, year = match.groups()
        if int(month) > 12:
            day, month = month, day
        elif int(day) <= 12 and day != month:
            example = in_calendar(dt.date(2027, 1, 31), calendar)
            raise Unplaced(f'"{text}" may be two days, for some write the month first; write it as {example}')
    else:
        return None
    return day_of("gregorian" if int(year) in YEARS else calendar, int(year), int(month), int(day))


def _with_month(text: str, calendar: Calendar, words: Words) -> dt.date | None:
    """The day whose month is named: `20 November 2026`, `Nov 20, 2026`. Raises ValueError if there is no such day."""
    if not _NAMED.fullmatch(text):
        return None
    day, year = sorted(map(int, re.findall(r"\d+", text)))
    named, used = _letters(text), calendar if year not in YEARS else "gregorian"
    for locale in (words.locale, "en"):
        for month in _MONTHS:
            try:
                first = day_of(used, year, month, 1)
            except ValueError:  # as the month that a leap year alone has
                continue
            if named in map(_letters, names_of_month(first, locale.partition("-u-")[0], used)):
                return day_of(used, year, month, day)
    return None


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, normal(text)))
