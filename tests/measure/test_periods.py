"""In which period an answer counts: half-open periods in the time zone of the source, its clocks, forms of dates."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from answer_files import answers, counted, left, rows_of
from hypothesis import given
from hypothesis import strategies as st

from journeymap.measure.answers import AnswersError
from journeymap.measure.answers.periods import name_of
from journeymap.measure.answers.zones import LATER, REPEATED, SKIPPED, clock_changes, clock_in_sql


def periods(folder: Path, *times: str, period: str = "month", **source: object) -> list[str]:
    """The periods of answers at some times; none for one that is left out."""
    content = "".join(f'"{time}",5\n' for time in times)
    count = counted(answers(folder, f"T,Q1\n{content}"), period=period, **({"time": "T"} | source))
    return sorted(row.period for row in count.scores for _ in range(row.n))


@pytest.mark.parametrize(
    ("period", "before", "after"),
    [
        ("month", "2026-01", "2026-02"), ("quarter", "2025-Q4", "2026-Q1"), ("year", "2025", "2026"),
        ("all", "all", "all"),
    ],
)  # fmt: skip
def test_periods_are_half_open(tmp_path: Path, period: str, before: str, after: str) -> None:
    turn = {"month": "2026-02-01"}.get(period, "2026-01-01")
    eve = str(dt.date.fromisoformat(turn) - dt.timedelta(days=1))
    times = (f"{eve} 23:59:59.999999", f"{turn} 00:00:00", turn)
    assert periods(tmp_path, *times, period=period, timezone="Asia/Jerusalem") == sorted([before, after, after])


@pytest.mark.parametrize(
    ("week", "days"),
    [
        ("iso", {"2026-02-08": "2026-W06", "2026-02-09": "2026-W07", "2026-02-15": "2026-W07"}),
        ("sunday", {"2026-02-07": "2026-W06", "2026-02-08": "2026-W07", "2026-02-14": "2026-W07"}),
        ("saturday", {"2026-02-06": "2026-W06", "2026-02-07": "2026-W07", "2026-02-13": "2026-W07"}),
        ("iso", {"2026-12-31": "2026-W53", "2027-01-03": "2026-W53", "2027-01-04": "2027-W01"}),
        ("iso", {"1969-12-31": "1970-W01", "1969-12-28": "1969-W52"}),
    ],
)
def test_weeks_begin_on_the_day_that_is_said(tmp_path: Path, week: str, days: dict[str, str]) -> None:
    for day, name in days.items():
        assert periods(tmp_path, day, period="week", week=week) == [name], day


@given(st.dates(dt.date(1990, 1, 1), dt.date(2050, 12, 31)))
def test_a_week_of_iso_has_the_name_that_python_gives_it(day: dt.date) -> None:
    number = ((day - dt.date(1970, 1, 1)).days + 700_003) // 7
    assert name_of("week", "iso", number) == "{:04d}-W{:02d}".format(*day.isocalendar())


@pytest.mark.parametrize(
    ("time", "month"),
    [
        ("2026-01-31T21:59:59Z", "2026-01"), ("2026-01-31T22:00:00Z", "2026-02"),
        ("2026-02-01 02:00:00+05:00", "2026-01"), ("2026-01-31 17:00:00-05", "2026-02"),
        ("٢٠٢٦-٠٢-٠١ ٠٢:٠٠:٠٠+٠٥:٠٠", "2026-01"), ("2026-02-01 02:00+05:00", "2026-01"),
        ("2026-01-31 23:00:00", "2026-01"),
    ],
)  # fmt: skip
def test_times_with_an_offset_count_where_the_source_is(tmp_path: Path, time: str, month: str) -> None:
    answers(tmp_path, f"T,Q1\n{time},5\n")
    found = counted(tmp_path, period="month", time="T", timezone="Asia/Jerusalem")
    assert [row.period for row in found.scores] == [month]


@pytest.mark.parametrize("time", ["2026-01-31 11:00 pm", "2026-01-31 11:00:00 PM", "2026-01-31 11:00 Uhr",
                                  "2026-01-31T11:00:5Z", "infinity", "-infinity", "  infinity         "])  # fmt: skip
def test_a_word_behind_a_time_is_not_passed_over(tmp_path: Path, time: str) -> None:
    answers(tmp_path, f"T,Q1\n{time},5\n2026-01-31 11:00,5\n")
    assert left(counted(tmp_path, period="month", time="T")) == {"bad-time": 1}


@pytest.mark.parametrize("date", [None, "%Y-%m-%dT%H:%M:%S%z"])
def test_an_offset_moves_the_time_itself(tmp_path: Path, date: str | None) -> None:
    times = ("2026-02-01T02:30:00+05:00", "2026-02-01T00:59:59+03:30", "2026-02-01T01:59:59+0400")
    said = {"format": {"date": date}} if date else {}
    assert periods(tmp_path, *times, timezone="Asia/Jerusalem", **said) == ["2026-01"] * 3


def test_a_column_that_says_so_is_in_utc(tmp_path: Path) -> None:
    answers(tmp_path, "Sent (UTC),Q1\n2026-01-31 22:00:00,5\n")
    found = counted(tmp_path, period="month", time="Sent (UTC)", timezone="Asia/Jerusalem")
    assert [row.period for row in found.scores] == ["2026-02"]


def test_hours_that_clocks_repeat_or_skip_are_counted(tmp_path: Path) -> None:
    times = ["2026-03-27 02:30", "2026-03-27 01:59", "2026-03-27 03:00", "2026-10-25 01:30", "2026-10-25 02:00"]
    answers(tmp_path, "T,Q1\n" + "".join(f"{time},5\n" for time in times))
    report = counted(tmp_path, period="month", time="T", timezone="Asia/Jerusalem").report
    assert report.clock_times == (1, 1)


@pytest.mark.parametrize(
    ("today", "later"), [("2026-03-26", 4), ("2026-03-27", 2), ("2026-10-25", 0), ("2025-01-01", 5)]
)
def test_times_after_today_are_counted_beside_those_that_clocks_repeat_or_skip(
    tmp_path: Path, today: str, later: int
) -> None:  # fmt: skip
    times = [
        "2026-03-26 23:59:59",
        "2026-03-27 02:30",
        "2026-03-27 03:00:00",
        "2026-10-25 01:30:00",
        "2026-10-25T02:00:00",
    ]
    answers(tmp_path, "T,Q1\n" + "".join(f"{time},5\n" for time in times))
    report = counted(
        tmp_path, period="month", time="T", timezone="Asia/Jerusalem", today=dt.date.fromisoformat(today)
    ).report
    assert (report.clock_times, report.later) == ((1, 1), later)


def test_a_time_that_clocks_skip_is_moved_forward_over_midnight(tmp_path: Path) -> None:
    # In Nuuk, the clocks go from Saturday, 23:00, to midnight.
    assert periods(tmp_path, "2026-03-28 23:30", "2026-03-28 22:30", period="week", timezone="America/Nuuk",
                   week="sunday") == ["2026-W13", "2026-W14"]  # fmt: skip


def test_the_changes_of_clocks_are_those_of_the_zone() -> None:
    zone = ZoneInfo("Asia/Jerusalem")
    found = [each for each in clock_changes(zone) if each.start.year == 2026]
    assert [(str(each.start), str(each.end), each.kind) for each in found] == [
        ("2026-03-27 02:00:00", "2026-03-27 03:00:00", SKIPPED),
        ("2026-10-25 01:00:00", "2026-10-25 02:00:00", REPEATED),
    ]  # fmt: skip
    assert clock_changes(ZoneInfo("UTC")) == ()


@pytest.mark.parametrize("zone", ["Asia/Jerusalem", "Australia/Lord_Howe", "UTC"])
@pytest.mark.parametrize("today", ["1989-12-31", "2026-03-26", "2026-10-24", "2026-11-27", "2060-01-01", None])
def test_what_clocks_do_is_told_of_every_time_by_the_changes_and_today(zone: str, today: str | None) -> None:
    import duckdb

    changes = clock_changes(ZoneInfo(zone))
    morrow = dt.datetime.fromisoformat(today) + dt.timedelta(days=1) if today else None
    ends = {*map(dt.datetime.fromisoformat, ("1000-01-01", "9999-01-01", "2026-10-25")), *([morrow] if morrow else [])}
    ends |= {each.start for each in changes} | {each.end for each in changes}
    moment = dt.timedelta(microseconds=1)
    times = sorted({end + part for end in ends for part in (-moment, 0 * moment, moment)})

    def expected(time: dt.datetime) -> int:
        kind = sum(each.kind for each in changes if each.start <= time < each.end)
        return kind + LATER * (morrow is not None and time >= morrow)

    sql = clock_in_sql(changes, "m", dt.date.fromisoformat(today) if today else None)
    found = duckdb.execute(f"SELECT {sql} FROM (SELECT unnest(?) AS m)", [[None, *times]]).fetchall()
    assert [number for (number,) in found] == [0, *map(expected, times)]


@pytest.mark.parametrize(
    ("date", "cell"),
    [
        ("%d/%m/%Y", "03/02/2026"), ("%d/%m/%Y", "03/02/2026 22:15"), ("%d/%m/%Y", "03/02/2026 22:15:01"),
        ("%d/%m/%Y", "3/2/2026 9:05 PM"), ("%d.%m.%y %H:%M", "03.02.26 08:00"), ("%Y%m%d", "20260203"),
        ("%b %d, %Y", "Feb 03, 2026"),
    ],
)  # fmt: skip
def test_dates_in_the_form_that_is_said(tmp_path: Path, date: str, cell: str) -> None:
    assert periods(tmp_path, cell, format={"date": date}) == ["2026-02"]


def test_dates_in_digits_of_any_script(tmp_path: Path) -> None:
    assert periods(tmp_path, "۲۰۲۶-۰۲-۰۳", "٢٠٢٦-٠٢-٠٣ ١٠:٠٠") == ["2026-02"] * 2


def test_dates_that_are_none_are_left_out_and_named(tmp_path: Path) -> None:
    answers(tmp_path, "T,Q1\n2026-02-30,5\n03/02/2026,5\n,5\nsoon,5\n2026-02-03,5\n")
    found = counted(tmp_path, period="month", time="T")
    assert left(found) == {"bad-time": 3, "no-time": 1}
    assert rows_of(found, "bad-time") == [2, 3, 5]
    assert found.report.kept == 1


@pytest.mark.parametrize(
    ("said", "period", "name"),
    [
        ("2026-02", "month", "2026-02"), ("2026-02", "quarter", "2026-Q1"), ("2026-12", "quarter", "2026-Q4"),
        ("2026-02", "year", "2026"), ("2026-Q3", "quarter", "2026-Q3"), ("2026-Q3", "year", "2026"),
        ("2026", "year", "2026"),
        ("2026-W07", "week", "2026-W07"), ("2026-Q3", "all", "all"), (None, "all", "all"),
    ],
)  # fmt: skip
def test_answers_without_times_count_in_the_period_that_is_said(
    tmp_path: Path, said: str | None, period: str, name: str
) -> None:
    answers(tmp_path, "Q1\n5\n")
    source = {} if said is None else {"of_period": said}
    assert [row.period for row in counted(tmp_path, period=period, **source).scores] == [name]


@pytest.mark.parametrize(
    ("said", "period"),
    [("2026-Q3", "month"), ("2026", "quarter"), ("2026-02", "week"), ("2026-W07", "month"), ("2026-W07", "year")],
)
def test_a_period_that_may_lie_in_several_is_refused(tmp_path: Path, said: str, period: str) -> None:
    answers(tmp_path, "Q1\n5\n")
    with pytest.raises(AnswersError, match=f"answers of {said} cannot be told by {period}"):
        counted(tmp_path, period=period, of_period=said)


def test_a_source_without_times_and_period_has_no_months(tmp_path: Path) -> None:
    with pytest.raises(AnswersError, match="neither `time` nor `period`"):
        counted(answers(tmp_path, "Q1\n5\n"), period="month")


def test_a_form_of_dates_is_read_in_digits_of_any_script(tmp_path: Path) -> None:
    rows = "Q1,T\n5,٣/١١/٢٠٢٦\n5,۰۴/۱۱/۲۰۲۶ ۱۰:۳۰\n4,05/11/2026\n"
    found = counted(answers(tmp_path, rows), period="month", time="T", format={"date": "%d/%m/%Y"})
    assert {(each.period, each.n) for each in found.scores} == {("2026-11", 2), ("2026-11", 1)}


def test_a_year_of_two_digits_is_none_of_the_first_century(tmp_path: Path) -> None:
    found = counted(answers(tmp_path, "Q1,T\n5,3/11/26\n5,4/11/2026\n"), period="year", time="T",
                    format={"date": "%d/%m/%Y"})  # fmt: skip
    assert left(found) == {"bad-time": 1} and {each.period for each in found.scores} == {"2026"}
