"""What events and answers are counted by: engines that run one text of SQL, each with its few words of dialect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

from journeymap.errors import UserError
from journeymap.measure.engines.dialects import Dialect

_MOST_TOLD = 300


class CountingEngine(Protocol):
    """Runs queries in the words of its `dialect`, and keeps tables of its own for as long as it is open."""

    dialect: Dialect

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """Yields the rows of a query, which are taken before anything else is asked; whole numbers are ints."""

    def keep(self, name: str, sql: str) -> None:
        """Computes a query once, and keeps what it gives under a name until the engine is closed."""

    def drop(self, name: str) -> None:
        """Forgets what was kept or put under a name, so that it takes no more room."""

    def put(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        """Keeps a small table under a name: its columns with their types, and its rows.

        Types are VARCHAR or the dialect's word for it, the dialect's for floating numbers, INTEGER and BIGINT.
        """


ColumnKind = Literal["text", "local", "instant", "date", "whole", "number", "truth", "other"]
"""What is in a column: times are `local` without a zone, else `instant`."""


class TableFound(NamedTuple):
    """A table or file as an engine reads it: its SQL behind FROM, and its columns by their names, in order.

    `row` is the SQL of the number of a row, empty where its rows have no order.
    """

    origin: str
    columns: Mapping[str, ColumnKind]
    row: str = ""


class TableEngine(CountingEngine, Protocol):
    """An engine with tables of its user's."""

    def table(self, name: Sequence[str]) -> TableFound:
        """Returns a table by its name, in parts: `("shop", "events")`.

        Raises NoTableError where there is no such table, or it may not be read.
        """

    def file(self, path: Path, kind: str) -> TableFound:
        """Returns a file of some kind (`parquet`, …). Raises NoTableError where the engine reads no such file."""


class EngineError(UserError):
    """An engine cannot be reached, or cannot do what it is asked."""


class NoTableError(EngineError):
    """There is no such table in the engine, its user may not read it, or the engine reads no such file."""


def plain_number(value: Any) -> Any:
    """Returns a value; a decimal number, as sums of whole numbers are in some engines, as an int or float."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def arrow_table(columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> Any:
    """Returns a small table, as `CountingEngine.put` takes it, as one of Arrow."""
    import pyarrow

    types = {"BIGINT": pyarrow.int64(), "INTEGER": pyarrow.int32(), "DOUBLE": pyarrow.float64()}
    schema = pyarrow.schema([(column, types.get(kind, pyarrow.string())) for column, kind in columns.items()])
    values = list(zip(*rows, strict=True)) or [() for _ in columns]
    arrays = [pyarrow.array(each, field.type) for each, field in zip(values, schema, strict=True)]
    return pyarrow.Table.from_arrays(arrays, schema=schema)


def first_line(error: BaseException) -> str:
    """Returns the first line with text of an error of a library, shortened; else the name of its class."""
    lines = (line.strip() for line in str(error).splitlines())
    found = next((line for line in lines if line), type(error).__name__)
    return found if len(found) <= _MOST_TOLD else found[:_MOST_TOLD] + "…"
