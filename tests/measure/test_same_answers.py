"""The same answers give the same counts, whatever kind of file they stand in and by whichever way they are read."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import duckdb
import pytest
from answer_files import FIVE, counted, left

from journeymap.measure.answers.counted import Counted

ZONE = "Asia/Jerusalem"
SEGMENTS = {"class": {"column": "Class", "map": {"Business": "business", "Eco": "leisure"}}}
STEPS = {"order": "order", "Pays at the till": "pays"}
Row = tuple[str, str, str, str | None, str]


def nasty(seed: int, count: int) -> list[Row]:
    """Rows with times at the ends of periods and in hours that clocks skip or repeat, equal times, and blanks."""
    random = Random(seed)
    edges = [dt.datetime.fromisoformat(each) for each in (
        "2026-03-27 02:00", "2026-03-27 02:59:59", "2026-03-27 03:00", "2026-10-25 01:00", "2026-10-25 01:59:59",
        "2026-10-25 02:00", "2026-01-01", "2025-12-31 23:59:59", "2026-02-28 23:59:59", "1991-03-24 00:30",
        "2051-06-01 12:00",
    )]  # fmt: skip
    return [
        (
            str(random.choice(edges)),
            random.choice(list(STEPS)),
            random.choice(["Business", "Eco", "First", ""]),
            random.choice(["1", "2", "3", "4", "5", "6", None]),
            f"c{random.randint(1, count // 9)}",
        )
        for _ in range(count)
    ]


def written(folder: Path, kind: str, rows: list[Row]) -> str:
    """The location of two files with half of the rows each, of a kind."""
    half = len(rows) // 2
    for index, part in enumerate((rows[:half], rows[half:])):
        path = folder / f"{index}.{'parquet' if kind == 'parquet' else 'csv'}"
        with (folder / "plain.txt" if kind == "parquet" else path).open("w", encoding="utf-8", newline="") as stream:
            write = csv.writer(stream, lineterminator="\r" if kind == "anew" else "\n").writerow
            write(["Sent", "Where", "Class", "Score", "Who"])
            for row in part:
                write(row)
        if kind == "parquet":
            duckdb.connect().execute(
                'COPY (SELECT CAST(Sent AS TIMESTAMP) AS Sent, "Where", Class, CAST(Score AS INTEGER) AS Score, Who '
                f"FROM read_csv('{folder}/plain.txt', all_varchar = true)) TO '{path}' (FORMAT parquet)"
            )
    return "?.parquet" if kind == "parquet" else "?.csv"


def count(folder: Path, kind: str, rows: list[Row], **more: object) -> Counted:
    said = {"shape": "long", "touchpoint": "Where", "metric": "csat", "score": "Score", "scale": FIVE}
    return counted(folder, location=written(folder, kind, rows), time="Sent", timezone=ZONE, segments=SEGMENTS,
                   by=[("class",)], **said, **({"period": "week"} | more))  # fmt: skip


def moved(time: str) -> dt.datetime:
    """A local time; one that does not exist is an hour later."""
    local = dt.datetime.fromisoformat(time).replace(tzinfo=ZoneInfo(ZONE))
    return local.astimezone(dt.UTC).astimezone(ZoneInfo(ZONE)).replace(tzinfo=None)


def week_of(time: str) -> str:
    return "{:04d}-W{:02d}".format(*moved(time).isocalendar())


Cells = Counter[tuple[str, str, str, float]]


def expected(rows: list[Row], repeats: str = "") -> Cells:
    """The same by an independent path: one row after the other, in Python alone."""
    kept: dict[object, Row] = {}
    order = sorted(rows, key=lambda row: moved(row[0])) if repeats else rows
    for index, row in enumerate(order):
        if row[3] is not None and int(row[3]) <= 5:
            key = (row[4], row[1], week_of(row[0])) if repeats else index
            if repeats != "first" or key not in kept:
                kept[key] = row
    found: Cells = Counter()
    for time, where, segment, score, _ in kept.values():
        for cell in ("", {"Business": "business", "Eco": "leisure"}.get(segment, "other")):
            found[STEPS[where], cell, week_of(time), float(score or 0)] += 1
    return found


def cells(found: Counted) -> Cells:
    return Counter({
        (found.questions[row.question].touchpoint, row.segments[0], row.period, row.score): row.n
        for row in found.scores
    })  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "anew", "parquet"])
@pytest.mark.parametrize("repeats", ["", "latest", "first"])
def test_all_kinds_of_files_count_as_one_row_after_the_other_does(tmp_path: Path, kind: str, repeats: str) -> None:
    rows = nasty(3, 900)
    said = {"respondent": "Who", "repeats": repeats} if repeats else {}
    found = count(tmp_path, kind, rows, **said)
    assert cells(found) == expected(rows, repeats)
    scores = Counter(row[3] for row in rows)
    assert {key: number for key, number in left(found).items() if key != "repeated"} == {
        "blank": scores[None], "off-scale": scores["6"]
    }  # fmt: skip
    times = Counter(row[0] for row in rows)
    skipped = times["2026-03-27 02:00:00"] + times["2026-03-27 02:59:59"] + times["1991-03-24 00:30:00"]
    assert found.report.clock_times.skipped == skipped
    assert found.report.clock_times.repeated == times["2026-10-25 01:00:00"] + times["2026-10-25 01:59:59"]


def test_files_of_several_types_count_as_one(tmp_path: Path) -> None:
    query = "COPY (SELECT {} AS Score, TIMESTAMP '2026-01-01' AS Sent) TO '{}/{}.parquet' (FORMAT parquet)"
    for index, value in enumerate(("CAST(5 AS BIGINT)", "CAST(5.0 AS DOUBLE)", "'5'", "CAST(4.5 AS DECIMAL(3, 1))")):
        duckdb.connect().execute(query.format(value, tmp_path, index))
    question = [{"column": "Score", "touchpoint": "order", "metric": "csat", "scale": FIVE}]
    found = counted(tmp_path, location="*.parquet", time="Sent", period="month", questions=question)
    assert [(row.score, row.n) for row in found.scores] == [(4.5, 1), (5, 3)]


@pytest.mark.parametrize("kind", ["DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "VARCHAR"])
def test_typed_times_are_read_as_their_texts_are(tmp_path: Path, kind: str) -> None:
    rows = ", ".join(f"(CAST('{day}' AS {kind}), 5)" for day in ("2026-01-31", "2026-02-01"))
    query = f'SELECT * FROM (VALUES {rows}, (NULL, 5)) AS x(t, "Q1")'
    duckdb.connect().execute(f"COPY ({query}) TO '{tmp_path}/a.parquet' (FORMAT parquet)")
    found = counted(tmp_path, location="a.parquet", time="t", period="month", timezone=ZONE)
    assert [(row.period, row.n) for row in found.scores] == [("2026-01", 1), ("2026-02", 1)]
    assert left(found) == {"no-time": 1}
