"""Moves what the lanes of a map show from the tables of a journey into a grid, in which each value stands once."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.exchange.sheets.cells import Cell, lines_of, value_in
from journeymap.exchange.sheets.flatten import JourneyTables
from journeymap.exchange.sheets.lanes import (
    STAGE,
    STAGE_ID,
    STEP,
    STEP_ID,
    TITLE,
    SheetGrid,
    SheetGridRow,
    SheetLane,
    grid_lanes,
)
from journeymap.exchange.sheets.tables import JOURNEY, STAGES, TOUCHPOINTS, Holder, TableRow


def take_grid(tables: JourneyTables) -> SheetGrid:
    """Returns the grid of tables, from which it takes what the grid tells.

    Where an item has more to tell than its text or number, all of its step stay in their table as well, with the text
    or number again, by which a person knows them.
    """
    taker = _Taker(tables)
    head = taker.head()
    lanes = [row for lane in grid_lanes() for row in taker.lane(lane)]
    for name in (STAGES, TOUCHPOINTS):
        tables.rows[name] = [row for row in tables.rows[name] if row.cells.keys() - {"id"}]
    return SheetGrid([*head, *lanes], taker.widths)


class _Taker:
    def __init__(self, tables: JourneyTables) -> None:
        self._rows = tables.rows
        steps: dict[str, list[TableRow]] = {}
        for row in tables.rows[TOUCHPOINTS]:
            steps.setdefault(row.holder.address, []).append(row)
        self._stages: list[TableRow | None] = []
        self._steps: list[TableRow | None] = []
        self.widths: list[int] = []
        for stage in tables.rows[STAGES]:
            own: Sequence[TableRow | None] = steps.get(str(stage.cells["id"])) or [None]
            self._stages += [stage, *[None] * (len(own) - 1)]
            self._steps += own
            self.widths.append(len(own))

    def head(self) -> list[SheetGridRow]:
        """The rows of the title, of stages and of touchpoints. Ids stay in the tables, too."""
        title: list[Cell] = [""] * len(self._steps)
        if title:
            title[0] = self._rows[JOURNEY][0].cells.pop("title", "")
        ids = [[row.cells.get("id", "") if row else "" for row in rows] for rows in (self._stages, self._steps)]
        return [
            SheetGridRow(TITLE, title),
            SheetGridRow(STAGE, self._taken(self._stages, "name")),
            SheetGridRow(STAGE_ID, ids[0]),
            SheetGridRow(STEP, self._taken(self._steps, "name")),
            SheetGridRow(STEP_ID, ids[1]),
        ]

    def _taken(self, rows: Sequence[TableRow | None], column: str) -> list[Cell]:
        return [row.cells.pop(column, "") if row else "" for row in rows]

    def lane(self, lane: SheetLane) -> list[SheetGridRow]:
        """The rows of a lane; none where nothing is in it."""
        steps = self._stages if lane.steps == STAGES else self._steps
        if lane.how == "values":
            found = [SheetGridRow(lane.row_key, self._taken(steps, lane.column), lane)]
        else:
            groups = self._groups(lane, steps)
            found = self._lines(lane, groups) if lane.how == "lines" else self._by_key(lane, groups)
        return [row for row in found if any(cell != "" for cell in row.cells)]

    def _groups(self, lane: SheetLane, steps: Sequence[TableRow | None]) -> list[list[TableRow]]:
        """The rows of a lane's table that belong to each of the steps."""
        found: dict[Holder, list[TableRow]] = {}
        for row in self._rows[lane.table]:
            found.setdefault(row.holder, []).append(row)
        return [found.get(Holder(lane.steps, str(step.cells["id"])), []) if step else [] for step in steps]

    def _lines(self, lane: SheetLane, groups: list[list[TableRow]]) -> list[SheetGridRow]:
        cells: list[Cell] = []
        told: list[TableRow] = []
        for rows in groups:
            texts = [value_in(str(row.cells[lane.column])) for row in rows]
            cells.append(lines_of(texts) if texts else "")
            if len({*texts}) == len(texts) and all(row.cells.keys() == {lane.column} for row in rows):
                told += rows
        self._drop(lane, told)
        return [SheetGridRow(lane.row_key, cells, lane)]

    def _by_key(self, lane: SheetLane, groups: list[list[TableRow]]) -> list[SheetGridRow]:
        keys = [*dict.fromkeys(str(row.cells.get(lane.key, "")) for rows in groups for row in rows)]
        found = {key: SheetGridRow(f"{lane.row_key}/{key}" if key else lane.row_key, [], lane) for key in keys}
        told: list[TableRow] = []
        for rows in groups:
            numbers: dict[str, Cell] = {}
            for row in rows:
                numbers.setdefault(str(row.cells.get(lane.key, "")), row.cells.get(lane.column, ""))
            for key in keys:
                found[key].cells.append(numbers.get(key, ""))
            is_told = all(row.cells.keys() - {lane.key} == {lane.column} for row in rows)
            if is_told and len(numbers) == len(rows) and [*numbers] == [key for key in keys if key in numbers]:
                told += rows
        self._drop(lane, told)
        return [*found.values()]

    def _drop(self, lane: SheetLane, rows: list[TableRow]) -> None:
        """Takes rows from a lane's table of which the grid tells all."""
        dropped = {id(row) for row in rows}
        self._rows[lane.table] = [row for row in self._rows[lane.table] if id(row) not in dropped]
