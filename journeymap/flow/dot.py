"""A graph in Graphviz's language, for whoever draws it with Graphviz or edits it."""

from __future__ import annotations

from journeymap.flow.graph import FlowGraph, FlowWay
from journeymap.flow.wording import FlowWording, node_text, stage_text, way_lines, ways_out

_FONT = "Rubik, sans-serif"
_LOSS = "crimson"
_LEAST, _MOST = 1.0, 5.0


def dot_text(graph: FlowGraph, wording: FlowWording) -> str:
    """Returns the graph: stages as clusters, ways as wide as their share, loops above, a node of its own for each exit.

    It runs in the direction in which the journey is read. Moments of truth have a double border, and ways that
    nobody measured are dashed.
    """
    from graphviz import Digraph  # noqa: PLC0415  few commands write it

    journey = graph.journey
    digraph = Digraph(
        name=journey.id,
        graph_attr={
            "label": _label(journey.title),
            "labelloc": "t",
            "rankdir": "RL" if journey.is_rtl else "LR",
            "fontname": _FONT,
        },
        node_attr={"shape": "box", "style": "rounded", "fontname": _FONT},
        edge_attr={"fontname": _FONT, "fontsize": "11"},
    )
    leaving = ways_out(graph)
    for index, stage in enumerate(graph.stages):
        with digraph.subgraph(name=f"cluster-{stage.stage.id}") as cluster:
            cluster.attr(label=_label(stage_text(stage, wording)))
            for node in graph.nodes:
                if node.stage != index:
                    continue
                touchpoint = node.touchpoint
                double = {"peripheries": "2"} if touchpoint.moment_of_truth else {}
                cluster.node(touchpoint.id, _label(node_text(node, wording)), **double)
                for way in leaving.get(touchpoint.id, ()):
                    cluster.node(_to(way), **_exit_node(graph, way, wording))
    for way in graph.ways:
        attributes = _way(graph, way)
        digraph.edge(way.source, _to(way), _label(*way_lines(graph, way, wording)), **attributes)
    return str(digraph.source)


def _label(*lines: str) -> str:
    """Lines of text as one label: whatever is in them stands for itself."""
    from graphviz import escape, nohtml  # noqa: PLC0415  few commands write it

    found: str = nohtml("\\n".join(escape(" ".join(line.split())) for line in lines))
    return found


def _to(way: FlowWay) -> str:
    """The name of the node that a way leads to; no id of a touchpoint has two hyphens."""
    return way.target or f"{way.source}--{'completed' if way.completes else 'exit'}"


def _exit_node(graph: FlowGraph, way: FlowWay, wording: FlowWording) -> dict[str, str]:
    found = {"label": _label(wording.completed if way.completes else wording.leaves), "shape": "plain"}
    return found | {"fontcolor": _LOSS} if graph.is_loss(way) else found


def _way(graph: FlowGraph, way: FlowWay) -> dict[str, str]:
    share = way.share if way.share is not None else 0.0
    found = {"penwidth": f"{_LEAST + (_MOST - _LEAST) * share:.2f}"}
    if way.is_assumed:
        found["style"] = "dashed"
    if graph.course(way) == "back":
        found |= {"constraint": "false", "tailport": "n", "headport": "n"}
    if way.target is None:
        found["arrowhead"] = "tee"
        if graph.is_loss(way):
            found["color"] = _LOSS
    return found
