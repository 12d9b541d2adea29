"""Dates of other calendars, months and quarters, and numbers in Persian and Arabic digits, as a file has them."""

from __future__ import annotations

import datetime as dt
import pickle
from typing import Any

import pytest
from journeys import journey_from

from journeymap.calendars import CALENDARS, Calendar, WrittenDate, date_in, day_of, in_calendar, read_date
from journeymap.digits import in_digits_of, number_in
from journeymap.history.compare import difference
from journeymap.history.describe import Describer
from journeymap.insight.deadlines import days_overdue, review_deadline
from journeymap.model import Journey, read_journey
from journeymap.rules import rule_named
from journeymap.rules.rewriting import File
from journeymap.source import load
from journeymap.style.locale import load_words


def journey(**more: Any) -> Journey:
    return journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": []} | more)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("calendar", "written", "gregorian"),
    [
        ("persian", "1405-11-15", "2027-02-04"),
        ("persian", "1405-01-01", "2026-03-21"),
        ("persian", "1403-12-30", "2025-03-20"),  # a leap year
        ("persian", "1408-12-30", "2030-03-20"),  # five years later, as happens once in 33
        ("persian", "1357-11-22", "1979-02-11"),
        ("hebrew", "5787-01-01", "2026-09-12"),
        ("hebrew", "5787-05-23", "2027-01-31"),
        ("hebrew", "5787-06-01", "2027-02-08"),  # Adar I of a leap year
        ("hebrew", "5787-07-14", "2027-03-23"),  # Purim, in Adar II
        ("hebrew", "5786-07-14", "2026-03-03"),  # Purim, in the only Adar
        ("hebrew", "5787-08-15", "2027-04-22"),  # Passover
        ("hebrew", "5708-09-05", "1948-05-14"),
        ("hebrew", "5787-13-29", "2027-10-01"),
        ("islamic-umalqura", "1448-01-01", "2026-06-16"),
        ("islamic-umalqura", "1447-09-01", "2026-02-18"),
        ("islamic-umalqura", "1445-10-01", "2024-04-10"),
    ],
)
def test_a_day_is_read_and_written(calendar: Calendar, written: str, gregorian: str) -> None:
    assert read_date(written, calendar) == day(gregorian)
    assert in_calendar(day(gregorian), calendar) == written


@pytest.mark.parametrize("calendar", CALENDARS)
def test_every_day_comes_back(calendar: Calendar) -> None:
    for ordinal in range(day("2023-01-01").toordinal(), day("2026-12-31").toordinal()):
        one = dt.date.fromordinal(ordinal)
        assert day_of(calendar, *date_in(calendar, one)) == one


