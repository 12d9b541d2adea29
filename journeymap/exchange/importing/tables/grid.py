"""A journey as a grid: stages, the columns that each has, and rows with the items of each cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from journeymap.exchange.importing.tables.cells import CellItem


@dataclass(slots=True)
class GridColumn:
    """A column: its place in the table, where its heading is, and the name of the step that it is, if it has one."""

    place: int
    at: str
    name: str = ""


@dataclass(slots=True)
class ColumnsOfStage:
    """A stage: its name, which may be empty, where that stands, and the columns below it."""

    name: str
    at: str
    columns: list[GridColumn] = field(default_factory=list)


@dataclass(slots=True)
class GridRow:
    """A row: its label, its name in a crosswalk, what it means, and its items by the places of columns.

    `covers` has the last place of each cell that covers several.
    """

    label: str
    key: str
    at: str
    meaning: str
    cells: dict[int, list[CellItem]] = field(default_factory=dict)
    covers: dict[int, int] = field(default_factory=dict)

    def items(self) -> Iterator[CellItem]:
        """Yields all items, in order."""
        for cell in self.cells.values():
            yield from cell


@dataclass(slots=True)
class JourneyGrid:
    """A journey as a grid. `has_steps` says that a column is a step; else it is a stage.

    `head` are texts that stand above it, each with what it is (`title`, `personas`, `scenario`, `goal`, `focus`; empty
    where that is not known) and where it is.
    """

    stages: list[ColumnsOfStage]
    rows: list[GridRow]
    has_steps: bool
    head: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def columns(self) -> list[GridColumn]:
        """All columns, in order."""
        return [column for stage in self.stages for column in stage.columns]

    def texts(self) -> Iterator[str]:
        """Yields all of its texts."""
        for stage in self.stages:
            yield from (stage.name, *(column.name for column in stage.columns))
        for row in self.rows:
            yield from (row.label, *(item.text for item in row.items()))
