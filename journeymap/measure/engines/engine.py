"""What events are counted by: engines that run one text of SQL, each with its few words of dialect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, Protocol

from journeymap.errors import UserError
from journeymap.measure.engines.dialects import Dialect

_ROWS_OF_A_LITERAL = 500
"""The rows of a small table that stand in one query."""
_MOST_TOLD = 300


class CountingEngine(Protocol):
    """Runs queries in the words of its `dialect`, and keeps tables of its own for as long as it is open."""

    dialect: Dialect

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """Yields the rows of a query, which are taken before anything else is asked; whole numbers are ints."""

    def keep(self, name: str, sql: str) -> None:
        """Computes a query once, and keeps what it gives under a name until the engine is closed."""

    def put(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        """Keeps a small table under a name: its columns with their types in SQL, and rows of texts and numbers."""


def table_sql(dialect: Dialect, columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> str:
    """Returns the query of a small table; an empty one has its columns all the same."""
    names = ", ".join(columns)
    typed = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in columns.items())
    listed = list(rows)
    if not listed:
        nothing = ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in columns.items())
        return f"SELECT {nothing} WHERE 1 = 0"
    parts = [
        f"SELECT * FROM (VALUES {', '.join(_row(dialect, row) for row in listed[first : first + _ROWS_OF_A_LITERAL])}) "
        f"AS listed({names})"
        for first in range(0, len(listed), _ROWS_OF_A_LITERAL)
    ]
    return f"SELECT {typed} FROM ({' UNION ALL '.join(parts)}) AS untyped"


def _row(dialect: Dialect, values: Sequence[object]) -> str:
    return f"({', '.join(_value(dialect, value) for value in values)})"


def _value(dialect: Dialect, value: object) -> str:
    if value is None:
        return "NULL"
    return dialect.literal(value) if isinstance(value, str) else repr(value)


ColumnKind = Literal["text", "local", "instant", "date", "whole", "number", "truth", "other"]
"""What is in a column: times are `local` without a zone, else `instant`."""


class TableEngine(CountingEngine, Protocol):
    """An engine with tables of its user's."""

    def columns(self, table: Sequence[str]) -> Mapping[str, ColumnKind]:
        """Returns the columns of a table, by their names in order. `table` is its name, in parts.

        Raises NoTableError where there is no such table, or it may not be read.
        """

    def origin(self, table: Sequence[str]) -> str:
        """Returns the SQL of a table, as it stands behind FROM."""


class EngineError(UserError):
    """An engine cannot be reached, or cannot do what it is asked."""


class NoTableError(EngineError):
    """There is no such table in the engine, or its user may not read it."""


def first_line(error: BaseException) -> str:
    """Returns the first line with text of an error of a library, shortened; else the name of its class."""
    lines = (line.strip() for line in str(error).splitlines())
    found = next((line for line in lines if line), type(error).__name__)
    return found if len(found) <= _MOST_TOLD else found[:_MOST_TOLD] + "…"