@pytest.mark.parametrize(
    ("calendar", "text"),
    [
        ("persian", "1405-12-30"),
        ("persian", "1405-07-31"),
        ("persian", "1405-13-01"),
        ("hebrew", "5786-06-01"),  # no Adar I
        ("hebrew", "5787-14-01"),
        ("hebrew", "5787-Q1"),
        ("hebrew", "2027-01-31"),
        ("islamic-umalqura", "1448-01-31"),
        ("islamic-umalqura", "1448-Q1"),
        ("gregorian", "2026-02-30"),
        ("gregorian", "2026-13"),
    ],
)
def test_a_day_that_there_is_not(calendar: Calendar, text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_date(text, calendar, periods=True)


@pytest.mark.parametrize(
    ("calendar", "text", "last"),
    [
        ("gregorian", "2027-03", "2027-03-31"),
        ("gregorian", "2028-02", "2028-02-29"),
        ("gregorian", "2027-12", "2027-12-31"),
        ("gregorian", "2027-Q1", "2027-03-31"),
        ("gregorian", "2027-Q4", "2027-12-31"),
        ("persian", "1405-Q4", "2027-03-20"),
        ("persian", "1403-Q4", "2025-03-20"),
        ("persian", "۱۴۰۵-Q۲", "2026-09-22"),
        ("persian", "۱۴۰۵/۰۶", "2026-09-22"),
        ("hebrew", "5787-06", "2027-03-09"),
        ("islamic-umalqura", "١٤٤٧/٨", "2026-02-17"),
    ],
)
def test_a_month_or_quarter_counts_as_its_last_day_and_stays_as_written(
    calendar: Calendar, text: str, last: str
) -> None:
    found = read_date(text, calendar, periods=True)
    assert isinstance(found, WrittenDate)
    assert (found.isoformat(), str(found), load_words("en", calendar=calendar).day(found)) == (last, text, text)
    assert read_date(text, calendar) is None  # where a day is meant


@pytest.mark.parametrize("text", ["۱۴۰۵/۱۱/۱۵", "۱۴۰۵-۱۱-۱۵", "١٤٠٥/١١/١٥", "1405-11-15"])
def test_digits_and_slashes_of_a_date(text: str) -> None:
    assert read_date(text, "persian") == day("2027-02-04")


@pytest.mark.parametrize(
    "text", ["1405/11/15", "1405-1-5", "۱۴۰۵/۱۱-۱۵", "۱۴۰۵ ۱۱ ۱۵", "۰۹۰۵/۱۱/۱۵", "1405", "1405-q4"]
)
def test_what_is_not_written_as_a_date(text: str) -> None:
    assert read_date(text, "persian", periods=True) is None


def test_dates_are_equal_by_what_they_mean() -> None:
    slashed, plain = read_date("۱۴۰۵/۱۱/۱۵", "persian"), read_date("1405-11-15", "persian")
    assert slashed == plain == day("2027-02-04") and hash(slashed) == hash(day("2027-02-04"))
    quarter, month = read_date("2027-Q1", "gregorian", periods=True), read_date("2027-03", "gregorian", periods=True)
    assert quarter != month and quarter != day("2027-03-31") and day("2027-03-31") != quarter
    assert quarter is not None and month is not None and not quarter < month
    assert quarter == read_date("۲۰۲۷-Q۱", "gregorian", periods=True)


def test_a_written_date_goes_to_other_processes_and_counts_as_a_date() -> None:
    quarter = read_date("1405-Q4", "persian", periods=True)
    again = pickle.loads(pickle.dumps(quarter))
    assert again == quarter and str(again) == "1405-Q4"
    assert again + dt.timedelta(days=1) == day("2027-03-21") and str(again + dt.timedelta(days=1)) == "2027-03-21"


@pytest.mark.parametrize(
    ("calendar", "last", "every", "due"),
    [
        ("persian", "1405-06-31", "6 months", "1405-12-29"),
        ("persian", "1403-12-30", "1 year", "1404-12-29"),
        ("persian", "1405-01-31", "۷ months", "1405-08-30"),
        ("persian", "1405-11-15", "2 weeks", "1405-11-29"),
        ("hebrew", "5787-05-30", "1 month", "5787-06-30"),
        ("hebrew", "5786-05-30", "1 month", "5786-07-29"),
        ("hebrew", "5787-06-30", "1 year", "5788-07-29"),
        ("hebrew", "5787-01-10", "12 months", "5787-13-10"),
        ("hebrew", "5786-01-10", "12 months", "5787-01-10"),
        ("islamic-umalqura", "1448-04-20", "4 months", "1448-08-20"),
        ("gregorian", "2026-08-31", "6 months", "2027-02-28"),
    ],
)
def test_reviews_are_counted_in_the_calendar_of_the_journey(
    calendar: Calendar, last: str, every: str, due: str
) -> None:
    read = journey(calendar=calendar, review={"last": last, "every": every})
    found = review_deadline(read)
    assert found is not None and in_calendar(found, calendar) == due


def test_a_year_in_which_nobody_plans_is_never_overdue() -> None:
    assert days_overdue(day("1405-11-15"), day("2026-11-26")) == 0
    assert days_overdue(day("1900-01-01"), day("1900-01-03")) == 2


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("۲۱", 21), ("۱٫۲", 1.2), ("-۱", -1), ("−۱٫۵", -1.5), ("+۲", 2), ("١٢", 12), ("۱٬۲۵۰٬۰۰۰", 1_250_000),
        ("1٫2", 1.2), ("۱.۵", 1.5), ("٠٫٥", 0.5),
        ("21", None), ("۱٬۲۵", None), ("۱/۲", None), ("۱۲٪", None), ("۱۲ روز", None), ("٫۵", None),
        ("۱٫", None), ("", None),
    ],
)  # fmt: skip
def test_numbers_in_other_digits(text: str, number: float | None) -> None:
    found = number_in(text)
    assert found == number and type(found) is type(number)


def test_digits_stay_in_their_script() -> None:
    assert in_digits_of("۱۴۰۵/۱/۵", "1405-01-05") == "۱۴۰۵-۰۱-۰۵"
    assert in_digits_of("١/٢", "12") == "١٢"
    assert in_digits_of("5.1.1405", "1405-01-05") == "1405-01-05"


