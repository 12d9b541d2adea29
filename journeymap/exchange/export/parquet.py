"""Writes the tables for analysts as Parquet, with DuckDB."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from journeymap.exchange.export.analysis import FilledTable, tables_of
from journeymap.exchange.export.request import ExportedFile, JourneyToExport
from journeymap.io.scratch import scratch_folder


def export(journeys: Sequence[JourneyToExport]) -> dict[str, ExportedFile]:
    """The tables by name, their columns with types; lists are lists, and days are dates."""
    return {table.name: ExportedFile(_parquet(table)) for table in tables_of(journeys)}


def _parquet(table: FilledTable) -> bytes:
    import duckdb

    columns = ", ".join(f'"{column.name}" {column.type}' for column in table.columns)
    with (
        duckdb.connect(config={"autoinstall_known_extensions": False, "threads": 1}) as database,
        scratch_folder("journeymap-") as folder,
    ):
        database.execute(f"CREATE TABLE told ({columns})")
        if table.rows:
            values = ", ".join("?" for _ in table.columns)
            database.executemany(f"INSERT INTO told VALUES ({values})", table.rows)
        path = Path(folder, "told.parquet")
        target = path.as_posix().replace("'", "''")
        database.execute(f"COPY told TO '{target}' (FORMAT parquet)")
        return path.read_bytes()
