"""DuckDB as an engine of counting: a connection of `answers.engine`, which reads the files of one source alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from journeymap.measure.engines.dialects import DUCKDB

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FETCHED = 10_000


class DuckDbEngine:
    """Counts with DuckDB. Its errors are those of `answers.engine.engine_errors`."""

    dialect = DUCKDB

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """Yields the rows of a query."""
        result = self._connection.execute(sql)
        while rows := result.fetchmany(_FETCHED):
            yield from rows

    def keep(self, name: str, sql: str) -> None:
        """Computes a query once, into a temporary table, which spills when it has to."""
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {sql}")

    def drop(self, name: str) -> None:
        """Drops a table."""
        self._connection.execute(f"DROP TABLE {name}")

    def put(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        """Keeps a small table under a name."""
        typed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({typed})")
        values = [list(each) for each in zip(*rows, strict=True)]
        if values:  # a list a column, since a row at a time takes a thousand times as long
            lists = ", ".join(f"unnest(?::{kind}[])" for kind in columns.values())
            self._connection.execute(f"INSERT INTO {name} SELECT {lists}", values)