PLACES = {
    "share": ("segments", [{"id": "a", "name": "A", "share": "۲۱٪"}], lambda read: read.segments[0].share, 0.21),
    "share-spaced": ("segments", [{"id": "a", "name": "A", "share": "٣٤٫٥ %"}],
                     lambda read: read.segments[0].share, 0.345),
    "share-part": ("segments", [{"id": "a", "name": "A", "share": "۰٫۳۴"}], lambda read: read.segments[0].share, 0.34),
    "scale": ("emotion_scale", ["۱", "۵"], lambda read: read.emotion_scale, (1.0, 5.0)),
    "rating": ("actions", [{"id": "a", "title": "A", "impact": "۴"}], lambda read: read.actions[0].impact, 4),
    "reach": ("actions", [{"id": "a", "title": "A", "reach": "۱٬۲۰۰"}], lambda read: read.actions[0].reach, 1200),
    "due": ("actions", [{"id": "a", "title": "A", "due": "۲۰۲۶/۱۱/۰۵"}],
            lambda read: read.actions[0].due, day("2026-11-05")),
    "every": ("review", {"last": "2026-01-01", "every": "۴ months"}, lambda read: read.review.every.number, 4),
    "score": ("competitors", [{"id": "c", "name": "C", "scores": {"t": "-۱٫۵"}}],
              lambda read: read.competitors[0].scores["t"], -1.5),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_numbers_and_dates_are_read_wherever_they_are_meant(place: str) -> None:
    key, value, get, wanted = PLACES[place]
    assert get(journey(**{key: value})) == wanted


def test_other_digits_are_no_difference_and_a_quarter_for_a_day_is_one() -> None:
    def planned(due: str, share: str) -> Journey:
        return journey(
            actions=[{"id": "a", "title": "A", "due": due}], segments=[{"id": "s", "name": "S", "share": share}]
        )

    assert not difference(planned("2027-03-31", "21%"), planned("۲۰۲۷/۰۳/۳۱", "۲۱٪")).changes
    changed = difference(planned("2027-03-31", "21%"), planned("2027-Q1", "21%")).changes
    assert [(change.field, str(change.old), str(change.new)) for change in changed] == [
        ("due", "2027-03-31", "2027-Q1")
    ]


@pytest.mark.parametrize(
    ("language", "calendar", "shown"),
    [
        ("fa", None, "۱۵ بهمن ۱۴۰۵"),
        ("fa", "gregorian", "۴ فوریهٔ ۲۰۲۷"),
        ("en", None, "4 Feb 2027"),
        ("en", "persian", "15 Bahman 1405 AP"),
        ("he", "hebrew", "27 בשבט 5787"),
        ("ar", "islamic-umalqura", "27 شعبان 1448"),
    ],
)
def test_the_map_shows_days_in_the_calendar_of_the_journey(
    language: str, calendar: Calendar | None, shown: str
) -> None:
    assert shown.replace("ٔ", "") in load_words(language, calendar=calendar).day(day("2027-02-04")).replace("ٔ", "")


def test_a_quarter_is_isolated_from_words_that_run_right_to_left() -> None:
    quarter = read_date("1405-Q4", "persian", periods=True)
    assert quarter is not None
    assert load_words("fa", calendar="persian").day(quarter) == "\u20661405-Q4\u2069"


def test_a_difference_tells_days_in_the_calendar_of_the_journey() -> None:
    old, new = (
        journey(calendar="persian", review={"last": last, "every": "4 months"}) for last in ("1405-06-31", "1405-07-01")
    )
    found = difference(old, new)
    assert Describer(found).line(found.changes[0]).text.endswith("from 31 Shahrivar 1405 AP to 1 Mehr 1405 AP")


def test_the_first_date_of_a_file_names_its_calendar_for_all() -> None:
    text = "journeymap: 1\nid: x\ntitle: X\nreview: {last: 1405-06-15}\nactions: [{id: a, title: A, due: 1405-11-15}]\n"
    loaded = load(text.encode(), "x")
    assert loaded.tree is not None
    findings = [each for each in read_journey(loaded.tree)[1] if each.code == "JM118"]
    rule = rule_named("JM118")
    assert rule is not None and rule.fix is not None and len(findings) == 2
    file = File(text, loaded.tree, day("2026-11-21"))
    assert [[each.text for each in rule.fix(finding, file)] for finding in findings] == [["\ncalendar: persian"], []]
