"""Reads a table whose shape is known into a grid of a journey, and notes in a crosswalk how it was read."""

from __future__ import annotations

import dataclasses

from journeymap.errors import UserError
from journeymap.exchange.importing.draft import Imported, tidy
from journeymap.exchange.importing.labels import label_of, says_nothing
from journeymap.exchange.importing.tables.cells import CellItem, items_in, name_in
from journeymap.exchange.importing.tables.crosswalk import Crosswalk
from journeymap.exchange.importing.tables.fields import COMMENT, OWN_LANE
from journeymap.exchange.importing.tables.grid import ColumnsOfStage, GridColumn, GridRow, JourneyGrid
from journeymap.exchange.importing.tables.head import head_of_table
from journeymap.exchange.importing.tables.meanings import Meanings
from journeymap.exchange.importing.tables.shape import TableShape
from journeymap.exchange.importing.tables.table import SourceTable
from journeymap.io.sheets import cell_name

_MOST_SHOWN = 8
_MOST_ITEMS = 500
"""The items that one cell may have."""


def without_ignored(table: SourceTable, ignored: dict[str, str]) -> SourceTable:
    """The table without the cells that a crosswalk says are not to be read."""
    rows = [
        ["" if cell_name(row, column) in ignored else cell for column, cell in enumerate(cells)]
        for row, cells in enumerate(table.rows)
    ]
    return dataclasses.replace(table, rows=rows)


def grid_of(shape: TableShape, told: Crosswalk, found: Crosswalk, imported: Imported, language: str) -> JourneyGrid:
    """The grid of a table. What is assumed is said; how it was read, and the cells that are left out, go to `found`."""
    return _Gridding(shape, told, found, imported, language).grid()


