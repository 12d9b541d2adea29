"""Every engine means the same by the words of its dialect, and keeps tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from journeymap.errors import UserError
from journeymap.measure.answers.engine import engine as duckdb_connection
from journeymap.measure.engines import DUCKDB, CountingEngine, Dialect
from journeymap.measure.engines.in_duckdb import DuckDbEngine
from journeymap.measure.engines.probe import ask

ODD = ["it's", 'so "said"', "back\\slash \\n", "שלום\u200f", "100 %s {x}", "two\nlines", "", "\u00a0"]


def test_an_engine_answers_what_is_asked_before_it_counts(engine: CountingEngine) -> None:
    ask(engine, "this")


def test_an_engine_keeps_tables(engine: CountingEngine) -> None:
    rows = [*((number, number << 40, text) for number, text in enumerate(ODD)), (99, None, None)]
    engine.put("said", {"n": "INTEGER", "big": "BIGINT", "text": engine.dialect.text}, rows)
    assert list(engine.rows("SELECT n, big, text FROM said ORDER BY n")) == rows
    engine.keep("counted", "SELECT text, count(*) AS n, sum(big) AS s FROM said WHERE n < 3 GROUP BY text")
    assert list(engine.rows("SELECT max(n) AS n, CAST(sum(s) AS BIGINT) AS s FROM counted")) == [(1, 3 << 40)]
    engine.keep("counted", "SELECT n FROM said WHERE n = 99")
    assert list(engine.rows("SELECT n FROM counted")) == [(99,)]
    engine.put("said", {"n": "INTEGER"}, [])
    assert list(engine.rows("SELECT n FROM said")) == []


def test_a_text_is_the_same_in_a_query(engine: CountingEngine) -> None:
    said = ", ".join(f"{engine.dialect.literal(text)} AS n{number}" for number, text in enumerate(ODD))
    assert next(engine.rows(f"SELECT {said}")) == tuple(ODD)


@dataclass
class _Wrong:
    """An engine that takes one word otherwise."""

    engine: CountingEngine
    dialect: Dialect

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        return self.engine.rows(sql)

    def keep(self, name: str, sql: str) -> None:
        self.engine.keep(name, sql)

    def put(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        self.engine.put(name, columns, rows)


@pytest.mark.parametrize(
    ("word", "wrong", "about"),
    [
        ("quotient", "({} / {})", "whole division"), ("trim", "rtrim({0})", "trimmed spaces"),
        ("microseconds", "epoch_ms({})", "microseconds of a time"), ("match", "({0} = {1})", "an expression is found"),
    ],
)  # fmt: skip
def test_an_engine_that_counts_otherwise_is_not_counted_with(word: str, wrong: str, about: str, tmp_path: Path) -> None:
    with duckdb_connection([], tmp_path) as connection, pytest.raises(UserError, match=about):
        ask(_Wrong(DuckDbEngine(connection), DUCKDB._replace(**{word: wrong})), "trino://example.org")
