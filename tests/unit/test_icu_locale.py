"""ICU's own names of locales mean what their BCP 47 tags mean."""

import datetime as dt

import pytest
from icu4py.messageformat import MessageFormat

from journeymap.calendars import CALENDARS
from journeymap.io import resources
from journeymap.style.icu_locale import icu_locale

LANGUAGES = sorted(path.stem for path in (resources.templates() / "locales").glob("*.yaml"))
BCP_47 = {"gregorian": "gregory"}
PATTERN = "{day, date, long}; {day, date, short}; {number, number}; {number, plural, one {one} other {#}}"


@pytest.mark.parametrize("language", [*LANGUAGES, "en-GB", "fa-AF", "zh-Hant-TW"])
@pytest.mark.parametrize("calendar", CALENDARS)
def test_dates_and_numbers_are_written_alike_by_both_names(language, calendar):
    tag = f"{language}-u-ca-{BCP_47.get(calendar, calendar)}"
    assert icu_locale(tag) != tag
    for day in (dt.date(2026, 3, 21), dt.date(2024, 2, 29), dt.date(1999, 12, 31)):
        for number in (1, 2, 1234567.5):
            values = {"day": dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC), "number": number}
            assert MessageFormat(PATTERN, icu_locale(tag)).format(values) == MessageFormat(PATTERN, tag).format(values)


@pytest.mark.parametrize("tag", ["en", "he-IL", "fa-u-nu-latn", "fa-u-ca-persian-nu-latn"])
def test_a_tag_without_a_calendar_alone_stays(tag):
    assert icu_locale(tag) == tag
