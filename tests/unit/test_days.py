"""Days are written as ICU writes them, wherever the machine is, and without ICU where it has been asked before."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icu4py.messageformat import MessageFormat

from journeymap.calendars import YEARS
from journeymap.io import resources
from journeymap.style import days
from journeymap.style.days import day_text
from journeymap.style.icu_locale import icu_locale

LANGUAGES = sorted(path.stem for path in (resources.templates() / "locales").glob("*.yaml"))
ODD = [
    "lt",
    "th",
    "ar-SA",
    "he-u-nu-hebr",
    "en-u-nu-roman",
    "ja-u-ca-japanese",
    "hi-u-nu-deva",
    "en-u-nu-mathsanb",
    "xx",
]
"""Locales with other calendars, digits and numbers, and one that there is not."""
CALENDARS = ["", "-u-ca-gregory", "-u-ca-persian", "-u-ca-hebrew", "-u-ca-islamic-umalqura"]
LOCALES = [*(language + calendar for language in [*LANGUAGES, "en-GB", "fa-AF"] for calendar in CALENDARS), *ODD]
DAYS = st.dates(dt.date(1500, 1, 1), dt.date(2300, 12, 31))


def _by_icu(day: dt.date, locale: str) -> str:
    moment = dt.datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001  as ICU's own zone is the system's
    return MessageFormat("{day, date, ::dMMMy}", icu_locale(locale)).format({"day": moment})


@pytest.mark.parametrize("locale", LOCALES)
def test_a_day_of_each_month_is_written_as_icu_writes_it(locale: str) -> None:
    for month in range(1, 13):
        for year, number in ((2026, 1), (1999, 13), (2026, 28), (2024, 10), (1900, 2), (2200, 20)):
            day = dt.date(year, month, number)
            assert day_text(day, locale) == _by_icu(day, locale)


@given(day=DAYS, locale=st.sampled_from(LOCALES))
def test_any_day_is_written_as_icu_writes_it(day: dt.date, locale: str) -> None:
    assert day_text(day, locale) == _by_icu(day, locale)


def test_days_before_the_gregorian_calendar_are_those_of_icu() -> None:
    assert dt.date(1500, 1, 1).year not in YEARS
    assert day_text(dt.date(1500, 1, 1), "en-GB") == "23 Dec 1499"


def test_only_the_first_run_asks_icu_for_dates(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(days, "__file__", __file__)  # of a source that has just changed nothing is kept
    uncached = days._months.__wrapped__
    first = {locale: uncached(locale) for locale in ("he", "ar", "fa-u-ca-persian")}
    monkeypatch.setattr(days, "_asked", None)
    assert {locale: uncached(locale) for locale in first} == first
    assert [bool(months) for _, months in first.values()] == [True, True, False]


@pytest.mark.skipif(sys.platform == "win32", reason="TZ is not read there as POSIX has it")
@pytest.mark.parametrize("zone", ["CET-1CEST,M3.5.0,M10.5.0/3", "IST-2IDT,M3.4.4/26,M10.5.0", "Pacific/Kiritimati"])
def test_a_day_in_summer_is_the_same_in_every_zone(zone: str) -> None:
    """ICU knows no summer time of a rule in `TZ`: by its midnight, each day in summer would be the one before."""
    code = """
import datetime as dt
from journeymap.calendars import date_in, names_of_month
from journeymap.style.days import day_text
day = dt.date(2026, 7, 1)
month = names_of_month(day, "en", "gregorian")[0]
print(day_text(day, "en-GB"), day_text(day, "de-u-ca-persian"), date_in("persian", day), month.strip())
"""
    asked = {"env": os.environ | {"TZ": zone, "PYTHONDONTWRITEBYTECODE": "1", "XDG_CACHE_HOME": "/none"}, "text": True}
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, **asked).stdout
    assert said == "1 Jul 2026 10. Tir 1405 AP (1405, 4, 10) July\n"
