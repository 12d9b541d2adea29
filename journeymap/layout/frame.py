"""The frame of a map: the row of each stage, and the column of each touchpoint."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from journeymap.layout.spec import GUTTER, MARGIN, STAGE_GAP
from journeymap.model import Journey, Stage, Touchpoint
from journeymap.records import NamedTuple

LONGEST_SINGLE_ROW = 30
LONGEST_ROW = 16


class Column(NamedTuple):
    """A touchpoint's column: its number in the journey from 1, and in pixels its logical start, width and centre."""

    touchpoint: Touchpoint
    number: int
    x: float
    width: float
    middle: float


class StageSpan(NamedTuple):
    """The columns of a stage in a row. A long stage may continue in the row above or below; its numbers start at 1."""

    stage: Stage
    number: int
    x: float
    width: float
    columns: tuple[Column, ...]
    continues_above: bool
    continues_below: bool


class Row(NamedTuple):
    """A row of stages. A map of many touchpoints has several rows, which are numbered from 1."""

    spans: tuple[StageSpan, ...]
    columns: tuple[Column, ...]
    number: int
    last: bool

    @property
    def start(self) -> float:
        """The logical x at which its first column starts."""
        return MARGIN + GUTTER

    @property
    def end(self) -> float:
        """The logical x at which its last column ends."""
        last = self.spans[-1]
        return last.x + last.width

    def holds(self, number: int) -> bool:
        """Whether the touchpoint with this number is in the row."""
        return bool(self.columns) and self.columns[0].number <= number <= self.columns[-1].number


class _Part(NamedTuple):
    """The touchpoints of a stage that are in one row: the stage's index, the first touchpoint's index, and how many."""

    number: int
    start: int
    size: int


def _parts(shown: list[list[Touchpoint]], most_columns: int) -> list[_Part]:
    """The stages in parts that fit in a row: a stage that is longer than a row is cut into parts of equal size."""
    several = sum(map(len, shown)) > (most_columns or LONGEST_SINGLE_ROW)
    longest = (most_columns or LONGEST_ROW) if several else LONGEST_SINGLE_ROW
    parts: list[_Part] = []
    for number, touchpoints in enumerate(shown):
        size = len(touchpoints)
        if size == 0:
            parts.append(_Part(number, 0, 0))
        pieces = -(-size // longest)
        for piece in range(pieces if size else 0):
            first = size * piece // pieces
            parts.append(_Part(number, first, size * (piece + 1) // pieces - first))
    return parts


def _shown(journey: Journey, folded: frozenset[str]) -> list[list[Touchpoint]]:
    """The touchpoints of each stage that have columns."""
    return [[each for each in stage.touchpoints if each.id not in folded] for stage in journey.stages]


def partition(journey: Journey, most_columns: int = 0, folded: frozenset[str] = frozenset()) -> list[list[_Part]]:
    """The parts of stages in each row: one row for up to 30 touchpoints, else rows of at most 16, of whole stages.

    `most_columns`, unless it is 0, replaces both limits. A stage without touchpoints takes the room of one. The rows
    are as few as hold all, and as even as stages let them be. The touchpoints whose ids are `folded` have no column.
    """
    parts = _parts(_shown(journey, folded), most_columns)
    sizes = [max(part.size, 1) for part in parts]
    if sum(sizes) <= (most_columns or LONGEST_SINGLE_ROW):
        return [parts] if parts else []
    starts = _row_starts(sizes, most_columns or LONGEST_ROW)
    return [parts[start:end] for start, end in pairwise([*starts, len(parts)])]


def _row_starts(sizes: list[int], widest: int) -> list[int]:
    """Where the rows of parts start: as few as hold `sizes` columns, none over `widest`, with the least squares.

    Of rows that are as even, those whose last is the shortest, as in a paragraph.
    """
    best = [(0, 0, 0)]  # up to each part: how many rows, the sum of the squares of their columns, where the last starts
    for end in range(1, len(sizes) + 1):
        found, used = None, 0
        for start in range(end - 1, -1, -1):
            used += sizes[start]
            if found and used > widest:
                break
            rows, squares, _ = best[start]
            row = (rows + 1, squares + used * used, start)
            if not found or row[:2] < found[:2]:
                found = row
        assert found  # a row has its last part at least
        best.append(found)
    starts, end = [], len(sizes)
    while end:
        end = best[end][2]
        starts.append(end)
    return starts[::-1]


def shorter_rows(journey: Journey) -> Iterator[int]:
    """The most columns of a row with which a journey has one row more than usual, two more, and so on.

    The rows are as even as the stages let them be, and what no number of columns gives is passed over. A stage is cut
    only if it is longer than the rows of large maps.
    """
    sizes = [len(stage.touchpoints) for stage in journey.stages]
    usual, total = len(partition(journey)), sum(max(size, 1) for size in sizes)
    whole = min(max(sizes, default=1), LONGEST_ROW)
    for rows in range(usual + 1, total + 1):
        even = range(max(-(-total // rows), whole), total)
        found = next((most for most in even if len(partition(journey, most)) <= rows), 0)
        if found and len(partition(journey, found)) == rows:
            yield found


def place_rows(
    journey: Journey, column_width: float, most_columns: int = 0, folded: frozenset[str] = frozenset()
) -> list[Row]:
    """The rows of a map whose columns are all `column_width` pixels wide. The rest is as for `partition`."""
    rows: list[Row] = []
    row_parts, shown = partition(journey, most_columns, folded), _shown(journey, folded)
    for row_number, parts in enumerate(row_parts, start=1):
        x: float = MARGIN + GUTTER
        spans: list[StageSpan] = []
        for part in parts:
            stage = journey.stages[part.number]
            columns = []
            for offset in range(part.size):
                touchpoint = shown[part.number][part.start + offset]
                number = journey.number_of[touchpoint.id]
                start = x + offset * column_width
                columns.append(Column(touchpoint, number, start, column_width, start + column_width / 2))
            width = column_width * max(part.size, 1)
            continues_below = part.start + part.size < len(shown[part.number])
            spans.append(StageSpan(stage, part.number + 1, x, width, tuple(columns), part.start > 0, continues_below))
            x += width + STAGE_GAP
        all_columns = tuple(column for span in spans for column in span.columns)
        rows.append(Row(tuple(spans), all_columns, row_number, row_number == len(row_parts)))
    return rows
