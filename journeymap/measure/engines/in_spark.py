"""Spark as an engine of counting, through Ibis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap.errors import UserError
from journeymap.measure.engines.addresses import EngineAddress
from journeymap.measure.engines.dialects import SPARK
from journeymap.measure.engines.engine import (
    ColumnKind,
    EngineError,
    NoTableError,
    TableFound,
    arrow_table,
    first_line,
    plain_number,
)

if TYPE_CHECKING:
    from ibis.backends.pyspark import Backend
    from pyspark.sql import DataFrame, SparkSession

_KINDS: Mapping[str, ColumnKind] = {
    "string": "text", "timestamp_ntz": "local", "timestamp": "instant", "date": "date", "tinyint": "whole",
    "smallint": "whole", "int": "whole", "bigint": "whole", "float": "number", "double": "number", "boolean": "truth",
}  # fmt: skip
_ROW = "journeymap_row"
_AT_START = {"spark.app.name": "journeymap", "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false",
             "spark.log.level": "ERROR"}  # fmt: skip
_OF_THE_SESSION = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",  # so that TIMESTAMP means what it does in other engines
    "spark.sql.ansi.enabled": "true",  # so that what overflows fails
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.runSQLOnFiles": "false",  # so that no table's name is that of a file
    "spark.sql.parser.escapedStringLiterals": "false",
}


@contextmanager
def spark(address: EngineAddress, scratch: Path) -> Iterator[SparkEngine]:
    """Opens a session of Spark, and ends it unless there was one before. `scratch` is for what it spills here.

    Raises UserError without PySpark or Java, and EngineError where Spark cannot be reached.
    """
    try:
        import ibis
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise UserError("counting in Spark needs PySpark and Ibis, which are not installed",
                        hint="pip install 'journeymap[spark]', and install Java 17 or 21") from None  # fmt: skip
    had_one = SparkSession.getActiveSession() is not None
    try:
        session = _session(address, scratch)
    except (PySparkException, OSError, RuntimeError) as error:
        told = address.without_secrets(first_line(error))
        raise EngineError(f"--engine: {address.shown}: Spark does not start: {told}",
                          hint="it needs Java 17 or 21: `java -version` tells") from None  # fmt: skip
    engine = SparkEngine(ibis.pyspark.connect(session), session, address)
    try:
        yield engine
    except PySparkException as error:
        told = address.without_secrets(first_line(error))
        raise EngineError(f"--engine: {address.shown}: {told}") from None
    finally:
        engine.forget()
        if not had_one:
            session.stop()


def _session(address: EngineAddress, scratch: Path) -> SparkSession:
    from pyspark.sql import SparkSession

    builder: Any = SparkSession.builder
    builder = builder.master(address.url)
    settings = dict(_AT_START)
    if address.url.startswith("local"):
        settings |= {"spark.local.dir": str(scratch), "spark.driver.host": "127.0.0.1",
                     "spark.driver.bindAddress": "127.0.0.1"}  # fmt: skip
    for name, value in settings.items():
        builder = builder.config(name, value)
    session: SparkSession = builder.getOrCreate()
    for name, value in _OF_THE_SESSION.items():
        session.conf.set(name, value)
    return session


class SparkEngine:
    """Counts with a session of Spark."""

    dialect = SPARK

    def __init__(self, backend: Backend, session: SparkSession, address: EngineAddress) -> None:
        self._backend = backend
        self._session = session
        self._address = address
        self._kept: set[str] = set()

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """Yields the rows of a query."""
        for batch in self._backend.raw_sql(sql).toArrow().to_batches():
            columns = [column.to_pylist() for column in batch.columns]
            for row in zip(*columns, strict=True):
                yield tuple(plain_number(value) for value in row)

    def keep(self, name: str, sql: str) -> None:
        """Computes a query once, and keeps its rows in memory or on the disks of Spark.

        They are never computed anew: numbers of rows would be others then, and so losing a machine fails instead.
        """
        self._name(name, self._backend.raw_sql(sql).localCheckpoint())

    def drop(self, name: str) -> None:
        """Drops what was kept."""
        self._session.catalog.dropTempView(name)
        self._kept.discard(name)

    def put(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        """Keeps a small table under a name."""
        self._name(name, self._session.createDataFrame(arrow_table(columns, rows)))

    def table(self, name: Sequence[str]) -> TableFound:
        """Returns a table. Raises NoTableError."""
        from pyspark.errors import AnalysisException

        origin = ".".join(map(self.dialect.identifier, name))
        try:
            frame = self._backend.raw_sql(f"SELECT * FROM {origin} LIMIT 0")
        except AnalysisException:
            raise NoTableError(f"{self._address.shown}: there is no such table") from None
        return TableFound(origin, _kinds(frame))

    def file(self, path: Path, kind: str) -> TableFound:
        """Returns a Parquet file, with the numbers of its rows. Raises NoTableError for others."""
        from pyspark.sql.functions import col

        if kind != "parquet":
            raise NoTableError("Spark reads tables and Parquet files, and no others",
                               hint="leave --engine out: DuckDB reads this file")  # fmt: skip
        frame = self._session.read.parquet(path.as_uri())
        name = f"file{len(self._kept)}"
        self._name(name, frame.select("*", col("_metadata.row_index").alias(_ROW)))
        return TableFound(name, _kinds(frame), f"{_ROW} + 1")

    def forget(self) -> None:
        """Drops all that was kept."""
        for name in self._kept:
            self._session.catalog.dropTempView(name)
        self._kept.clear()

    def _name(self, name: str, frame: DataFrame) -> None:
        frame.createOrReplaceTempView(name)
        self._kept.add(name)


def _kinds(frame: DataFrame) -> dict[str, ColumnKind]:
    return {name: _kind(said) for name, said in frame.dtypes}


def _kind(said: str) -> ColumnKind:
    plain = said.partition("(")[0]
    if plain in ("varchar", "char"):
        return "text"
    return "number" if plain == "decimal" else _KINDS.get(plain, "other")
