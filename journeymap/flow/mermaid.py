"""A graph as a Mermaid flowchart, for pages that draw those: wikis, forges and documents in Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from journeymap.flow.graph import FlowGraph, FlowWay
from journeymap.flow.wording import FlowWording, node_text, stage_text, way_lines, ways_out

_SPECIAL = re.compile(r"[\"#&<>`:;\\{}\[\]]|%(?=%)")
"""What ends a text, begins an entity, markup, a directive or a link; Mermaid turns `#58;` into the character 58."""


def mermaid_text(graph: FlowGraph, wording: FlowWording) -> str:
    """Returns the graph: a subgraph a stage, an arrow a way, thick where more than half go, a node for each exit.

    It runs in the direction in which the journey is read. Moments of truth are hexagons; loops have a sign, and ways
    that nobody measured are dotted.
    """
    return "\n".join(_lines(graph, wording)) + "\n"


def mermaid_label(lines: Iterable[str]) -> str:
    """Lines of text as a quoted label: whatever is in them stands for itself."""
    texts = (_SPECIAL.sub(lambda found: f"#{ord(found[0])};", " ".join(line.split())) for line in lines)
    return f'"{"<br/>".join(texts)}"'


def mermaid_head(title: str, *, rtl: bool) -> Iterator[str]:
    """The first lines of a flowchart in reading direction."""
    yield "---"
    yield f"title: {json.dumps(' '.join(title.split()), ensure_ascii=False)}"
    yield "---"
    yield f"flowchart {'RL' if rtl else 'LR'}"


def _lines(graph: FlowGraph, wording: FlowWording) -> Iterator[str]:
    names = {node.touchpoint.id: f"t{node.number}" for node in graph.nodes}
    leaving = ways_out(graph)
    yield from mermaid_head(graph.journey.title, rtl=graph.journey.is_rtl)
    for index, stage in enumerate(graph.stages):
        yield f"  subgraph s{stage.number}[{mermaid_label([stage_text(stage, wording)])}]"
        for node in graph.nodes:
            if node.stage != index:
                continue
            id_ = node.touchpoint.id
            opening, closing = ("{{", "}}") if node.touchpoint.moment_of_truth else ("(", ")")
            yield f"    {names[id_]}{opening}{mermaid_label([node_text(node, wording)])}{closing}"
            for way in leaving.get(id_, ()):
                said = wording.completed if way.completes else wording.leaves
                yield f"    {_to(way, names)}([{mermaid_label([said])}])"
        yield "  end"
    for way in graph.ways:
        arrow = _arrow(way)
        lines = way_lines(graph, way, wording)
        label = f"|{mermaid_label(lines)}|" if lines else ""
        yield f"  {names[way.source]} {arrow}{label} {_to(way, names)}"
    if thick := [str(index) for index, way in enumerate(graph.ways) if way.is_assumed and _is_thick(way)]:
        yield f"  linkStyle {','.join(thick)} stroke-width:3.5px"  # what is dotted cannot be thick by its arrow
    losses = [_to(way, names) for way in graph.ways if graph.is_loss(way)]
    if losses:
        yield "  classDef loss color:crimson,stroke:crimson"
        yield f"  class {','.join(losses)} loss"


def _to(way: FlowWay, names: Mapping[str, str]) -> str:
    if way.target is not None:
        return names[way.target]
    return f"{names[way.source]}{'e' if way.completes else 'x'}"


def _arrow(way: FlowWay) -> str:
    if way.is_assumed:
        return "-.->"
    return "==>" if _is_thick(way) else "-->"


def _is_thick(way: FlowWay) -> bool:
    return (way.share or 0.0) > 0.5
