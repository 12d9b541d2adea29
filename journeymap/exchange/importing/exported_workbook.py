"""Reads a workbook that was exported, in which a person may have changed cells, rows and columns."""

from __future__ import annotations

import json
from collections.abc import Mapping

from journeymap.exchange.importing.draft import Draft, Imported
from journeymap.exchange.sheets.flatten import JourneyTables
from journeymap.exchange.sheets.from_grid import put_grid
from journeymap.exchange.sheets.restore import restore
from journeymap.exchange.sheets.sheet_rows import (
    GRID_SHEET,
    KEPT_SHEET,
    KEY_COLUMN,
    KEY_ROW,
    holder_columns,
    row_of,
)
from journeymap.exchange.sheets.tables import (
    JOURNEY,
    THE_JOURNEY,
    VALUE,
    KeptPart,
    TableOfRows,
    TableRow,
    all_tables,
)
from journeymap.io.sheets import cell_name


def read_exported(sheets: Mapping[str, list[list[str]]], language: str = "") -> Imported:
    """The draft of the journey in the rows of an exported workbook's sheets.

    `language`, if it is given, takes the place of its own.
    """
    reader = _WorkbookReader(sheets)
    imported = reader.imported
    if language:
        imported.journey["language"] = language
    return imported


class _WorkbookReader:
    def __init__(self, sheets: Mapping[str, list[list[str]]]) -> None:
        self._tables = JourneyTables()
        self._sheets = sheets
        self.imported = Imported(Draft())
        known = all_tables()
        for name, rows in self._sheets.items():
            if name in known and name != JOURNEY:
                self._tables.rows[name] = self._table(known[name], rows)
            elif name not in (GRID_SHEET, KEPT_SHEET, JOURNEY):
                self._tell(f'sheet "{name}"', "no table is called so; it is left out")
        self._tables.rows[JOURNEY] = [self._journey(self._sheets.get(JOURNEY, []))]
        self._tables.kept = [*self._kept(self._sheets.get(KEPT_SHEET, []))]
        put_grid(self._grid(self._sheets[GRID_SHEET]), self._tables, self._tell)
        self.imported.journey = restore(self._tables, self._tell)

    def _tell(self, at: str, text: str) -> None:
        self.imported.mended(at, text)

    def _grid(self, rows: list[list[str]]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for number, row in enumerate(rows):
            key = row[KEY_COLUMN].strip() if len(row) > KEY_COLUMN else ""
            if key in found:
                self._tell(f"cell {cell_name(number, KEY_COLUMN)}", f'"{key}" is there already; this row is left out')
            elif key:
                found[key] = row[KEY_COLUMN + 1 :]
            elif any(cell.strip() for cell in row):
                self._tell(
                    f"row {number + 1} of the grid", f"it has no key in column B, as `{_EXAMPLE}`; it is left out"
                )
        return found

    def _journey(self, rows: list[list[str]]) -> TableRow:
        columns = all_tables()[JOURNEY].columns
        cells: dict[str, str] = {}
        for number, row in enumerate(rows):
            key, cell = ([each.strip() for each in row[KEY_COLUMN : KEY_COLUMN + 2]] + ["", ""])[:2]
            if key in columns and cell:
                cells[key] = cell
            elif key or cell:
                self._tell(f'sheet "{JOURNEY}", row {number + 1}', f'no field is called "{key}"; it is left out')
        return TableRow(THE_JOURNEY, dict(cells))

    def _table(self, table: TableOfRows, rows: list[list[str]]) -> list[TableRow]:
        keys = [key.strip() for key in rows[KEY_ROW]] if len(rows) > KEY_ROW else []
        known = {*table.columns, *holder_columns(table)}
        for number, key in enumerate(keys):
            if key not in known and any(row[number].strip() for row in rows[KEY_ROW + 1 :] if len(row) > number):
                at = f'sheet "{table.name}", cell {cell_name(KEY_ROW, number)}'
                self._tell(at, f'no field is called "{key}"; the column is left out')
        found = []
        for row in rows[KEY_ROW + 1 :]:
            cells = {key: cell for key, cell in zip(keys, row, strict=False) if key in known}
            if any(cell.strip() for cell in cells.values()):
                found.append(row_of(table, cells))
        return found

    def _kept(self, rows: list[list[str]]) -> list[KeptPart]:
        found = []
        for number, row in enumerate(rows[KEY_ROW + 1 :], KEY_ROW + 2):
            place, form, value = [*row, "", "", ""][:3]
            if form == VALUE and not _is_json(value):
                self._tell(f'sheet "{KEPT_SHEET}", row {number}', "its value is no JSON; it is left out")
            elif place.strip():
                found.append(KeptPart(place, form, value))
        return found


_EXAMPLE = "doing"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
