"""The rank of each touchpoint of a graph, and its order within the rank, by Graphviz. Its coordinates are not taken.

Customers go from rank to rank, so ways back place nothing. Nor do ways past the following stage: they say little about
what should be near, and long ones make the work grow with their length.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Literal

from journeymap.errors import UserError
from journeymap.flow.engines import placed_by_installed, placed_by_package
from journeymap.flow.graph import FlowGraph, FlowWay
from journeymap.records import NamedTuple

PlacingEngine = Literal["package", "dot"]
"""What places: the Graphviz that comes with journeymap, or the installed program."""
MOST_NODES = 300
MOST_WAYS = 1500
_EASY_STEPS = 1500
"""The ranks that ways may pass in all before Graphviz is to look for the best order less long.

At 120,000, with 1,500 ways between 300 touchpoints in two stages, it takes 5 seconds with this, and without it more
than a minute.
"""

Pair = tuple[int, int]
"""The indexes of the nodes at the ends of a way."""


class Ranks(NamedTuple):
    """The ids of the touchpoints of each rank in their order. Who goes ahead within a stage comes to a later rank."""

    ranks: tuple[tuple[str, ...], ...]

    def of_stage(self, graph: FlowGraph, stage: int) -> tuple[tuple[str, ...], ...]:
        """The ranks of the touchpoints of one stage, by its index in the graph, without the ranks that it lacks."""
        nodes = graph.node_by_id
        found = (tuple(each for each in rank if nodes[each].stage == stage) for rank in self.ranks)
        return tuple(rank for rank in found if rank)


def place(graph: FlowGraph, engine: PlacingEngine = "package") -> Ranks:
    """Returns the ranks of the touchpoints of a graph. The same graph has the same ranks wherever it is placed.

    That holds for the engine `package`; `dot` is whatever version is installed. Raises UserError when the graph is too
    large, takes too much time or memory, or the program `dot` is asked for and not there.
    """
    weights = _weights(graph, (*graph.ways, *graph.merged))  # so that leaving out thin ways moves nothing
    if len(weights) > MOST_WAYS:
        weights = _weights(graph, graph.ways)
    check_size(len(graph.nodes), len(weights))
    if not graph.nodes:
        return Ranks(())
    source = _source(graph, weights)
    answer = placed_by_installed(source) if engine == "dot" else placed_by_package(source)
    ids = [node.touchpoint.id for node in graph.nodes]
    return Ranks(tuple(tuple(ids[index] for index in rank) for rank in _ranks(answer)))


def check_size(nodes: int, ways: int) -> None:
    """Raises UserError for more touchpoints, or more ways to a touchpoint ahead, than are placed."""
    if nodes > MOST_NODES:
        raise UserError(
            f"a flow of {nodes} touchpoints is too large to be drawn: {MOST_NODES} is the most",
            hint="draw a stage at a time with `--stage`; the formats `dot` and `mermaid` take any number",
        )
    if ways > MOST_WAYS:
        raise UserError(
            f"a flow with {ways} ways ahead is too large to be drawn: {MOST_WAYS} is the most",
            hint="leave out thin ones with `--min-share`, or draw a stage at a time with `--stage`",
        )


def _weights(graph: FlowGraph, ways: Iterable[FlowWay]) -> dict[Pair, int]:
    """The ways that place, with how much each is to be straight: 1 to 5, by its share."""
    places, nodes = graph.place_of, graph.nodes
    weights: dict[Pair, int] = {}
    for way in ways:
        if way.target is None or way.source not in places or way.target not in places:
            continue
        source, target = places[way.source], places[way.target]
        if source < target and nodes[target].stage - nodes[source].stage <= 1:
            weights[source, target] = 1 + round(4 * (way.share or 0.0))
    return weights


def _source(graph: FlowGraph, weights: Mapping[Pair, int]) -> str:
    from graphviz import Digraph  # noqa: PLC0415  few commands place

    steps = _steps(len(graph.nodes), list(weights))
    effort = f"{min(1.0, _EASY_STEPS / max(steps, 1)):.4f}"
    digraph = Digraph(
        graph_attr={"splines": "none", "mclimit": effort, "nslimit": effort, "nslimit1": effort}
        if steps > _EASY_STEPS
        else {"splines": "none"},
        node_attr={"shape": "box", "fixedsize": "true", "width": "0.5", "height": "0.5", "label": ""},
    )
    for stage, nodes in groupby(range(len(graph.nodes)), key=lambda index: graph.nodes[index].stage):
        with digraph.subgraph(name=f"cluster{stage}") as cluster:
            for index in nodes:
                cluster.node(f"n{index}")
    for (source, target), weight in weights.items():
        digraph.edge(f"n{source}", f"n{target}", weight=str(weight))
    return str(digraph.source)


def _steps(nodes: int, pairs: Sequence[Pair]) -> int:
    """The ranks that ways pass in all, if each node is as near to the start as its ways let it be."""
    rank = [0] * nodes
    for source, target in sorted(pairs):
        rank[target] = max(rank[target], rank[source] + 1)
    return sum(rank[target] - rank[source] - 1 for source, target in pairs)


def _ranks(plain: str) -> list[list[int]]:
    """The indexes of the nodes by rank in the text of Graphviz: of `node NAME X Y …`, Y falls from rank to rank."""
    found: list[tuple[float, float, int]] = []
    for line in plain.splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "node":
            name, x, y, *_ = rest.split(" ")
            found.append((-float(y), float(x), int(name[1:])))
    found.sort()
    return [[index for _, _, index in rank] for _, rank in groupby(found, key=lambda each: round(each[0], 2))]
