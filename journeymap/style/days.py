"""Days as ICU writes them: `1 Oct 2026`, in the calendar of a locale.

Before its first date ICU reads which scripts and regions all languages have, which takes half as long as drawing a
small overview. So what a locale makes of a Gregorian day is asked once, month by month, and kept between runs.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from icu4py import icu_version
from icu4py.messageformat import MessageFormat

from journeymap.calendars import YEARS, noon
from journeymap.io.kept import KeptValue
from journeymap.style.icu_locale import icu_locale

_DAY, _YEAR = "\ufdd0", "\ufdd1"
"""What stands for the number of a day and of a year."""
_ASKED, _TRIED = (2026, 13), (1987, 1)
"""The year and the day that each month is asked with, and those that show whether the others are written so too."""
_Months = tuple[str, list[str]]
"""The ten digits of a locale, and its months with what stands for day and year; none in another calendar."""


def day_text(day: dt.date, locale: str) -> str:
    """Returns a day in full, as it is written in a locale, which is named by its BCP 47 tag."""
    digits, months = _months(locale)
    if not months or day.year not in YEARS:
        return _by_icu(day, locale)
    return _filled(months[day.month - 1], day, digits)


@cache
def _months(locale: str) -> _Months:
    kept = KeptValue("days", f"{locale} {icu_version}", (Path(__file__),))
    known: _Months | None = kept.read()
    if known is None:
        known = _asked(locale)
        kept.write(known)
    return known


def _asked(locale: str) -> _Months:
    counted = MessageFormat("{n, number, ::group-off}", icu_locale(locale)).format({"n": 1_234_567_890})
    digits = counted[-1] + counted[:-1]
    months: list[str] = []
    for month in range(1, 13) if len(digits) == 10 else ():
        asked, tried = (dt.date(year, month, day) for year, day in (_ASKED, _TRIED))
        text, day, year = _by_icu(asked, locale), _number(asked.day, digits), _number(asked.year, digits)
        pattern = text.replace(year, _YEAR).replace(day, _DAY)
        if _filled(pattern, tried, digits) != _by_icu(tried, locale):
            return digits, []
        months.append(pattern)
    return digits, months


def _filled(pattern: str, day: dt.date, digits: str) -> str:
    return pattern.replace(_DAY, _number(day.day, digits)).replace(_YEAR, _number(day.year, digits))


def _number(number: int, digits: str) -> str:
    return "".join([digits[int(digit)] for digit in str(number)])


def _by_icu(day: dt.date, locale: str) -> str:
    return _format(locale).format({"day": noon(day)})


@cache
def _format(locale: str) -> MessageFormat:
    return MessageFormat("{day, date, ::dMMMy}", icu_locale(locale))
