"""The tables of a source in an engine: which sources have one there, and where the columns of their roles are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from journeymap.measure.answers.columns import SourceColumns, columns_of, positions_in
from journeymap.measure.answers.headings import names_of
from journeymap.measure.answers.locations import AnswerFile, files_of, kind_of
from journeymap.measure.answers.presets import ToolPreset
from journeymap.measure.answers.refusal import refused
from journeymap.measure.engines.addresses import EngineAddress
from journeymap.measure.engines.engine import ColumnKind, NoTableError, TableEngine, TableFound
from journeymap.measure.engines.timed_rows import TableOfRoles
from journeymap.model import Journey, Source

_PART = re.compile("[A-Za-z_][A-Za-z0-9_$-]*")
_MOST_PARTS = 3


class SourceInTables(NamedTuple):
    """A source as an engine has it: its columns, its tables, and what these are called, `files` or the table."""

    columns: SourceColumns
    tables: tuple[TableOfRoles, ...]
    files: tuple[str, ...]


def is_in_engine(source: Source, address: EngineAddress) -> bool:
    """Whether a source is counted in the engine that is named, and not here with DuckDB.

    Engines count a `table` that they have, and Spark the Parquet files of a source that names none.
    """
    if address.kind == "duckdb":
        return False
    is_parquet = kind_of(Path(source.location)) == "parquet"
    return source.table is not None or (address.kind == "spark" and is_parquet)


def source_in_tables(
    journey: Journey, source: Source, preset: ToolPreset, engine: TableEngine, folder: Path, data: Path | None
) -> SourceInTables:
    """Finds the tables of a source in an engine. `folder` is the journey's; files are looked for in `data` first.

    Raises an AnswersError for a table or column that is not there, or a table with a name that is none.
    """
    found = _tables(source, engine, folder, data)
    names = [names_of([list(table.columns)], grid=False) for _, table in found]
    columns = columns_of(journey, source, preset, names[0])
    tables = tuple(
        TableOfRoles(table.origin, _columns_by_role(file, table, columns, called), table.row)
        for (file, table), called in zip(found, names, strict=True)
    )
    return SourceInTables(columns, tables, tuple(file.name for file, _ in found))


def _tables(
    source: Source, engine: TableEngine, folder: Path, data: Path | None
) -> list[tuple[AnswerFile, TableFound]]:
    """The source's table in the engine or, where it names none, its files as the engine reads them, named."""
    if source.table is None:
        files = files_of(source, folder, data)
        if not files:
            raise refused(source, "location", "there is no such file, and no table is named",
                          "name the table in the engine: `table: events`")  # fmt: skip
        try:
            return [(file, engine.file(file.path, file.kind)) for file in files]
        except NoTableError as error:
            raise refused(source, "location", error.message, error.hint) from None
    parts = source.table.split(".")
    if len(parts) > _MOST_PARTS or not all(map(_PART.fullmatch, parts)):
        raise refused(source, "table", "a table in an engine has no such name",
                      "write letters a to z, digits, `_`, `$` and `-`, and dots between schema and table",
                      )  # fmt: skip
    try:
        return [(AnswerFile(Path(source.table), source.table, "table"), engine.table(parts))]
    except NoTableError as error:
        raise refused(source, "table", error.message, error.hint) from None


def _columns_by_role(
    file: AnswerFile, table: TableFound, columns: SourceColumns, names: Sequence[frozenset[str]]
) -> dict[str, tuple[str, ColumnKind] | None]:
    listed = list(table.columns.items())
    places = positions_in(file, columns, names)
    return {role: None if place is None else listed[place] for role, place in zip(columns.roles, places, strict=True)}
