"""Events are counted the same by DuckDB, PostgreSQL and Spark: every figure, and all that is left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest
from event_files import journey_with_events

from journeymap.measure.engines.addresses import DUCKDB_HERE, address_of
from journeymap.measure.measured import MeasureOptions
from journeymap.measure.measures import written
from journeymap.measure.measuring import CountedSource, check_measures, measure_source, measures_of
from journeymap.model import Journey

OPTIONS = MeasureOptions("month", (("class",),), 95, 1, 0)
COLUMNS = ("who", "at", "what", "page", "class")
# On 2026-10-25 the clocks of Jerusalem show the hour from 1:00 twice, and on 2026-03-27 none from 2:00.
DIRTY = ["", " ", None, "soon", "2026-02-30", "2026-10-24 3:04 pm", "24/10/2026", "26-10-24 10:00", "2026-10-24 25:00"]
HOURS = ["2026-10-25 00:{}", "2026-10-25 01:{}", "2026-10-25 02:{}", "2026-10-25T01:{}:00+02:00",
         "2026-10-24 22:{}:00Z", "2026-03-27 01:{}", "2026-03-27 02:{}", "2026-03-27 03:{}:00.000001",
         "٢٠٢٦-٠٣-٢٧ ٠٢:{}", "2026-10-31 23:{}:59.999999", "2026-11-01 00:{}",
         "2026-10-24 21:{}:00 +00:00"]  # fmt: skip
NAMES = ["home", "home", "The cart", "cart ", "\u00a0pay", "page_view", "page_view", "scroll", "it's", "", None]
PAGES = ["/pay", "/pay ", "/cart", "/else", "", None, "/pay\u200f"]
CLASSES = ["new", "New", "old ", "", " ", None, "\u00a0", "first\\class", "%s"]
SOURCE: dict[str, Any] = {
    "timezone": "Asia/Jerusalem", "session_gap": "30 minutes", "location": "events.parquet",
    "segments": {"class": {"column": "class", "map": {"new": "new", "old": "old"}}},
    "map": {"home": "home", "The cart": "cart", "cart": "cart", "pay": "pay",
            "page_view": {"column": "page", "map": {"/pay": "pay", "/cart": "cart"}}},
}  # fmt: skip


def nasty(seed: int) -> list[tuple[str | None, ...]]:
    """Events with texts of all kinds, of which many are at the same time.

    A table has no order, and events of a case at the same time are in that of their texts; so they are in the files.
    """
    random = Random(seed)
    rows: list[tuple[str | None, ...]] = []
    for _ in range(700):
        time = random.choice(HOURS).format(f"{random.randrange(0, 60, 5):02d}")
        who = random.choice([f"c{random.randrange(30)}", f"c{random.randrange(30)} ", "", None, "\u00a0", "ג'"])
        rows.append((who, random.choice([time] * 12 + DIRTY), random.choice(NAMES), random.choice(PAGES),
                     random.choice(CLASSES)))  # fmt: skip
    segment = {"g0": 4, "what": 2, "page": 3}
    return sorted(
        rows, key=lambda row: tuple(row[at] or "" for at in (segment["g0"], segment["what"], segment["page"]))
    )


def parquet(path: Path, rows: list[tuple[Any, ...]], time: str = "VARCHAR") -> None:
    import duckdb

    types = ", ".join(f'"{name}" {time if name == "at" else "VARCHAR"}' for name in COLUMNS)
    with closing(duckdb.connect()) as database:
        database.execute("SET TimeZone = 'UTC'")
        database.execute(f"CREATE TABLE events ({types})")
        database.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?)", [list(row) for row in rows])
        database.execute(f"COPY events TO '{path}' (FORMAT parquet)")


@pytest.fixture
def table_in_postgres(postgres_url: str) -> Iterator[Callable[..., str]]:
    """Makes a table of events in the test's PostgreSQL, and returns the name of it."""
    import psycopg

    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute('DROP SCHEMA IF EXISTS "the-shop" CASCADE; CREATE SCHEMA "the-shop"')

        # Named as one of the tables that are made in counting.
        def made(rows: list[tuple[Any, ...]], time: str = "TEXT") -> str:
            types = ", ".join(f'"{name}" {time if name == "at" else "TEXT"}' for name in COLUMNS)
            connection.execute(f'CREATE TABLE "the-shop".steps ({types})')
            with connection.cursor() as cursor, cursor.copy('COPY "the-shop".steps FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
            return "the-shop.steps"

        yield made


def counted(folder: Path, journey: Journey, engine: str = "duckdb") -> CountedSource:
    return measure_source(journey, journey.sources[0], OPTIONS, folder=folder, engine=address_of(engine),
                          today=dt.date(2026, 10, 31))  # fmt: skip


def figures(found: CountedSource) -> dict[str, Any]:
    """All that was counted, but what tables do not have: the places of what is wrong, the order of rows, and files."""
    report = found.report._replace(
        left_out=tuple(each._replace(first=()) for each in found.report.left_out), dates=None, back=0
    )
    source = found.source._replace(files=(), fingerprint="")
    return {**found._asdict(), "report": report._asdict(), "source": source._asdict()}


def times_of(rows: list[tuple[str | None, ...]], zone: dt.tzinfo | None = None) -> list[tuple[Any, ...]]:
    """The same rows with times in place of texts that are some."""
    read = []
    for row in rows:
        try:
            time = dt.datetime.fromisoformat(str(row[1]))
        except ValueError:
            time = None
        if time is not None and (time.tzinfo is None) == (zone is None):
            read.append((row[0], time, *row[2:]))
        else:
            read.append((row[0], None, *row[2:]))
    return read


KINDS = {
    "texts": (lambda rows: rows, "VARCHAR", "TEXT"),
    "local times": (times_of, "TIMESTAMP", "TIMESTAMP"),
    "times with a zone": (lambda rows: times_of(rows, dt.UTC), "TIMESTAMPTZ", "TIMESTAMPTZ"),
}


def test_duckdb_counts_something_of_each_kind(tmp_path: Path) -> None:
    parquet(tmp_path / "events.parquet", nasty(1))
    found = counted(tmp_path, journey_with_events(**SOURCE))
    assert {each.reason for each in found.report.left_out} == {
        "no-time",
        "bad-time",
        "no-case",
        "no-event",
        "unknown-event",
    }
    assert min(found.report.clock_times) > 0 and found.report.later > 0
    assert {each.period for each in found.cells} == {"2026-03", "2026-10", "2026-11"}
    assert {each.segment.get("class") for each in found.cells} == {None, "new", "old", "other"}
    assert found.transitions and found.funnel and {each.between for each in found.times} == {"first", "next"}


@pytest.mark.parametrize("kind", KINDS)
def test_postgres_counts_as_duckdb_does(
    tmp_path: Path, kind: str, postgres_url: str, table_in_postgres: Callable[..., str]
) -> None:
    made, in_file, in_table = KINDS[kind]
    rows = made(nasty(2))
    parquet(tmp_path / "events.parquet", rows, in_file)
    expected = counted(tmp_path, journey_with_events(**SOURCE))
    found = counted(tmp_path, journey_with_events(**SOURCE, table=table_in_postgres(rows, in_table)), postgres_url)
    assert figures(found) == figures(expected)
    assert expected.report.back and not found.report.back


@pytest.mark.parametrize("kind", KINDS)
def test_spark_counts_as_duckdb_does(tmp_path: Path, kind: str, spark_url: str) -> None:
    made, in_file, _ = KINDS[kind]
    parquet(tmp_path / "events.parquet", made(nasty(3)), in_file)
    journey = journey_with_events(**SOURCE)
    assert figures(counted(tmp_path, journey, spark_url)) == figures(counted(tmp_path, journey))


def test_spark_counts_a_table_of_its_own(tmp_path: Path, spark_url: str) -> None:
    from pyspark.sql import SparkSession

    parquet(tmp_path / "events.parquet", nasty(5))
    SparkSession.active().read.parquet((tmp_path / "events.parquet").as_uri()).createOrReplaceTempView("shop_events")
    journey = journey_with_events(**SOURCE, table="shop_events")
    found, expected = counted(tmp_path, journey, spark_url), counted(tmp_path, journey)  # here, its file is counted
    assert found.source.files == ("shop_events",) and expected.source.files == ("events.parquet",)
    assert figures(found) == figures(expected)


def test_what_was_counted_in_postgres_is_checked_there(
    tmp_path: Path, postgres_url: str, table_in_postgres: Callable[..., str]
) -> None:
    import psycopg

    journey = journey_with_events(**SOURCE, table=table_in_postgres(nasty(4)))
    measures = measures_of(OPTIONS, [counted(tmp_path, journey, postgres_url)])
    content = written(measures)
    there = address_of(postgres_url)
    assert check_measures(journey, measures, content, folder=tmp_path, engine=there) == ("", ())
    assert check_measures(journey, measures, content, folder=tmp_path, engine=DUCKDB_HERE) == ("", ("shop",))
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        assert connection.execute("SELECT count(*) FROM pg_class WHERE relname = 'events_read'").fetchone() == (0,)
        connection.execute("UPDATE \"the-shop\".steps SET what = 'scrolled' WHERE what = 'scroll'")
    assert check_measures(journey, measures, content, folder=tmp_path, engine=there).stale
