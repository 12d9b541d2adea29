"""Puts a grid back into the tables of a journey. What a person has changed in the grid counts."""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher

from journeymap.exchange.importing.draft import Ids
from journeymap.exchange.sheets.cells import cell_of, value_in, values_in
from journeymap.exchange.sheets.flatten import JourneyTables
from journeymap.exchange.sheets.lanes import HEAD, STAGE, STAGE_ID, STEP, STEP_ID, TITLE, SheetLane, grid_lanes
from journeymap.exchange.sheets.tables import JOURNEY, STAGES, THE_JOURNEY, TOUCHPOINTS, Holder, TableRow

Tell = Callable[[str, str], None]
"""Is told where something was read otherwise than it is written, and what was done."""


def put_grid(rows: dict[str, list[str]], tables: JourneyTables, tell: Tell) -> None:
    """Adds to the tables what a grid says: its rows by their keys, each with the texts of its cells.

    A step without an id is a new one. What the tables say of a step that the grid does not have is left there.
    """
    width = max(map(len, rows.values()), default=0)
    cells = {key: [*row, *[""] * (width - len(row))] for key, row in rows.items()}
    putter = _Putter(cells, width, tables, tell)
    putter.steps()
    for lane in grid_lanes():
        putter.lane(lane)
    lanes = {lane.row_key: lane for lane in grid_lanes()}
    for key in (key for key in cells if key not in HEAD and key not in lanes):
        of = lanes.get(key.partition("/")[0])
        if of is None or of.how != "by_key":
            tell(f'row "{key}" of the grid', "no field is called so; it is left out")


class _Putter:
    def __init__(self, cells: dict[str, list[str]], width: int, tables: JourneyTables, tell: Tell) -> None:
        self._cells, self._width, self._tables, self._tell = cells, width, tables, tell
        self._stages: dict[int, TableRow] = {}
        self._steps: dict[int, TableRow] = {}

    def steps(self) -> None:
        """Makes the rows of the stages and the touchpoints, by the columns in which they begin."""
        known = {name: {str(row.cells.get("id", "")): row for row in self._tables.rows[name]} for name in _NAMES}
        ids = {name: Ids() for name in _NAMES}
        for name, (row, _) in _NAMES.items():
            for id_ in self._row(row):
                ids[name].reserve(id_)
        title = next(filter(None, self._row(TITLE)), "")
        if title:
            self._tables.rows[JOURNEY][0].cells["title"] = title
        stage = ""
        for column in range(self._width):
            if self._row(STAGE)[column] or self._row(STAGE_ID)[column]:
                made = self._step(STAGES, column, THE_JOURNEY, known[STAGES], ids[STAGES])
                self._stages[column], stage = made, str(made.cells["id"])
            if any(self._cells[key][column].strip() for key in self._cells if not _is_of_stages(key) and key != TITLE):
                holder = Holder(STAGES, stage)
                self._steps[column] = self._step(TOUCHPOINTS, column, holder, known[TOUCHPOINTS], ids[TOUCHPOINTS])
        for name, found in ((STAGES, self._stages), (TOUCHPOINTS, self._steps)):
            for id_ in known[name]:
                self._tell(f'{name}, "{id_}"', "it is not in the grid; it is left out")
            self._tables.rows[name] = [*found.values()]

    def _step(self, table: str, column: int, holder: Holder, known: dict[str, TableRow], ids: Ids) -> TableRow:
        id_row, name_row = _NAMES[table]
        name, id_ = self._row(name_row)[column], self._row(id_row)[column]
        id_ = id_ or ids.fresh(name, table.removesuffix("s"))
        more = known.pop(id_, None)
        row = TableRow(holder, {"id": id_, **(more.cells if more else {})})
        if name:
            row.cells["name"] = name
        return row

    def _row(self, key: str) -> list[str]:
        return [cell.strip() for cell in self._cells.get(key, [""] * self._width)]

    def lane(self, lane: SheetLane) -> None:
        """Puts the rows of a lane into its table."""
        steps = self._stages if lane.steps == STAGES else self._steps
        if lane.how == "values":
            for column, step in steps.items():
                if cell := self._row(lane.row_key)[column]:
                    step.cells[lane.column] = cell
            return
        table = self._tables.rows[lane.table]
        others = [row for row in table if row.holder.table != lane.steps]
        told: dict[str, list[TableRow]] = {}
        for row in table:
            if row.holder.table == lane.steps:
                told.setdefault(row.holder.address, []).append(row)
        made: list[TableRow] = []
        for column, step in steps.items():
            holder = Holder(lane.steps, str(step.cells["id"]))
            rows = told.pop(holder.address, [])
            make = self._lines if lane.how == "lines" else self._numbers
            made += make(lane, column, holder, rows)
        lost = [row for rows in told.values() for row in rows]
        self._tables.rows[lane.table] = [*others, *made, *lost]

    def _lines(self, lane: SheetLane, column: int, holder: Holder, rows: list[TableRow]) -> list[TableRow]:
        """A row for each line: that of the table with this text, else that in whose place the text is."""
        texts = values_in(self._row(lane.row_key)[column])
        before = [value_in(str(row.cells.get(lane.column, ""))) for row in rows]
        found = [TableRow(holder) for _ in texts]
        for _, start, end, first, last in SequenceMatcher(None, before, texts, autojunk=False).get_opcodes():
            for old, new in zip(range(start, end), range(first, last), strict=False):
                found[new] = rows[old]
                if before[old] != texts[new]:
                    self._tell(_called(lane, holder), f'"{before[old]}" is "{texts[new]}" now, as the grid says')
            for old in range(start + last - first, end):
                self._tell(_called(lane, holder), f'"{before[old]}" is not in the grid; it is left out')
        for row, text in zip(found, texts, strict=True):
            row.cells[lane.column] = cell_of(text)
        return found

    def _numbers(self, lane: SheetLane, column: int, holder: Holder, rows: list[TableRow]) -> list[TableRow]:
        """A row for each number: that of the table with this key, else a new one."""
        prefix = f"{lane.row_key}/"
        numbers = {
            key.removeprefix(prefix) if key != lane.row_key else "": self._row(key)[column]
            for key in self._cells
            if key == lane.row_key or key.startswith(prefix)
        }
        found: list[TableRow] = []
        for row in rows:
            key = str(row.cells.get(lane.key, ""))
            if key in numbers:
                row.cells.pop(lane.column, None)
                row.cells |= {lane.column: number} if (number := numbers.pop(key)) else {}
            if row.cells.keys() - {lane.key}:
                found.append(row)
            else:
                self._tell(_called(lane, holder), f'"{key}" has nothing left to tell; it is left out')
        for key, number in numbers.items():
            if number:
                found.append(TableRow(holder, {**({lane.key: key} if key else {}), lane.column: number}))
        return found


_NAMES = {STAGES: (STAGE_ID, STAGE), TOUCHPOINTS: (STEP_ID, STEP)}
"""The rows of the grid with the ids and the names of steps, by their tables."""


def _is_of_stages(key: str) -> bool:
    return key == STAGE or key.startswith("stage/")


def _called(lane: SheetLane, holder: Holder) -> str:
    return f"{lane.field} of {holder.address}"
