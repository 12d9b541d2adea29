"""The frame of a map: which stages stand in which row, and where each touchpoint's column is."""

from __future__ import annotations

from typing import NamedTuple

from journeymap.layout.spec import GUTTER, MARGIN, STAGE_GAP
from journeymap.model import Journey, Stage, Touchpoint

ONE_SHEET = 30
ROW_MOST = 16


class Column(NamedTuple):
    """A touchpoint's place: its number in the journey from 1, and its logical start and width in pixels."""

    touchpoint: Touchpoint
    number: int
    x: float
    width: float

    @property
    def middle(self) -> float:
        """The logical x of its centre line."""
        return self.x + self.width / 2


class StageSpan(NamedTuple):
    """A stage's place in a row; `continued` when its first touchpoints stand in the row before."""

    stage: Stage
    number: int
    x: float
    width: float
    columns: tuple[Column, ...]
    continued: bool
    goes_on: bool


class Row(NamedTuple):
    """A row of stages: the whole map, or a part of it when it has many touchpoints; they are numbered from 1."""

    spans: tuple[StageSpan, ...]
    columns: tuple[Column, ...]
    number: int
    last: bool

    @property
    def start(self) -> float:
        """Where its first column starts."""
        return MARGIN + GUTTER

    @property
    def end(self) -> float:
        """Where its last column ends."""
        return self.spans[-1].x + self.spans[-1].width

    def holds(self, number: int) -> bool:
        """Whether the touchpoint with this number stands in the row."""
        return bool(self.columns) and self.columns[0].number <= number <= self.columns[-1].number


class _Part(NamedTuple):
    """A stage, or as much of it as stands in one row."""

    number: int
    start: int
    size: int


def _parts(journey: Journey, most: int) -> list[_Part]:
    """The stages, those cut that are longer than a row may be; with `most` 0, than it is where there are several."""
    several = len(journey.touchpoints) > (most or ONE_SHEET)
    longest = (most or ROW_MOST) if several else ONE_SHEET
    parts: list[_Part] = []
    for number, stage in enumerate(journey.stages):
        size = len(stage.touchpoints)
        if size == 0:
            parts.append(_Part(number, 0, 0))
        pieces = -(-size // longest)
        for piece in range(pieces if size else 0):
            first = size * piece // pieces
            parts.append(_Part(number, first, size * (piece + 1) // pieces - first))
    return parts


def partition(journey: Journey, most: int = 0) -> list[list[_Part]]:
    """The stages of each row: one row up to 30 touchpoints, else rows of whole stages, at most 16 wide.

    With `most`, rows of at most that many columns. A stage without touchpoints takes the room of one. The
    rows are filled evenly.
    """
    parts = _parts(journey, most)
    total = sum(max(part.size, 1) for part in parts)
    if total <= (most or ONE_SHEET):
        return [parts] if parts else []
    widest = most or ROW_MOST
    wanted = total / -(-total // widest)
    rows: list[list[_Part]] = []
    used = 0
    for part in parts:
        size = max(part.size, 1)
        if not rows or used + size > widest or used + size / 2 > wanted:
            rows.append([])
            used = 0
        rows[-1].append(part)
        used += size
    return rows


def place_rows(journey: Journey, column_width: float, most: int = 0) -> list[Row]:
    """The rows of a map whose columns are all `column_width` pixels wide; with `most`, no row has more of them."""
    rows: list[Row] = []
    parted = partition(journey, most)
    for row_number, parts in enumerate(parted, start=1):
        x: float = MARGIN + GUTTER
        spans: list[StageSpan] = []
        for part in parts:
            stage = journey.stages[part.number]
            columns = []
            for offset in range(part.size):
                touchpoint = stage.touchpoints[part.start + offset]
                number = journey.number_of[touchpoint.id]
                columns.append(Column(touchpoint, number, x + offset * column_width, column_width))
            width = column_width * max(part.size, 1)
            goes_on = part.start + part.size < len(stage.touchpoints)
            spans.append(StageSpan(stage, part.number + 1, x, width, tuple(columns), part.start > 0, goes_on))
            x += width + STAGE_GAP
        all_columns = tuple(column for span in spans for column in span.columns)
        rows.append(Row(tuple(spans), all_columns, row_number, row_number == len(parted)))
    return rows
