"""The texts of a graph that is written in a language of graphs: names with numbers, shares, and where ways lead."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from journeymap.flow.graph import FlowGraph, FlowNode, FlowPart, FlowStage, FlowWay
from journeymap.records import NamedTuple

LOOP = "↩"
MEASURED, ASSUMED = "●", "○"


class FlowWording(NamedTuple):
    """How a language writes a number, and a share from 0 to 1; its words for leaving the journey and completing it."""

    number: Callable[[float], str]
    percent: Callable[[float], str]
    leaves: str
    completed: str


def node_text(node: FlowNode, wording: FlowWording) -> str:
    """The number of a touchpoint and its name."""
    return f"{wording.number(node.number)} {node.touchpoint.name}"


def stage_text(stage: FlowStage, wording: FlowWording) -> str:
    """The number of a stage and its name."""
    return f"{wording.number(stage.number)} {stage.stage.name}"


def way_lines(graph: FlowGraph, way: FlowWay, wording: FlowWording) -> tuple[str, ...]:
    """What stands at a way: its shares, with a sign where it leads back; in which case customers take it; who they are.

    Of a way that some take otherwise than others, it is the share of each of them.

    Signs tell measured shares from assumed ones. Nothing stands at a way that all go.
    """
    shares = " ".join(_shares(way, wording))
    loop = f"{LOOP} " if graph.course(way) == "back" else ""
    words = (way.when or "", "" if way.parts else ", ".join(way.whose))
    return tuple(line for line in (f"{loop}{shares}".strip(), *words) if line)


def _shares(way: FlowWay, wording: FlowWording) -> Iterator[str]:
    if way.measured is not None:
        yield f"{MEASURED} {way.measured.with_interval}"
    elif way.is_untaken:
        yield f"{MEASURED} {wording.percent(0)}"
    if not way.is_written or (way.assumed == 1 and way.share == 1):
        return
    text = "?" if way.assumed is None else wording.percent(way.assumed)
    if way.parts:
        text = ", ".join(_part(part, wording) for part in way.parts)
    yield f"{ASSUMED} {text}"


def _part(part: FlowPart, wording: FlowWording) -> str:
    share = "?" if part.share is None else wording.percent(part.share)
    return " ".join((share, ", ".join(part.whose))).strip()


def ways_out(graph: FlowGraph) -> dict[str, list[FlowWay]]:
    """The ways on which the journey is left or completed, by their source."""
    found: dict[str, list[FlowWay]] = {}
    for way in graph.ways:
        if way.target is None:
            found.setdefault(way.source, []).append(way)
    return found
