"""Events from files of all kinds to a table of events at touchpoints."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sqlite3
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import duckdb
import pytest
from answer_files import answers
from event_files import journey_with_events, read, told

from journeymap.errors import UserError
from journeymap.measure.answers import AnswersError
from journeymap.measure.events.reading import events_read

HEAD = "at,who,what\n"


def test_an_event_is_at_the_touchpoint_that_is_called_so(tmp_path: Path) -> None:
    answers(tmp_path, HEAD + "2026-03-01 10:00,a,Home\n2026-03-01 10:01,a,the  CART\n2026-03-01 10:02,b,pay;\n"
            "2026-03-01 10:03,b,logout\n", "events.csv")  # fmt: skip
    found = read(tmp_path)
    assert told(found) == [("a", "2026-03-01 10:00:00", "home"), ("a", "2026-03-01 10:01:00", "cart"),
                           ("b", "2026-03-01 10:02:00", "pay")]  # fmt: skip
    assert [each.row for each in found.steps] == [2, 3, 4]
    assert found.unknown == [("logout", 1)]
    assert (found.report.rows, found.report.kept, found.left) == (4, 3, {"unknown-event": 1})


def test_a_map_says_it_and_a_column_tells_one_event_apart(tmp_path: Path) -> None:
    rows = ["seen,/,", "seen,/PAY,", "seen,/x,", "seen,,", "seen,/x,", "tap,/,cart", "tap,/pay,", "add,/pay,cart",
            "home,/,"]  # fmt: skip
    lines = "".join(f"2026-03-01 10:0{minute},a,{rest}\n" for minute, rest in enumerate(rows))
    answers(tmp_path, f"at,who,what,page,Screen\n{lines}", "events.csv")
    found = read(tmp_path, map={
        "Seen": {"column": "page", "map": {"/": "home", "/pay": "pay"}},
        "tap": {"touchpoint": "home", "column": "Screen", "map": {"cart": "cart"}}, "add": "cart",
    })  # fmt: skip
    assert [(each.row, each.touchpoint) for each in found.steps] == [
        (2, "home"), (3, "pay"), (7, "cart"), (8, "home"), (9, "cart")
    ]  # fmt: skip
    assert [tuple(each) for each in found.report.unknown] == [("seen", 3, "page", 2), ("home", 1, "", 0)]


def test_what_cannot_be_counted_is_left_out_by_reason(tmp_path: Path) -> None:
    rows = ["2026-03-01,a,home", ",a,home", "soon,a,home", "2026-03-01, ,home", "2026-03-01,a,", "2026-03-01,a,home,x"]
    answers(tmp_path, HEAD + "\n".join(rows) + "\n", "events.csv")
    found = read(tmp_path)
    assert found.left == {"no-time": 1, "bad-time": 1, "no-case": 1, "no-event": 1, "fields": 1}
    assert {each.reason: each.first[0].row for each in found.report.left_out} == {
        "no-time": 3, "bad-time": 4, "no-case": 5, "no-event": 6, "fields": 7
    }  # fmt: skip
    assert (found.report.rows, found.report.kept, found.report.bad) == (6, 1, 5)


def made_up(rows: int) -> list[dict[str, str]]:
    random = Random(7)
    start = dt.datetime(2026, 1, 1)  # noqa: DTZ001  local time
    return [
        {
            "at": (start + dt.timedelta(minutes=random.randint(0, 400_000))).isoformat(" "),
            "who": f"c{random.randint(1, rows // 5)}",
            "what": random.choice(["home", "Home ", "cart", "pay", "The pay", "logout", "seen", "seen"]),
            "page": random.choice(["/", "/pay", "/other", ""]),
            "kind": random.choice(["N", "O", ""]),
        }
        for _ in range(rows)
    ]


PLACES = {"home": "home", "Home ": "home", "cart": "cart", "pay": "pay", "The pay": "pay"}
MAP = {**{event: place for event, place in PLACES.items() if event != "Home "},
       "seen": {"column": "page", "map": {"/": "home", "/pay": "pay"}}}  # fmt: skip


def write(kind: str, folder: Path, rows: list[dict[str, str]]) -> str:
    name = f"events.{kind}"
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\r" if kind == "txt" else "\n")
    writer.writeheader()
    writer.writerows(rows)
    if kind in ("csv", "txt"):
        answers(folder, text.getvalue().encode("utf-16" if kind == "txt" else "utf-8"), name)
    elif kind == "jsonl":
        answers(folder, "".join(f"{json.dumps(row)}\n" for row in rows), name)
    elif kind == "sqlite":
        with sqlite3.connect(folder / name) as database:
            database.execute("CREATE TABLE events (at, who, what, page, kind)")
            database.executemany("INSERT INTO events VALUES (:at, :who, :what, :page, :kind)", rows)
        database.close()
    elif kind == "duckdb":
        answers(folder, text.getvalue(), "made.csv")
        with duckdb.connect(folder / name) as database:
            database.execute(f"CREATE TABLE events AS FROM read_csv('{folder / 'made.csv'}', all_varchar = true)")
            database.execute("CREATE VIEW others AS FROM read_csv('/etc/passwd')")
    else:
        answers(folder, text.getvalue(), "made.csv")
        with duckdb.connect() as database:
            database.execute(
                f'COPY (SELECT * REPLACE (CAST("at" AS TIMESTAMP) AS "at") FROM read_csv(\'{folder / "made.csv"}\', '
                f"all_varchar = true)) TO '{folder / name}'"
            )
    return name


@pytest.mark.parametrize("kind", ["csv", "txt", "jsonl", "sqlite", "parquet", "duckdb"])
def test_all_kinds_of_files_give_what_one_row_after_the_other_does(tmp_path: Path, kind: str) -> None:
    rows = made_up(1_500)
    zone = ZoneInfo("Asia/Jerusalem")
    found = read(tmp_path, location=write(kind, tmp_path, rows), map=MAP, timezone="Asia/Jerusalem", period="month",
                 used=(0,), segments={"kind": {"column": "kind", "map": {"N": "new"}}})  # fmt: skip
    expected = []
    for row in rows:
        place = {"/": "home", "/pay": "pay"}.get(row["page"]) if row["what"] == "seen" else PLACES.get(row["what"])
        local = dt.datetime.fromisoformat(row["at"])
        utc = local.replace(tzinfo=zone).astimezone(dt.UTC).replace(tzinfo=None)
        there = utc.replace(tzinfo=dt.UTC).astimezone(zone)
        if place:
            expected.append((row["who"], utc, place, there.year * 12 + there.month - 1, row["kind"]))
    assert [(each.who, each.at, each.touchpoint, each.more[0], each.more[1] or "") for each in found.steps] == expected
    assert found.report.rows == 1_500
    assert found.report.kept == len(expected)


def test_a_repeated_hour_has_its_first_offset_and_a_skipped_one_moves_forward(tmp_path: Path) -> None:
    rows = ["2026-10-25 01:30", "2026-10-25 00:30", "2026-10-25 02:00", "2026-03-27 02:30", "2026-03-27 03:30",
            "2026-10-25T01:30:00+02:00", "2026-10-24T22:30:00Z", "1989-07-01 12:00", "2060-01-01 12:00"]  # fmt: skip
    answers(tmp_path, HEAD + "".join(f"{each},a,home\n" for each in rows), "events.csv")
    found = read(tmp_path, timezone="Asia/Jerusalem", period="month")
    assert [each.at.strftime("%Y-%m-%d %H:%M") for each in found.steps] == [
        "2026-10-24 22:30", "2026-10-24 21:30", "2026-10-25 00:00", "2026-03-27 00:30", "2026-03-27 00:30",
        "2026-10-24 23:30", "2026-10-24 22:30", "1989-07-01 10:00", "2060-01-01 10:00",
    ]  # fmt: skip
    assert found.report.clock_times == (1, 1)


@pytest.mark.parametrize("zone", ["Asia/Jerusalem", "America/New_York", "Australia/Lord_Howe", "Asia/Tehran", "UTC"])
def test_times_in_utc_have_the_month_of_the_local_clock(tmp_path: Path, zone: str) -> None:
    start = dt.datetime(2019, 12, 30, 20, tzinfo=dt.UTC)
    moments = [start + dt.timedelta(hours=7 * each) for each in range(3_000)]
    answers(tmp_path, HEAD + "".join(f"{int(each.timestamp())},a,home\n" for each in moments), "events.csv")
    found = read(tmp_path, timezone=zone, period="month", format={"date": "unix"})
    local = [each.astimezone(ZoneInfo(zone)) for each in moments]
    assert [each.more[0] for each in found.steps] == [each.year * 12 + each.month - 1 for each in local]
    assert [each.at.replace(tzinfo=dt.UTC) for each in found.steps] == moments


@pytest.mark.parametrize("said", ["1772359200", "1772359200.0", "1772359200000", "1772359200000000", "١٧٧٢٣٥٩٢٠٠",
                                  "1772359200000000000"])  # fmt: skip
def test_unix_times_are_seconds_or_parts_of_them(tmp_path: Path, said: str) -> None:
    answers(tmp_path, f"{HEAD}{said},a,home\nx,a,home\ninf,a,home\n", "events.csv")
    found = read(tmp_path, format={"date": "unix"})
    assert told(found) == [("a", "2026-03-01 10:00:00", "home")]
    assert found.left == {"bad-time": 2}


def test_a_file_without_a_column_and_an_empty_one_are_named(tmp_path: Path) -> None:
    answers(tmp_path, "at,what\n2026-03-01,home\n", "events.csv")
    with pytest.raises(AnswersError, match='there is no column "who"'):
        read(tmp_path)
    answers(tmp_path, "", "events.csv")
    with pytest.raises(AnswersError, match=r"events\.csv is empty"):
        read(tmp_path)
    answers(tmp_path, HEAD, "events.csv")
    assert (read(tmp_path).steps, read(tmp_path).report.rows) == ([], 0)


def test_too_little_memory_and_a_stop_are_no_faults_of_the_files(tmp_path: Path) -> None:
    answers(tmp_path, HEAD + "2026-03-01,a,home\n", "events.csv")
    journey = journey_with_events()

    def stopped(error: Exception) -> None:
        with events_read(journey, journey.sources[0], folder=tmp_path):
            raise error

    with pytest.raises(KeyboardInterrupt):
        stopped(duckdb.InterruptException())
    with pytest.raises(UserError, match="memory are too little"):
        stopped(duckdb.OutOfMemoryException())
    with pytest.raises(AnswersError, match="cannot be counted"):
        stopped(duckdb.InvalidInputException())


def test_a_customer_of_very_many_events_is_read_like_others(tmp_path: Path) -> None:
    with duckdb.connect() as database:
        database.execute(f"""COPY (SELECT 'a' AS who, 1772359200 + hash(range) % 1000000 AS "at", 'home' AS what
            FROM range(60000)) TO '{tmp_path / "events.parquet"}'""")
    found = read(tmp_path, location="events.parquet", format={"date": "unix"})
    assert (found.report.rows, len(found.steps)) == (60_000, 60_000)
