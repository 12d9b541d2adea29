"""A table of another tool as it stands in its file, and the same turned so that its stages go across."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from journeymap.io.sheets import MergedCells, cell_name, column_name
from journeymap.records import cached_property

_NAME_OF_ROW = re.compile(r"row ([1-9][0-9]{0,4})")
_NAME_OF_COLUMN = re.compile(r"column ([A-Za-z]{1,3})")
NAME_OF_CELL = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,4})")


@dataclass(frozen=True)
class SourceTable:
    """The cells of a table, as texts, and what is merged in it.

    `lines` are the numbers of the lines of a text on which its rows stand, from 1; `title` is what stands above it,
    and `around` are the numbers of the other lines of that text.
    """

    rows: list[list[str]]
    merged: tuple[MergedCells, ...] = ()
    lines: tuple[int, ...] = ()
    title: str = ""
    around: tuple[int, ...] = ()

    def text(self, row: int, column: int) -> str:
        """The text of a cell, without space around it; empty beyond the table."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else []
        return cells[column].strip() if 0 <= column < len(cells) else ""

    def place(self, row: int, column: int) -> str:
        """Where a cell is, as messages say it: `cell C5`."""
        line = f" (line {self.lines[row]})" if row < len(self.lines) else ""
        return f"cell {cell_name(row, column)}{line}"

    def filled(self) -> Iterator[tuple[int, int]]:
        """Yields the row and the column of each cell with something in it."""
        for row, cells in enumerate(self.rows):
            yield from ((row, column) for column, cell in enumerate(cells) if cell.strip())

    @cached_property
    def width(self) -> int:
        """The number of columns."""
        return max(map(len, self.rows), default=0)

    @cached_property
    def blocks(self) -> dict[tuple[int, int], MergedCells]:
        """The merged blocks by the row and column of their first cell."""
        return {(each.first_row, each.first_column): each for each in self.merged}


@dataclass(frozen=True)
class TurnedTable:
    """A table of which each line is a row of the map, and each place along a line a stage or a step.

    `down` says that the table has it the other way round: there a row is a stage, and a column a row of the map.
    """

    table: SourceTable
    down: bool

    @property
    def lines(self) -> int:
        """The number of lines."""
        return self.table.width if self.down else len(self.table.rows)

    @property
    def places(self) -> int:
        """The number of places on a line."""
        return len(self.table.rows) if self.down else self.table.width

    def cell(self, line: int, place: int) -> tuple[int, int]:
        """The row and the column of a cell in the table itself."""
        return (place, line) if self.down else (line, place)

    def text(self, line: int, place: int) -> str:
        """The text of a cell."""
        return self.table.text(*self.cell(line, place))

    def at(self, line: int, place: int) -> str:
        """Where a cell is, as messages say it."""
        return self.table.place(*self.cell(line, place))

    def last_place(self, line: int, place: int) -> int:
        """The last place that the cell covers, which is more than its own where cells are merged."""
        block = self.table.blocks.get(self.cell(line, place))
        return place if block is None else block.last_row if self.down else block.last_column

    def last_line(self, line: int, place: int) -> int:
        """The last line that the cell covers."""
        block = self.table.blocks.get(self.cell(line, place))
        return line if block is None else block.last_column if self.down else block.last_row

    def filled_places(self, line: int, after: int) -> list[int]:
        """The places on a line, beyond one, that have something in them."""
        return [place for place in range(after + 1, self.places) if self.text(line, place)]

    def line_name(self, line: int) -> str:
        """What a person calls a line of the table: `row 3`, `column C`."""
        return f"column {column_name(line)}" if self.down else f"row {line + 1}"

    def place_name(self, place: int) -> str:
        """What a person calls the same place on all lines: `column C`, `row 3`."""
        return f"row {place + 1}" if self.down else f"column {column_name(place)}"


def index_of(name: str) -> tuple[str, int] | None:
    """What a name such as `row 3` or `column C` means: `row` or `column`, and which one, from 0; else None."""
    row, column = _NAME_OF_ROW.fullmatch(name), _NAME_OF_COLUMN.fullmatch(name)
    if row:
        return "row", int(row[1]) - 1
    if column:
        index = 0
        for letter in column[1].upper():
            index = index * 26 + ord(letter) - ord("A") + 1
        return "column", index - 1
    return None
