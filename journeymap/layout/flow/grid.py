"""Where cards stand: in rows of whole stages, all at one pitch. Positions are logical, in pixels."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.flow import FlowGraph
from journeymap.layout.flow.spec import CLUSTER_GAP
from journeymap.records import NamedTuple, Record, cached_property

MOST_ACROSS = 8


class FlowCluster(NamedTuple):
    """The touchpoints of a stage in one row: the index of the stage in the graph, the first node's and how many.

    A long stage is in several rows; `is_first` says that the cluster is where it begins.
    """

    stage: int
    first: int
    size: int
    is_first: bool


class FlowRow(NamedTuple):
    """A row of clusters; its nodes are those with the indices from `first` on, `size` of them."""

    clusters: tuple[FlowCluster, ...]
    first: int
    size: int


class FlowGrid(Record):
    """The rows of a graph. Cards are `card` pixels wide and `pitch` from start to start; clusters begin at `start`.

    The last cluster of all is longer by `after`, for what stands at the end of the journey.
    """

    rows: tuple[FlowRow, ...]
    card: float
    pitch: float
    start: float
    after: float = 0.0

    @property
    def gap(self) -> float:
        """The distance from a card to the next."""
        return self.pitch - self.card

    @property
    def inset(self) -> float:
        """The distance from the start of a cluster to its first card."""
        return self.gap / 2

    @cached_property
    def row_of(self) -> dict[int, int]:
        """The index of the row of each node, by the node's index."""
        return {row.first + at: index for index, row in enumerate(self.rows) for at in range(row.size)}

    @property
    def across(self) -> int:
        """How many cards the longest row has."""
        return max((row.size for row in self.rows), default=1)

    def x_of(self, node: int) -> float:
        """The x at which the card of a node starts."""
        return self.start + (node - self.rows[self.row_of[node]].first) * self.pitch + self.inset

    def end_of(self, row: FlowRow) -> float:
        """The x at which the last cluster of a row ends."""
        return self.start + row.size * self.pitch - CLUSTER_GAP + (self.after if row is self.rows[-1] else 0.0)

    @property
    def end(self) -> float:
        """The x at which the longest row ends."""
        return max(map(self.end_of, self.rows), default=self.start + self.pitch - CLUSTER_GAP)


def rows_of(graph: FlowGraph, most: int = MOST_ACROSS) -> tuple[FlowRow, ...]:
    """The rows of a graph, of at most `most` cards: filled with whole stages, and evenly; a longer stage is cut.

    Returns no row for a graph without nodes.
    """
    clusters = _clusters(graph, most)
    total = len(graph.nodes)
    wanted = total / max(-(-total // most), 1)
    rows: list[list[FlowCluster]] = []
    used = 0
    for cluster in clusters:
        over = used + cluster.size > most
        if not rows or over or (used >= wanted and used + cluster.size > wanted + 1):
            rows.append([])
            used = 0
        rows[-1].append(cluster)
        used += cluster.size
    return tuple(FlowRow(tuple(row), row[0].first, sum(each.size for each in row)) for row in rows)


def _clusters(graph: FlowGraph, most: int) -> Sequence[FlowCluster]:
    found: list[FlowCluster] = []
    first = 0
    for index in range(len(graph.stages)):
        size = sum(node.stage == index for node in graph.nodes)
        pieces = -(-size // most)
        for piece in range(pieces):
            start = size * piece // pieces
            end = size * (piece + 1) // pieces
            found.append(FlowCluster(index, first + start, end - start, piece == 0))
        first += size
    return found
