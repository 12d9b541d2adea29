"""Where small cards stand: in columns by rank, in rows of whole stages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.flow import FlowGraph
from journeymap.flow.placing import Ranks
from journeymap.records import NamedTuple, Record, cached_property

MOST_STACKED = 5
"""The most cards in a column; a rank of more has several columns."""

Column = tuple[str, ...]
"""The ids of the touchpoints of a column, from the top."""


class SmallStage(NamedTuple):
    """A stage in a row, by its index in the graph: `columns` of the row from the one with the index `first` on.

    A stage too wide for a row has several parts, the first with the number 1.
    """

    stage: int
    part: int
    parts: int
    first: int
    columns: int


class SmallPlace(NamedTuple):
    """Where a card stands: its row, its column there, its place in that from the top, and how many the column has."""

    row: int
    column: int
    slot: int
    stacked: int

    @property
    def is_lowest(self) -> bool:
        """Whether no card is below it."""
        return self.slot == self.stacked - 1


class SmallRow(NamedTuple):
    """A row of stages, and their columns from the start of the row."""

    stages: tuple[SmallStage, ...]
    columns: tuple[Column, ...]


class SmallGrid(Record):
    """All rows of a graph."""

    rows: tuple[SmallRow, ...]

    @property
    def across(self) -> int:
        """How many columns the longest row has."""
        return max((len(row.columns) for row in self.rows), default=1)

    @cached_property
    def place_of(self) -> dict[str, SmallPlace]:
        """The place of each card, by the id of its touchpoint."""
        return {
            id_: SmallPlace(row, column, slot, len(ids))
            for row, each in enumerate(self.rows)
            for column, ids in enumerate(each.columns)
            for slot, id_ in enumerate(ids)
        }


def small_grid(graph: FlowGraph, ranks: Ranks, most: int) -> SmallGrid:
    """Places the touchpoints of a graph in rows of at most `most` columns: whole stages, as many as a row has room for.

    A stage that is wider than a row is cut into parts of about the same width.
    """
    rows: list[SmallRow] = []
    stages: list[SmallStage] = []
    columns: list[Column] = []
    for stage in range(len(graph.stages)):
        pieces = list(_pieces(_columns(ranks.of_stage(graph, stage)), most))
        for part, piece in enumerate(pieces, 1):
            if columns and len(columns) + len(piece) > most:
                rows.append(SmallRow(tuple(stages), tuple(columns)))
                stages, columns = [], []
            stages.append(SmallStage(stage, part, len(pieces), len(columns), len(piece)))
            columns += piece
    if columns:
        rows.append(SmallRow(tuple(stages), tuple(columns)))
    return SmallGrid(rows=tuple(rows))


def _columns(ranks: Sequence[Column]) -> Iterator[Column]:
    for rank in ranks:
        count = -(-len(rank) // MOST_STACKED)
        for index in range(count):
            yield rank[len(rank) * index // count : len(rank) * (index + 1) // count]


def _pieces(found: Iterator[Column], most: int) -> Iterator[list[Column]]:
    columns = list(found)
    count = -(-len(columns) // most)
    for index in range(count):
        yield columns[len(columns) * index // count : len(columns) * (index + 1) // count]
