"""The rows of the grid: the lanes of the map that show a field of a stage or a touchpoint, by the model."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

from journeymap.exchange.sheets.cells import Cell
from journeymap.exchange.sheets.tables import KEY, STAGES, STEPS, is_table, table_of
from journeymap.model import LANE_FIELDS
from journeymap.model.shape import Field, ListOf, MapOf, Struct, struct_of

TITLE, STAGE, STAGE_ID, STEP, STEP_ID = "title", "stage", "stage/id", "touchpoint", "touchpoint/id"
HEAD = (TITLE, STAGE, STAGE_ID, STEP, STEP_ID)
"""The rows above the lanes, by their keys."""


class SheetLane(NamedTuple):
    """A lane, and how its cells are filled from the tables.

    `values` are those of a column of its steps. `lines` are the texts of a table's rows, one a line; `column` is that
    of the text. `by_key` has a row of the grid for each key, with numbers: `column` is theirs, `key` that of the keys.
    """

    name: str
    field: str
    steps: str
    how: Literal["values", "lines", "by_key"]
    table: str
    column: str
    key: str = ""

    @property
    def row_key(self) -> str:
        """The key of its row in the grid: `doing`, of stages `stage/goal`."""
        return f"stage/{self.field}" if self.steps == STAGES else self.field


@dataclass(slots=True)
class SheetGridRow:
    """A row of the grid, with a cell for each of its columns; the cell of a whole stage is in the stage's first one."""

    key: str
    cells: list[Cell]
    lane: SheetLane | None = None

    @property
    def is_of_stages(self) -> bool:
        """Whether its cells are those of whole stages."""
        return self.key == STAGE or self.key.startswith("stage/")


@dataclass(slots=True)
class SheetGrid:
    """The steps of a journey, each a column, with the rows of `HEAD` and of lanes.

    `stages` has how many columns each stage has; one without touchpoints has one, that is empty.
    """

    rows: list[SheetGridRow]
    stages: list[int] = field(default_factory=list)


@cache
def grid_lanes() -> tuple[SheetLane, ...]:
    """Returns the lanes of the grid, from the top. A picture has none, nor what is told of the journey as a whole."""
    found = []
    for name, (model, each) in LANE_FIELDS.items():
        steps = next((table for step, table in STEPS.items() if step is model), "")
        lane = _lane(name, each, steps) if steps else None
        found += [lane] if lane is not None else []
    return tuple(found)


def _lane(name: str, each: Field, steps: str) -> SheetLane | None:
    kind, struct = each.kind, struct_of(each.kind)
    if isinstance(kind, Struct):
        return None
    if not is_table(kind):
        return SheetLane(name, each.name, steps, "values", steps, each.name)
    assert struct is not None and isinstance(kind, ListOf | MapOf)
    table = table_of(steps, each.name)
    if isinstance(kind, MapOf):
        return SheetLane(name, each.name, steps, "by_key", table, struct.text, KEY)
    if struct.text:
        return SheetLane(name, each.name, steps, "lines", table, struct.text)
    number: str = struct.model.ONE_OF[0]  # type: ignore[attr-defined]
    return SheetLane(name, each.name, steps, "by_key", table, number, kind.identified_by[0][0])
