"""Writes a journey as a workbook: a grid that a person can read, and sheets with all that the grid does not say.

`journeymap import` makes the same journey of it, with what a person has changed.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from journeymap.errors import UserError
from journeymap.exchange.export.request import ExportedFile, JourneyToExport
from journeymap.exchange.export.sheet_labels import SheetLabels
from journeymap.exchange.export.sheet_looks import BEST, NEITHER, WORST, formats_of, height_of
from journeymap.exchange.sheets.cells import MOST_CHARACTERS, Cell
from journeymap.exchange.sheets.flatten import JourneyTables, flatten
from journeymap.exchange.sheets.grid import take_grid
from journeymap.exchange.sheets.lanes import STAGE, STAGE_ID, STEP, STEP_ID, TITLE, SheetGrid, SheetGridRow, grid_lanes
from journeymap.exchange.sheets.sheet_rows import (
    GRID_SHEET,
    KEPT_SHEET,
    KEY_COLUMN,
    columns_used,
    holder_cells,
    holder_columns,
)
from journeymap.exchange.sheets.tables import JOURNEY, TOUCHPOINTS, TableOfRows, all_tables
from journeymap.io.sheets import MOST_COLUMNS, MOST_ROWS
from journeymap.io.spreadsheet import escape_formula
from journeymap.source import Mapping as Tree

_MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001  the same in all files, whose bytes tell no more than the journey
_LABEL_WIDTH, _KEY_WIDTH, _STEP_WIDTH = 27, 13, 26
_LONG = 60
"""The widest column of a sheet, in characters."""


def export(journey: JourneyToExport) -> ExportedFile:
    """The workbook. Raises UserError for a journey that is larger than what can be imported again."""
    tree = journey.journey.node
    assert isinstance(tree, Tree)
    tables = flatten(tree)
    grid = take_grid(tables)
    _check_size(journey.journey.id, tables, grid)
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": journey.journey.title, "created": _MADE})
    _JourneyWorkbook(book, journey, tables, grid).fill()
    book.close()
    return ExportedFile(file.getvalue())


def _check_size(name: str, tables: JourneyTables, grid: SheetGrid) -> None:
    width = sum(grid.stages) + KEY_COLUMN + 1
    if width > MOST_COLUMNS or any(len(rows) > MOST_ROWS - 2 for rows in tables.rows.values()):
        raise UserError(
            f"{name}: this journey is too large for a workbook",
            hint=f"a sheet that can be imported again has {MOST_ROWS:,} rows and {MOST_COLUMNS} columns",
        )
    texts = [cell for rows in tables.rows.values() for row in rows for cell in row.cells.values()]
    texts += [cell for row in grid.rows for cell in row.cells] + [part.value for part in tables.kept]
    if any(isinstance(text, str) and len(escape_formula(text)) > MOST_CHARACTERS for text in texts):
        raise UserError(
            f"{name}: a text in it is longer than a cell of a spreadsheet can be",
            hint=f"that is {MOST_CHARACTERS:,} characters",
        )


class _JourneyWorkbook:
    """Writes the sheets of one workbook."""

    def __init__(
        self, book: xlsxwriter.Workbook, journey: JourneyToExport, tables: JourneyTables, grid: SheetGrid
    ) -> None:
        self._book = book
        self._journey = journey.journey
        self._tables = tables
        self._grid = grid
        self._labels = SheetLabels(journey)
        self._formats = formats_of(book, rtl=self._journey.is_rtl)

    def fill(self) -> None:
        """Write the grid, the journey, each table that has rows, and what no table says."""
        self._write_grid()
        self._write_journey()
        stages = self._stages_of_steps()
        for table in all_tables().values():
            if table.name != JOURNEY and self._tables.rows[table.name]:
                self._write_table(table, stages)
        if self._tables.kept:
            rows: list[list[Cell]] = [[part.place, part.form, part.value] for part in self._tables.kept]
            sheet = self._sheet(KEPT_SHEET, 2, 0)
            self._write_rows(sheet, [self._labels.kept, "", ""], ["place", "form", "value"], rows)

    def _sheet(self, name: str, frozen_rows: int, frozen_columns: int) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        if self._journey.is_rtl:
            sheet.right_to_left()
        sheet.freeze_panes(frozen_rows, frozen_columns)
        sheet.set_landscape()
        sheet.set_paper(8 if name == GRID_SHEET else 9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def _write_grid(self) -> None:
        head = [STAGE, STAGE_ID, STEP, STEP_ID]
        sheet = self._sheet(GRID_SHEET, 1 + len(head), KEY_COLUMN + 1)
        sheet.repeat_rows(0, len(head))
        sheet.set_column(0, 0, _LABEL_WIDTH)
        sheet.set_column(KEY_COLUMN, KEY_COLUMN, _KEY_WIDTH)
        sheet.set_column(KEY_COLUMN + 1, KEY_COLUMN + max(1, sum(self._grid.stages)), _STEP_WIDTH)
        for number, row in enumerate(self._grid.rows):
            label = "" if row.key == TITLE else self._labels.of_row(row)
            self._write(sheet, number, 0, label, "label" if label else "key")
            self._write(sheet, number, KEY_COLUMN, row.key, "key")
            if row.key == TITLE:
                self._write(sheet, number, KEY_COLUMN + 1, row.cells[0] if row.cells else "", "title")
                sheet.set_row(number, 28)
            elif row.is_of_stages:
                self._write_of_stages(sheet, number, row)
            else:
                for column, cell in enumerate(row.cells, KEY_COLUMN + 1):
                    self._write(sheet, number, column, cell, _KINDS.get(row.key, "text"), empty=True)
                sheet.set_row(number, height_of([(label, _LABEL_WIDTH), *((cell, _STEP_WIDTH) for cell in row.cells)]))
                if row.lane is not None and row.lane.name == "feeling" and row.cells:
                    self._colour(sheet, number, len(row.cells))

    def _write_of_stages(self, sheet: Worksheet, number: int, row: SheetGridRow) -> None:
        kind = _KINDS.get(row.key, "text")
        for first, width in zip(self._firsts(), self._grid.stages, strict=True):
            column = KEY_COLUMN + 1 + first
            if width > 1:
                sheet.merge_range(number, column, number, column + width - 1, "", self._formats[kind])
            self._write(sheet, number, column, row.cells[first], kind, empty=True)
        firsts = zip(self._firsts(), self._grid.stages, strict=True)
        sheet.set_row(number, height_of((row.cells[first], width * _STEP_WIDTH) for first, width in firsts))

    def _firsts(self) -> list[int]:
        """The column of the grid in which each stage begins, from 0."""
        return [sum(self._grid.stages[:number]) for number in range(len(self._grid.stages))]

    def _stages_of_steps(self) -> dict[str, str]:
        """The id of the stage of each touchpoint, by its id."""
        rows = {row.key: row.cells for row in self._grid.rows}
        found: dict[str, str] = {}
        for first, width in zip(self._firsts(), self._grid.stages, strict=True):
            for column in range(first, first + width):
                found[str(rows[STEP_ID][column])] = str(rows[STAGE_ID][first])
        return found

    def _colour(self, sheet: Worksheet, number: int, width: int) -> None:
        low, high = self._journey.emotion_scale
        scale: dict[str, Any] = {"type": "3_color_scale", "min_type": "num", "mid_type": "num", "max_type": "num"}
        scale |= {"min_value": low, "mid_value": (low + high) / 2, "max_value": high}
        scale |= {"min_color": WORST, "mid_color": NEITHER, "max_color": BEST}
        sheet.conditional_format(number, KEY_COLUMN + 1, number, KEY_COLUMN + width, scale)

    def _write_journey(self) -> None:
        sheet = self._sheet(JOURNEY, 0, KEY_COLUMN + 1)
        sheet.set_column(0, 0, _LABEL_WIDTH)
        sheet.set_column(KEY_COLUMN, KEY_COLUMN, _KEY_WIDTH)
        sheet.set_column(KEY_COLUMN + 1, KEY_COLUMN + 1, _LONG)
        for number, (key, cell) in enumerate(self._tables.rows[JOURNEY][0].cells.items()):
            self._write(sheet, number, 0, self._labels.of_column(key), "label")
            self._write(sheet, number, KEY_COLUMN, key, "key")
            self._write(sheet, number, KEY_COLUMN + 1, cell, "text")
            sheet.set_row(number, height_of([(cell, _LONG)]))

    def _write_table(self, table: TableOfRows, stages: Mapping[str, str]) -> None:
        rows = self._tables.rows[table.name]
        columns = (*holder_columns(table), *columns_used(table, rows))
        again = {lane.column for lane in grid_lanes() if lane.table == table.name and lane.how != "values"}
        cells = [{**holder_cells(table, row, stages), **row.cells} for row in rows]
        in_grid = [bool(again) and row.holder.table == TOUCHPOINTS for row in rows]
        sheet = self._sheet(table.name, 2, len(holder_columns(table)))
        self._write_rows(
            sheet,
            [self._labels.of_column(column) for column in columns],
            columns,
            [[row.get(column, "") for column in columns] for row in cells],
            [index for index, column in enumerate(columns) if column in again],
            in_grid,
        )

    def _write_rows(
        self, sheet: Worksheet, labels: Sequence[str], keys: Sequence[str], rows: Sequence[Sequence[Cell]],
        again: Sequence[int] = (), in_grid: Sequence[bool] = (),
    ) -> None:  # fmt: skip
        """Writes a table below its labels and keys; what is in the grid as well looks different."""
        widths = []
        for column, (label, key) in enumerate(zip(labels, keys, strict=True)):
            cells = [row[column] for row in rows]
            longest = max([len(label), len(key), *(len(line) for cell in cells for line in str(cell).split("\n"))])
            widths.append(min(longest + 3, _LONG))
            sheet.set_column(column, column, widths[-1])
            self._write(sheet, 0, column, label, "label", empty=True)
            self._write(sheet, 1, column, key, "key")
            for number, cell in enumerate(cells):
                kind = "again" if column in again and in_grid[number] else "text"
                self._write(sheet, number + 2, column, cell, kind, empty=True)
        for number, row in enumerate(rows, 2):
            sheet.set_row(number, height_of(zip(row, widths, strict=True)))

    def _write(self, sheet: Worksheet, row: int, column: int, cell: Cell, kind: str, *, empty: bool = False) -> None:
        form: Any = self._formats[kind]
        if not isinstance(cell, str):
            sheet.write_number(row, column, cell, self._formats["number"] if kind == "text" else form)
        elif cell:
            sheet.write_string(row, column, escape_formula(cell), form)
        elif empty:
            sheet.write_blank(row, column, None, form)


_KINDS = {STAGE: "stage", STAGE_ID: "id", STEP: "step", STEP_ID: "id"}
"""How the rows above the lanes look."""
