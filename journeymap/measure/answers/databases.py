"""Tables of DuckDB files, which the engine attaches read-only and reads as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from journeymap.errors import UserError
from journeymap.measure.answers.engine import engine, engine_errors
from journeymap.measure.answers.locations import AnswerFile
from journeymap.measure.answers.rows import table_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_ALONE = "d"


class DatabaseTable(NamedTuple):
    """A table of a DuckDB file: its name, and those of its columns with their types in the engine's words."""

    name: str
    columns: tuple[str, ...]
    types: tuple[str, ...]


def database_table(file: AnswerFile, table: str | None) -> DatabaseTable:
    """Returns the table of a DuckDB file that is meant, or its only one.

    Views are passed over: they may read what is elsewhere. Raises UserError for a file that is none, or without DuckDB,
    and WrongTableError.
    """
    try:
        with engine([], file.path.parent, attached={_ALONE: file.path}) as connection:
            return _chosen(connection, file, table)
    except engine_errors():
        raise UserError(f"{file.name}: this is not a DuckDB file that can be read") from None


def _chosen(connection: DuckDBPyConnection, file: AnswerFile, table: str | None) -> DatabaseTable:
    found = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = ? AND schema_name = 'main' ORDER BY 1", [_ALONE]
    ).fetchall()
    chosen = table_of(file, [name for (name,) in found], table)
    columns = connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = ? AND schema_name = 'main' "
        "AND table_name = ? ORDER BY column_index", [_ALONE, chosen]
    ).fetchall()  # fmt: skip
    return DatabaseTable(chosen, tuple(name for name, _ in columns), tuple(kind for _, kind in columns))


def database_rows(file: AnswerFile, table: DatabaseTable, most: int) -> list[list[str]]:
    """Returns at most so many rows of a table as texts, in its order; empty for what is none."""
    names = [f"c{index}" for index in range(len(table.columns))]
    texts = ", ".join(f"coalesce(CAST({name} AS VARCHAR), '')" for name in names)
    with engine([], file.path.parent, attached={_ALONE: file.path}) as connection:
        origin = origin_sql(_ALONE, table.name, names)
        return [list(row) for row in connection.execute(f"SELECT {texts} FROM {origin} LIMIT {most}").fetchall()]


def origin_sql(database: str, table: str, names: Sequence[str]) -> str:
    """Returns the SQL of a table of an attached database, with its columns under names of our own."""
    return f'{database}.main."{table}" AS x({", ".join(names)})'  # its name has letters, digits and _ alone
