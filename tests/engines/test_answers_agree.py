"""Answers are counted the same by DuckDB, PostgreSQL and Spark: every figure, and all that is left out."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest
from answer_files import journey_with

from journeymap.measure.answers import Counted, count_answers
from journeymap.measure.answers.in_tables import count_in_engine
from journeymap.measure.answers.refusal import AnswersError
from journeymap.measure.engines.addresses import DUCKDB_HERE, address_of
from journeymap.measure.measured import MeasureOptions
from journeymap.measure.measures import written
from journeymap.measure.measuring import check_measures, measure_source, measures_of
from journeymap.model import Journey

BY = (("class",), ("class", "land"))
OPTIONS = MeasureOptions("month", BY, 95, 1, 0)
TODAY = dt.date(2026, 10, 31)
# On 2026-10-25 the clocks of Jerusalem show the hour from 1:00 twice, and on 2026-03-27 none from 2:00.
TIMES = ["2026-10-25 00:30", "2026-10-25 01:30", "2026-10-25 01:30", "2026-10-25 02:30", "2026-10-25T01:30:00+02:00",
         "2026-10-24 22:30:00Z", "2026-03-27 01:59:59", "2026-03-27 02:30", "2026-03-27 03:30:00.000001",
         "٢٠٢٦-٠٣-٢٧ ٠٢:١٥", "2026-10-31 23:59:59.999999", "2026-11-01 00:00", " 2026-10-24",
         "2026-10-25 01:30"]  # fmt: skip
NO_TIMES = ["", " ", None, "soon", "2026-02-30", "24/10/2026", "2026-10-24 25:00"]
SCORES = ["5", "5", "5", "4", "4", "3", "2", "1", "4.0", " 3 ", "٥", "5 - very", "Very good", "VERY  good\u200f",
          "4,5", "0", "6", "-1", "n/a", "N/A ", "", " ", None, "\u00a0", "good", "it's", "%s", "a\\b", "1e0",
          "5.", "٤٫٥"]  # fmt: skip
PEOPLE = ["ann", "ann", " ann ", "Ann", "bob", "ג'", "\u00a0", "", None, "x y", *(f"c{n}" for n in range(12))]
CLASSES = ["new", "New", "old ", "", " ", None, "\u00a0", "first\\class", "%s"]
LANDS = ["IL", "IR", None, ""]
WEIGHTS = ["1", "1", "0.5", "2", "٢", "1٫25", " 1.5", "1e1", ".5", "3.", "0", "-1", "nan", "inf", "1e999", "", None,
           "1,5", "0.1", "heavy"]  # fmt: skip
PLACES = ["order", "Orders", "orders ", "pays", "Pays at the till", "nowhere", "", None]
METRICS = ["csat", "CSAT", "nps", "Effort", "joy", "", None, "csat"]
SCALE = {"from": 1, "to": 5, "labels": {"Very good": 5, "good": 3.5}, "not_applicable": ["n/a"]}
SEGMENTS = {"class": {"column": "class", "map": {"new": "business", "old": "leisure"}},
            "land": {"column": "land", "map": {"IL": "leisure"}}}  # fmt: skip
COLUMNS = ("who", "at", "weight", "where", "what", "score", "other", "third", "class", "land", "status")
LONG: dict[str, Any] = {
    "shape": "long", "touchpoint": "where", "metric": "what", "score": "score", "time": "at", "segments": SEGMENTS,
    "timezone": "Asia/Jerusalem", "scales": {"csat": SCALE, "effort": {"from": 1, "to": 7, "better": "lower"}},
}  # fmt: skip
WIDE: dict[str, Any] = {
    "time": "at", "timezone": "Asia/Jerusalem", "segments": SEGMENTS,
    "questions": [
        {"column": "score", "touchpoint": "order", "metric": "csat", "scale": SCALE},
        {"column": "other", "touchpoint": "pays", "metric": "ces"},
        {"column": "third", "touchpoint": "order", "metric": "nps"},
    ],
}  # fmt: skip
SAID: dict[str, dict[str, Any]] = {
    "long": LONG,
    "long of one metric": LONG | {"metric": "csat", "touchpoint": "pays", "segments": {}, "scales": {"csat": SCALE}},
    "wide": WIDE,
    "wide without times": {**WIDE, "time": None, "period": "2026-10"},
    "wide in weeks of a half": {**WIDE, "timezone": "Australia/Lord_Howe", "week": "sunday"},
    "wide in a preset": {**WIDE, "preset": "qualtrics", "format": {"header_rows": 1}},
    "wide of the asked": {**WIDE, "preset": "medallia"},
}
PARTS: dict[str, dict[str, Any]] = {
    "": {},
    "latest": {"repeats": "latest", "respondent": "who"},
    "first": {"repeats": "first", "respondent": "who"},
    "all": {"repeats": "all", "respondent": "who"},
    "weighted": {"weight": "weight"},
    "latest, weighted": {"repeats": "latest", "respondent": "who", "weight": "weight"},
    "all, weighted": {"repeats": "all", "respondent": "who", "weight": "weight"},
}


def nasty(seed: int) -> list[tuple[str | None, ...]]:
    """Answers with texts of all kinds, of which many are of the same customer at the same time.

    A table has no order, and answers at the same time are in that of their texts; so they are in the files.
    """
    random = Random(seed)
    return [
        (random.choice(PEOPLE), random.choice(TIMES * 5 + NO_TIMES), random.choice(WEIGHTS), random.choice(PLACES),
         random.choice(METRICS), random.choice(SCORES), random.choice(SCORES), random.choice(SCORES),
         random.choice(CLASSES), random.choice(LANDS), random.choice(["0", "Survey Preview", "1", None, "x"]))
        for _ in range(500)
    ]  # fmt: skip


def in_order_of_texts(journey: Journey, rows: Sequence[tuple[str | None, ...]]) -> list[tuple[str | None, ...]]:
    """The rows in the order in which those of a table are taken, at the same time."""
    source = journey.sources[0]
    preset = {"qualtrics": ("status",)}.get(source.preset or "", ())
    long = [name for name in (source.touchpoint, source.metric) if name in COLUMNS]
    asked = [*long, "score"] if source.shape == "long" else [each.column for each in source.questions]
    weight = ["weight"] if source.weight else []
    kept = [*weight, *(each.column for each in source.segments.values()), *asked, *preset]
    return sorted(rows, key=lambda row: [row[COLUMNS.index(name)] or "" for name in kept])


def journey_of(said: str, part: str = "", **more: Any) -> Journey:
    source = SAID[said] | PARTS[part] | {"location": "answers.parquet"} | more
    return journey_with(**{name: value for name, value in source.items() if value is not None})


def parquet(path: Path, rows: Sequence[Sequence[Any]], kinds: dict[str, str] = {}) -> None:  # noqa: B006  not changed
    import duckdb

    # A preset of Qualtrics knows the column by this name.
    types = ", ".join(f'"{"Status" if name == "status" else name}" {kinds.get(name, "VARCHAR")}' for name in COLUMNS)
    with closing(duckdb.connect()) as database:
        database.execute("SET TimeZone = 'UTC'")
        database.execute(f"CREATE TABLE answers ({types})")
        database.executemany(f"INSERT INTO answers VALUES ({', '.join('?' * len(COLUMNS))})", [list(r) for r in rows])
        database.execute(f"COPY answers TO '{path}' (FORMAT parquet)")


@pytest.fixture
def table_in_postgres(postgres_url: str) -> Iterator[Callable[..., str]]:
    """Makes a table of answers in the test's PostgreSQL, and returns the name of it."""
    import psycopg

    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS surveys CASCADE; CREATE SCHEMA surveys")

        # Named as one of the tables that are made in counting.
        def made(rows: Sequence[Sequence[Any]], kinds: dict[str, str] = {}) -> str:  # noqa: B006  not changed
            types = ", ".join(f'"{"Status" if name == "status" else name}" {kinds.get(name, "TEXT")}'
                              for name in COLUMNS)  # fmt: skip
            connection.execute(f"CREATE TABLE surveys.scored ({types})")
            with connection.cursor() as cursor, cursor.copy("COPY surveys.scored FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return "surveys.scored"

        yield made


def here(folder: Path, journey: Journey) -> Counted:
    return count_answers(journey, journey.sources[0], folder=folder, period="month", by=BY, today=TODAY)


def there(folder: Path, journey: Journey, engine: str) -> Counted:
    return count_in_engine(journey, journey.sources[0], address_of(engine), folder=folder, period="month", by=BY,
                           today=TODAY)  # fmt: skip


def figures(found: Counted) -> dict[str, Any]:
    """All that was counted, but what tables do not have: the places of what is wrong, likely forms of dates, files.

    Questions of a long file are in the order in which they are met, and so by name here.
    """
    report = found.report._replace(
        left_out=tuple(each._replace(first=()) for each in found.report.left_out), dates=None
    )
    names = [(each.touchpoint, each.metric) for each in found.questions]
    scores = sorted((names[each.question], *map(_nearly, each[1:])) for each in found.scores)
    clusters = sorted((names[each.question], *map(_nearly, each[1:])) for each in found.clusters)
    return {**found._asdict(), "report": report._asdict(), "questions": sorted(names), "scores": scores,
            "clusters": clusters, "files": (), "fingerprint": ""}  # fmt: skip


def _nearly(value: Any) -> Any:
    """A sum of weights in ten digits, as the last of the twelve that it has may hang on the order of adding up."""
    return float(f"{value:.10g}") if isinstance(value, float) else value


CASES = [("long", each) for each in PARTS] + [("wide", each) for each in PARTS]
CASES += [(each, part) for each in SAID if each not in ("long", "wide") for part in ("", "latest")]


def test_duckdb_counts_something_of_each_kind(tmp_path: Path) -> None:
    journey = journey_of("long", "latest, weighted")
    parquet(tmp_path / "answers.parquet", in_order_of_texts(journey, nasty(1)))
    found = here(tmp_path, journey)
    assert {each.reason for each in found.report.left_out} == {
        "no-time", "bad-time", "bad-weight", "bad-score", "off-scale", "blank", "not-applicable", "repeated",
        "unknown-touchpoint", "unknown-metric",
    }  # fmt: skip
    assert min(found.report.clock_times) > 0 and found.report.later > 0 and found.report.unnamed > 0
    assert {each.period for each in found.scores} == {"2026-03", "2026-10", "2026-11"}
    assert {each.segments for each in found.scores} >= {("", ""), ("business", ""), ("other", ""), ("other", "other")}
    journey = journey_of("wide", "all")
    parquet(tmp_path / "answers.parquet", in_order_of_texts(journey, nasty(1)))
    found = here(tmp_path, journey)
    assert found.clusters and found.questions[-1].metric == "peak-end"


@pytest.mark.parametrize(("said", "part"), CASES)
def test_postgres_counts_as_duckdb_does(
    tmp_path: Path, said: str, part: str, postgres_url: str, table_in_postgres: Callable[..., str]
) -> None:
    journey = journey_of(said, part)
    rows = in_order_of_texts(journey, nasty(2))
    parquet(tmp_path / "answers.parquet", rows)
    Random(9).shuffle(shuffled := list(rows))
    found = there(tmp_path, journey_of(said, part, table=table_in_postgres(shuffled)), postgres_url)
    assert figures(found) == figures(here(tmp_path, journey))


@pytest.mark.parametrize(("said", "part"), CASES)
def test_spark_counts_as_duckdb_does(tmp_path: Path, said: str, part: str, spark_url: str) -> None:
    journey = journey_of(said, part)
    parquet(tmp_path / "answers.parquet", in_order_of_texts(journey, nasty(3)))
    assert figures(there(tmp_path, journey, spark_url)) == figures(here(tmp_path, journey))


@pytest.mark.parametrize(("said", "part"), [("long", "latest, weighted"), ("wide", "all")])
@pytest.mark.parametrize("kind", ["sqlite", "duckdb"])
def test_files_of_databases_are_counted_here_as_parquet_is(tmp_path: Path, said: str, part: str, kind: str) -> None:
    import duckdb

    journey = journey_of(said, part)
    rows = in_order_of_texts(journey, nasty(3))
    parquet(tmp_path / "answers.parquet", rows)
    names = ", ".join(f'"{name}" VARCHAR' for name in COLUMNS)
    connect: Any = sqlite3.connect if kind == "sqlite" else duckdb.connect
    with closing(connect(str(tmp_path / f"answers.{kind}"))) as database:
        database.execute(f"CREATE TABLE asked ({names})")
        database.executemany(f"INSERT INTO asked VALUES ({', '.join('?' * len(COLUMNS))})", rows)
        database.commit()
    found = here(tmp_path, journey_of(said, part, location=f"answers.{kind}", table="asked"))
    assert figures(found) == figures(here(tmp_path, journey))


def typed(rows: Sequence[tuple[str | None, ...]]) -> list[tuple[Any, ...]]:
    """Rows with times, numbers and truths in place of texts."""
    random = Random(4)
    return [
        (row[0], dt.datetime(2026, 10, 1 + n % 30, n % 24, tzinfo=dt.UTC) if n % 9 else None,
         random.choice([1.5, 0.25, 2.0, -1.0, None, float("nan"), float("inf")]), *row[3:5],
         random.choice([1, 2, 3, 4, 5, 6, None]), random.choice([1.0, 4.5, 7.0, 8.0, None]),
         random.choice([0, 6, 7, 10, 10, 11, None]), random.choice([True, False, None]), *row[9:])
        for n, row in enumerate(rows)
    ]  # fmt: skip


IN_FILE = {"at": "TIMESTAMPTZ", "weight": "DOUBLE", "score": "INTEGER", "other": "DOUBLE", "third": "BIGINT",
           "class": "BOOLEAN"}  # fmt: skip
IN_POSTGRES = IN_FILE | {"weight": "DOUBLE PRECISION", "other": "DOUBLE PRECISION"}
OF_TRUTHS = {"class": {"column": "class", "map": {"true": "business", "false": "leisure"}}}


@pytest.mark.parametrize("part", ["", "all, weighted"])
def test_columns_of_types_are_counted_in_postgres(
    tmp_path: Path, part: str, postgres_url: str, table_in_postgres: Callable[..., str]
) -> None:
    rows = typed(nasty(5))
    parquet(tmp_path / "answers.parquet", rows, IN_FILE)
    journey = journey_of("wide", part, segments=OF_TRUTHS, table=table_in_postgres(rows, IN_POSTGRES))
    found = figures(there(tmp_path, journey, postgres_url))
    assert found == figures(here(tmp_path, journey)) and found["scores"]


@pytest.mark.parametrize("part", ["", "all, weighted"])
def test_columns_of_types_are_counted_in_spark(tmp_path: Path, part: str, spark_url: str) -> None:
    parquet(tmp_path / "answers.parquet", typed(nasty(6)), IN_FILE)
    journey = journey_of("wide", part, segments=OF_TRUTHS)
    found = figures(there(tmp_path, journey, spark_url))
    assert found == figures(here(tmp_path, journey)) and found["scores"]


AMERICAN = ["1/31/2026 11:59:59 PM", "10/25/2026 1:30", "2/29/2026", "2/28/2026 12:00 am", "10/25/2026 13:30:00",
            "2026-10-25 01:30", "31/1/2026", " 3/1/2026 ", "٣/١/٢٠٢٦", "10/25/26"]  # fmt: skip
GOOGLE = ["2026/10/25 1:30:00 PM GMT+3", "2026/10/25 13:30:00", "10/25/2026 1:30:00", "2026/10/25 1:30:00 AM"]


@pytest.mark.parametrize(
    ("preset", "column", "texts"),
    [("surveymonkey", None, AMERICAN), ("microsoft-forms", None, AMERICAN), ("google-forms", None, GOOGLE),
     (None, "%d/%m/%Y", ["24/10/2026", "1/2/2026 3:04", "2026-10-24", "30/2/2026"])],
)  # fmt: skip
def test_the_dates_of_tools_are_read_in_postgres(
    tmp_path: Path, preset: str | None, column: str | None, texts: list[str], postgres_url: str,
    table_in_postgres: Callable[..., str],
) -> None:  # fmt: skip
    rows = [(*row[:1], texts[n % len(texts)], *row[2:]) for n, row in enumerate(nasty(7))]
    parquet(tmp_path / "answers.parquet", rows)
    form = {"date": column} if column else {"header_rows": 1}
    journey = journey_of("wide", preset=preset, format=form, table=table_in_postgres(rows))
    found = figures(there(tmp_path, journey, postgres_url))
    assert found == figures(here(tmp_path, journey)) and found["scores"]


def test_what_was_counted_in_postgres_is_checked_there(
    tmp_path: Path, postgres_url: str, table_in_postgres: Callable[..., str]
) -> None:
    import psycopg

    journey = journey_of("wide", "latest", table=table_in_postgres(nasty(8)))
    engine = address_of(postgres_url)
    found = measure_source(journey, journey.sources[0], OPTIONS, folder=tmp_path, engine=engine)
    assert not found.kept_here and found.cells
    measures = measures_of(OPTIONS, [found])
    content = written(measures)
    assert check_measures(journey, measures, content, folder=tmp_path, engine=engine) == ("", ())
    assert check_measures(journey, measures, content, folder=tmp_path, engine=DUCKDB_HERE) == ("", ("survey",))
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        assert connection.execute("SELECT count(*) FROM pg_class WHERE relname = 'answers_read'").fetchone() == (0,)
        connection.execute("UPDATE surveys.scored SET score = '1' WHERE score = '5'")
    assert check_measures(journey, measures, content, folder=tmp_path, engine=engine).stale


def test_comments_are_passed_over_and_that_is_told(
    tmp_path: Path, postgres_url: str, table_in_postgres: Callable[..., str]
) -> None:
    comments = [{"column": "third", "touchpoint": "order"}]
    journey = journey_of("wide", table=table_in_postgres(nasty(8)), comments=comments)
    found = measure_source(journey, journey.sources[0], OPTIONS, folder=tmp_path, engine=address_of(postgres_url))
    assert found.comments_passed_over and found.report.comments is None and found.cells


def test_a_column_that_is_not_there_is_named(
    tmp_path: Path, postgres_url: str, table_in_postgres: Callable[..., str]
) -> None:
    table = table_in_postgres(nasty(8)[:1])
    with pytest.raises(AnswersError, match='there is no column "scoer"'):
        there(tmp_path, journey_of("long", score="scoer", table=table), postgres_url)
    with pytest.raises(AnswersError, match="no such table"):
        there(tmp_path, journey_of("long", table="surveys.answres"), postgres_url)
