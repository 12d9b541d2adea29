"""Files of DuckDB's own: a table of theirs is read as it is, and nothing else of them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from answer_files import counted, of_all
from event_files import read, told

from journeymap.measure.answers import AnswersError


def made(folder: Path, *statements: str) -> Path:
    with duckdb.connect(folder / "shop.duckdb") as database:
        for each in statements:
            database.execute(each)
    return folder


EVENTS = """CREATE TABLE events AS SELECT * FROM (VALUES
    (TIMESTAMPTZ '2026-03-01 12:00:00+02', 'a', 'home', {'page': '/'}),
    (TIMESTAMPTZ '2026-03-01 10:05:00Z', 'a', 'seen', {'page': '/pay'}),
    (NULL, 'a', 'home', NULL)) AS t("at", who, what, more)"""


def test_typed_times_and_values_inside_columns(tmp_path: Path) -> None:
    made(tmp_path, EVENTS, "CREATE TABLE answers (Q1 INTEGER)", "INSERT INTO answers VALUES (4), (4), (5), (NULL)")
    found = read(tmp_path, location="shop.duckdb", table="events", timezone="Asia/Jerusalem",
                 map={"home": "home", "seen": {"column": "more/page", "map": {"/pay": "pay"}}})  # fmt: skip
    assert told(found) == [("a", "2026-03-01 10:00:00", "home"), ("a", "2026-03-01 10:05:00", "pay")]
    assert found.left == {"no-time": 1}
    assert found.report.left_out[0].first[0].row == 3
    assert of_all(counted(tmp_path, location="shop.duckdb", table="answers")) == {4: 2, 5: 1}


def test_which_table_is_meant_is_asked_and_no_view_is_read(tmp_path: Path) -> None:
    made(tmp_path, EVENTS, "CREATE TABLE other (x INTEGER)", "CREATE VIEW elsewhere AS FROM read_text('/etc/hostname')")
    with pytest.raises(AnswersError, match="2 tables, and it is not said which"):
        read(tmp_path, location="shop.duckdb")
    with pytest.raises(AnswersError, match="there is no such table"):
        read(tmp_path, location="shop.duckdb", table="elsewhere")


def test_a_file_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "shop.duckdb").write_bytes(b"at,who,what\n" * 2_000)
    with pytest.raises(AnswersError, match=r"shop\.duckdb: this is not a DuckDB file"):
        read(tmp_path, location="shop.duckdb")
    (tmp_path / "sub").mkdir()
    made(tmp_path / "sub", EVENTS)
    with pytest.raises(AnswersError, match='there is no column "whose"'):
        read(tmp_path / "sub", location="shop.duckdb", case="whose")


def test_the_file_stays_as_it_is(tmp_path: Path) -> None:
    path = made(tmp_path, EVENTS) / "shop.duckdb"
    before = path.read_bytes()
    read(tmp_path, location="shop.duckdb")
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["shop.duckdb"]
