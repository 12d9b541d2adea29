"""PostgreSQL as an engine of counting, through psycopg.

All runs in one transaction with one view of the data, which is rolled back at the end: nothing is ever written but
temporary tables. Whatever reads the user's tables cannot write to any that is not temporary.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from journeymap.errors import UserError
from journeymap.measure.engines.addresses import EngineAddress
from journeymap.measure.engines.dialects import POSTGRES
from journeymap.measure.engines.engine import ColumnKind, EngineError, NoTableError, first_line, plain_number

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

    def put(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        """Keeps a small table under a name."""
        typed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        self._connection.execute(f"DROP TABLE IF EXISTS pg_temp.{name}; CREATE TEMP TABLE {name} ({typed})".encode())
        with self._connection.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN".encode()) as copy:
            for row in rows:
                copy.write_row(row)
        self._connection.execute(f"ANALYZE {name}".encode())

    def columns(self, table: Sequence[str]) -> Mapping[str, ColumnKind]:
        """Returns the columns of a table. Raises NoTableError."""
        psycopg = _psycopg()
        try:
            with self._reading():
                found = self._connection.execute(f"SELECT * FROM {self.origin(table)} LIMIT 0".encode())
        except psycopg.errors.InsufficientPrivilege:
            raise NoTableError(f"{self._address.shown}: this user may not read the table") from None
        known = self._connection.adapters.types
        types = ((each.name, known.get(each.type_code)) for each in found.description or ())
        return {name: _KINDS.get(kind.name, "other") if kind else "other" for name, kind in types}

    def origin(self, table: Sequence[str]) -> str:
        """Returns the SQL of a table, with its schema: a temporary one of the same name would be found before it."""
        said = ".".join(map(self.dialect.identifier, table))
        with self._reading():
            found = self._connection.execute(
                "SELECT n.nspname, c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace "
                "WHERE c.oid = to_regclass(%s)", (said,)
            ).fetchone()  # fmt: skip
        if found is None:
            raise NoTableError(f"{self._address.shown}: there is no such table")
        return ".".join(map(self.dialect.identifier, found))

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
