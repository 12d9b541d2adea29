"""PostgreSQL as an engine of counting, through psycopg.

All runs in one transaction with one view of the data, which is rolled back at the end: nothing is ever written but
temporary tables. Whatever reads the user's tables cannot write to any that is not temporary.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap.errors import UserError
from journeymap.measure.engines.addresses import EngineAddress
from journeymap.measure.engines.dialects import POSTGRES
from journeymap.measure.engines.engine import (
    ColumnKind,
    EngineError,
    NoTableError,
    TableFound,
    first_line,
    plain_number,
)

if TYPE_CHECKING:
    from psycopg import Connection

_FETCHED = 10_000
_SECONDS_TO_CONNECT = 30
_KINDS: Mapping[str, ColumnKind] = {
    "text": "text", "varchar": "text", "bpchar": "text", "name": "text", "uuid": "text", "char": "text",
    "timestamp": "local", "timestamptz": "instant", "date": "date", "int2": "whole", "int4": "whole", "int8": "whole",
    "float4": "number", "float8": "number", "numeric": "number", "bool": "truth",
}  # fmt: skip


@contextmanager
def postgres(address: EngineAddress) -> Iterator[PostgresEngine]:
    """Opens PostgreSQL. Raises UserError without psycopg, and EngineError where it cannot be reached."""
    psycopg = _psycopg()
    try:
        connection = psycopg.connect(
            address.url, autocommit=True, application_name="journeymap", connect_timeout=_SECONDS_TO_CONNECT
        )
    except (psycopg.Error, UnicodeError, ValueError) as error:
        raise EngineError(f"--engine: {address.shown}: {address.without_secrets(first_line(error))}") from None
    try:
        # UTC, so that a time with a zone is cast as is meant, and numbers with all their digits
        connection.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        connection.execute("SET timezone = 'UTC'; SET datestyle = 'ISO, YMD'; SET standard_conforming_strings = on")
        connection.execute("BEGIN")
        yield PostgresEngine(connection, address)
    except psycopg.Error as error:
        raise EngineError(f"--engine: {address.shown}: {address.without_secrets(first_line(error))}") from None
    finally:
        connection.close()


class PostgresEngine:
    """Counts with PostgreSQL, within the transaction of its connection."""

    dialect = POSTGRES

    def __init__(self, connection: Connection, address: EngineAddress) -> None:
        self._connection = connection
        self._address = address

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """Yields the rows of a query, which a cursor of the server hands out in parts."""
        with self._reading(), self._connection.cursor(name="journeymap_rows") as cursor:
            cursor.itersize = _FETCHED
            cursor.execute(sql.encode())  # bytes, so that a percent sign is no hole
            for row in cursor:
                yield tuple(plain_number(value) for value in row)

    def keep(self, name: str, sql: str) -> None:
        """Computes a query once, into a temporary table."""
        self._connection.execute(f"DROP TABLE IF EXISTS pg_temp.{name}".encode())
        with self._reading():
            found = self._connection.execute(f"SELECT * FROM ({sql}) AS kept LIMIT 0".encode())
            columns = [(each.name, each.type_code) for each in found.description or ()]
            types = {kind: self._type(kind) for _, kind in columns}
        typed = ", ".join(f"{self.dialect.identifier(column)} {types[kind]}" for column, kind in columns)
        self._connection.execute(f"CREATE TEMP TABLE {name} ({typed})".encode())
        with self._reading():
            self._connection.execute(f"INSERT INTO {name} {sql}".encode())
        self._connection.execute(f"ANALYZE {name}".encode())

    def drop(self, name: str) -> None:
        """Drops a table."""
        self._connection.execute(f"DROP TABLE pg_temp.{name}".encode())

    def put(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        """Keeps a small table under a name."""
        typed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        self._connection.execute(f"DROP TABLE IF EXISTS pg_temp.{name}; CREATE TEMP TABLE {name} ({typed})".encode())
        with self._connection.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN".encode()) as copy:
            for row in rows:
                copy.write_row(row)
        self._connection.execute(f"ANALYZE {name}".encode())

    def table(self, name: Sequence[str]) -> TableFound:
        """Returns a table with its schema, as a temporary one of the same name would be found before it.

        Raises NoTableError.
        """
        said = ".".join(map(self.dialect.identifier, name))
        with self._reading():
            found = self._connection.execute(
                "SELECT n.nspname, c.relname, has_table_privilege(c.oid, 'SELECT') FROM pg_class AS c "
                "JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = to_regclass(%s)", (said,)
            ).fetchone()  # fmt: skip
        if found is None:
            raise NoTableError(f"{self._address.shown}: there is no such table")
        *place, may_read = found
        if not may_read:
            raise NoTableError(f"{self._address.shown}: this user may not read the table")
        origin = ".".join(map(self.dialect.identifier, place))
        with self._reading():
            known = self._connection.execute(f"SELECT * FROM {origin} LIMIT 0".encode())
        types = self._connection.adapters.types
        kinds = ((each.name, types.get(each.type_code)) for each in known.description or ())
        return TableFound(origin, {name: _KINDS.get(kind.name, "other") if kind else "other" for name, kind in kinds})

    def file(self, path: Path, kind: str) -> TableFound:
        """Reads no file. Raises NoTableError."""
        raise NoTableError("PostgreSQL reads no files", hint="name the table: `table: events`; or leave --engine out")

    def _type(self, kind: int) -> str:
        found = self._connection.execute("SELECT format_type(%s, NULL)", (kind,)).fetchone()
        return str(found[0]) if found else "text"

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """A part of the transaction that may write to no table but a temporary one."""
        with self._connection.transaction():
            self._connection.execute("SET TRANSACTION READ ONLY")
            yield


def _psycopg() -> Any:
    try:
        import psycopg
    except ImportError:
        raise UserError("counting in PostgreSQL needs psycopg, which is not installed",
                        hint="pip install 'journeymap[postgres]'") from None  # fmt: skip
    return psycopg
