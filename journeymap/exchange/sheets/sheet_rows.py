"""The tables of a journey as the rows of sheets: which columns a sheet has, and to what each row belongs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeymap.exchange.sheets.cells import Cell
from journeymap.exchange.sheets.lanes import STEP_ID
from journeymap.exchange.sheets.tables import (
    JOURNEY,
    STAGES,
    THE_JOURNEY,
    TOUCHPOINTS,
    Holder,
    TableOfRows,
    TableRow,
)

GRID_SHEET, KEPT_SHEET = "map", "file"
KEY_COLUMN = 1
"""The column of the grid, and of the sheet of the journey, with the keys of their rows; their cells follow it."""
KEY_ROW = 1
"""The row of every other sheet with the keys of its columns; their cells follow it."""
_OF, _STAGE, _STEP = "of", "stage", "touchpoint"


def is_exported(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bool:
    """Whether the rows of a workbook's sheets are what was exported: whether the keys of the grid are there."""
    rows = sheets.get(GRID_SHEET, ())
    return any(cell == STEP_ID for row in rows for cell in row[KEY_COLUMN : KEY_COLUMN + 1])


def holder_columns(table: TableOfRows) -> tuple[str, ...]:
    """The columns that say to what the rows of a table belong; none where all belong to the journey, or are steps."""
    if table.is_of_steps:
        return () if table.name == TOUCHPOINTS else (_STAGE, _STEP)
    return () if table.holders in ([], [JOURNEY]) else (_OF,)


def columns_used(table: TableOfRows, rows: Sequence[TableRow]) -> tuple[str, ...]:
    """The columns in which any of the rows has a cell, as the model has them in order."""
    return tuple(column for column in table.columns if any(column in row.cells for row in rows))


def holder_cells(table: TableOfRows, row: TableRow, stages: Mapping[str, str]) -> dict[str, Cell]:
    """The cells of a row that say to what it belongs; `stages` has the stage of each touchpoint, by their ids."""
    at = row.holder.address
    if holder_columns(table) == (_OF,):
        return {_OF: at}
    if row.holder.table == TOUCHPOINTS:
        return {_STAGE: stages.get(at, ""), _STEP: at}
    return {_STAGE: at} if row.holder.table == STAGES and table.name != TOUCHPOINTS else {}


def row_of(table: TableOfRows, cells: Mapping[str, str]) -> TableRow:
    """The row of a table with these cells, by the keys of their columns; those that are blank are left out."""
    told = {name: cell for name, cell in cells.items() if cell.strip()}
    of, stage, step = (told.pop(name, "") if name in holder_columns(table) else "" for name in (_OF, _STAGE, _STEP))
    if _OF in holder_columns(table):
        holder = Holder(table.holders[0], of)
    elif step:
        holder = Holder(TOUCHPOINTS, step)
    else:
        holder = Holder(STAGES, stage) if stage else THE_JOURNEY
    return TableRow(holder, dict(told))