class _Gridding:
    def __init__(self, shape: TableShape, told: Crosswalk, found: Crosswalk, imported: Imported, language: str) -> None:
        self._shape = shape
        self._turned = shape.turned
        self._told = told
        self._found = found
        self._imported = imported
        self._language = language
        self._meanings = Meanings(told, found, imported, language)
        self._used: set[tuple[int, int]] = set()

    def grid(self) -> JourneyGrid:
        shape = self._shape
        self._note_shape()
        rows_above = shape.labels if self._turned.down else shape.first_line
        head = [*head_of_table(self._turned.table, rows_above, self._told, self._found, self._language)]
        self._used |= {cell for cell in self._turned.table.filled() if cell[0] < rows_above}
        stages = self._stages()
        grid = JourneyGrid(stages, [], shape.steps is not None or any(len(each.columns) > 1 for each in stages), head)
        self._corner(grid)
        self._rows(grid)
        self._meanings.tell_channels_from_steps(grid)
        self._leave_out_others()
        return grid

    def _leave_out_others(self) -> None:
        """Note the cells that are read as nothing: numbers before the stages, names of groups of rows."""
        table = self._turned.table
        left = [cell for cell in table.filled() if cell not in self._used]
        silent = {cell for cell in left if says_nothing(table.text(*cell), self._language)}
        self._found.ignored |= {cell_name(*cell): "it says nothing" for cell in left if cell in silent}
        others = [cell_name(*cell) for cell in left if cell not in silent]
        self._found.ignored |= dict.fromkeys(others, "it stands outside of the rows and the columns")
        if others:
            shown = ", ".join(others[:_MOST_SHOWN]) + (" …" if len(others) > _MOST_SHOWN else "")
            self._imported.mended(f"cells {shown}", "left out: they stand outside of the rows and the columns")

    def _note_shape(self) -> None:
        shape, turned = self._shape, self._turned
        self._found.stages = "down" if turned.down else "across"
        self._found.labels = turned.place_name(shape.labels)
        self._found.stage_names = "" if shape.stages is None else turned.line_name(shape.stages)
        self._found.step_names = "" if shape.steps is None else turned.line_name(shape.steps)

    def _corner(self, grid: JourneyGrid) -> None:
        """What heads the names of stages and steps: a label, or the title of the whole."""
        for line, heading in ((self._shape.stages, "stages"), (self._shape.steps, "steps")):
            text = tidy(self._turned.text(line, self._shape.labels)) if line is not None else ""
            if not text or line is None:
                continue
            row, column = self._turned.cell(line, self._shape.labels)
            self._used.add((row, column))
            known = label_of(text, self._language)
            if known is None and not self._turned.down and not any(what == "title" for what, _, _ in grid.head):
                grid.head.append(("title", text, self._turned.at(line, self._shape.labels)))
            else:
                self._found.headings[cell_name(row, column)] = heading

    def _stages(self) -> list[ColumnsOfStage]:
        shape, turned = self._shape, self._turned
        stages: list[ColumnsOfStage] = []
        end, is_told = -1, False
        for place in range(shape.labels + 1, turned.places):
            name = self._name(shape.stages, place)
            step = self._name(shape.steps, place)
            is_filled = bool(step) or any(self._says(line, place) for line in range(shape.first_lane, turned.lines))
            if name and not (stages and stages[-1].name == name):
                assert shape.stages is not None
                stages.append(ColumnsOfStage(name, turned.at(shape.stages, place)))
                end = turned.last_place(shape.stages, place)
            elif not name and not is_filled:
                continue
            elif not stages:
                stages.append(ColumnsOfStage("", turned.at(shape.first_line, place)))
                end = turned.places if shape.stages is None else place
            elif not name and place > end and shape.steps is None and not is_told:
                self._imported.mended(
                    turned.at(shape.stages or 0, place), f'no stage is named here; it is taken for "{stages[-1].name}"'
                )
                is_told = True
            if is_filled or not stages[-1].columns:
                line = shape.stages if shape.steps is None else shape.steps
                stages[-1].columns.append(GridColumn(place, turned.at(line or 0, place), step))
        return stages

    def _says(self, line: int, place: int) -> bool:
        text = self._turned.text(line, place)
        return bool(text) and not says_nothing(text, self._language)

    def _name(self, line: int | None, place: int) -> str:
        """The name in a line of names; one that says nothing is left out."""
        if line is None or not self._turned.text(line, place):
            return ""
        cell = self._turned.cell(line, place)
        self._used.add(cell)
        name = name_in(self._turned.text(line, place), self._language)
        if not name:
            self._found.ignored[cell_name(*cell)] = "it says nothing"
        return name

    def _rows(self, grid: JourneyGrid) -> None:
        shape, turned = self._shape, self._turned
        places = [column.place for column in grid.columns]
        covered, label = -1, ""
        for line in range(shape.first_lane, turned.lines):
            written = tidy(turned.text(line, shape.labels))
            at = turned.at(line, shape.labels)
            self._used.add(turned.cell(line, shape.labels))
            filled = [place for place in places if turned.text(line, place)]
            if not written and not filled:
                continue
            if written:
                label, covered = written, turned.last_line(line, shape.labels)
            key = written or (label if line <= covered else turned.line_name(line))
            says = any(self._says(line, place) for place in filled)
            otherwise = ""
            if key not in (written, label):
                otherwise = grid.rows[-1].meaning if grid.rows and not turned.down else COMMENT
            meaning = self._meanings.of(key, label, at, filled=says, otherwise=otherwise)
            row = GridRow(label, key, at, meaning)
            for place in filled:
                self._fill(row, line, place)
            if written and not row.cells and row.meaning in (COMMENT, OWN_LANE):
                self._imported.leave(at, written, self._imported.journey)
            if filled:
                grid.rows.append(row)

    def _fill(self, row: GridRow, line: int, place: int) -> None:
        turned = self._turned
        cell = turned.cell(line, place)
        self._used.add(cell)
        at = turned.at(line, place)
        text = turned.text(line, place)
        items = items_in(text, row.meaning, self._language)
        if len(items) > _MOST_ITEMS:
            raise UserError(f"{at}: it says {len(items):,} things", hint=f"a cell may say {_MOST_ITEMS}")
        if not items:
            self._found.ignored[cell_name(*cell)] = "it says nothing"
            return
        if text.startswith("="):
            self._imported.mended(at, "a formula is read as its text; its result is not known here")
        last = turned.last_place(line, place)
        if last > place:
            row.covers[place] = last
        row.cells.setdefault(place, []).extend(CellItem(item, at) for item in items)
