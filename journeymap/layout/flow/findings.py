"""What a flow says: its largest loop and exit, and where what was measured is other than what was assumed."""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.flow import FlowGraph, FlowWay
from journeymap.layout.flow.spec import FlowSpec
from journeymap.layout.sheet import SheetFact

_NOTHING = 1e-9


def largest(ways: Iterable[FlowWay]) -> FlowWay | None:
    """The way with the largest known share, the first of equals; None where nobody is known to take any."""
    known = [way for way in ways if (way.share or 0.0) > _NOTHING]
    return max(known, key=lambda way: way.share or 0.0, default=None)


def loops_of(graph: FlowGraph) -> list[FlowWay]:
    """The ways that lead back, those that are merged too."""
    return [way for way in _within(graph) if graph.course(way) == "back"]


def losses_of(graph: FlowGraph) -> list[FlowWay]:
    """The ways out before the conversion, those that are merged too."""
    return [way for way in _within(graph) if graph.is_loss(way)]


def _within(graph: FlowGraph) -> list[FlowWay]:
    """The ways that have no end in another stage than those of the graph."""
    known = graph.node_by_id
    merged = [way for way in graph.merged if way.source in known and (way.target is None or way.target in known)]
    return [*graph.ways, *merged]


def gaps_of(graph: FlowGraph) -> list[FlowWay]:
    """The ways that were both measured and assumed, those that differ most first."""
    both = [way for way in graph.ways if way.measured is not None and way.assumed is not None]
    return sorted(both, key=lambda way: -abs((way.share or 0.0) - (way.assumed or 0.0)))


def measured_only(graph: FlowGraph) -> list[FlowWay]:
    """The ways that were measured and that the file does not have, the most frequent first."""
    found = [way for way in graph.ways if way.measured is not None and not way.is_written]
    return sorted(found, key=lambda way: -(way.share or 0.0))


def is_outside(way: FlowWay) -> bool:
    """Whether what is assumed of a way is outside of the interval of what was measured."""
    measured = way.measured
    if measured is None or way.assumed is None or measured.low is None or measured.high is None:
        return False
    return not measured.low <= way.assumed <= measured.high


def lead_of(spec: FlowSpec) -> tuple[str, ...]:
    """The finding in at most two sentences: the largest loop, and where most leave before the conversion.

    Nothing is said of shares that nobody knows: where all are unknown, it says so.
    """
    loops, losses = loops_of(spec.graph), losses_of(spec.graph)
    said = []
    loop = largest(loops)
    if loop is not None:
        said.append(_told(spec, "largest-loop", loop, spec.number(loop.target or "")))
    elif loops:
        said.append(spec.texts.say("loops-unknown", count=len(loops)))
    else:
        said.append(spec.texts["no-loops"])
    loss = largest(losses)
    if loss is not None:
        said.append(_told(spec, "largest-exit", loss, ""))
    elif losses:
        said.append(spec.texts.say("exits-unknown", count=len(losses)))
    else:
        said.append(spec.texts["no-losses" if spec.graph.converting else "no-exits"])
    return tuple(said)


def _told(spec: FlowSpec, key: str, way: FlowWay, target: str) -> str:
    assumed = ""
    if way.measured is not None and way.assumed is not None:
        assumed = spec.texts.say("not-as-assumed", share=spec.words.percent(way.assumed))
    elif way.measured is None:
        assumed = spec.texts["only-assumed"]
    said = spec.texts.say(key, source=spec.number(way.source), target=target, share=spec.share_text(way))
    return f"{said}{assumed}{spec.texts['full-stop']}"


def facts_of(spec: FlowSpec) -> tuple[SheetFact, ...]:
    """What the sheet rests on: the measures, what was merged, and where the journey converts."""
    graph, words, texts = spec.graph, spec.words, spec.texts
    facts = []
    if graph.behaviour is not None and graph.behaviour.group.ways:
        facts.append(SheetFact(texts["what-is-measured"], " · ".join(graph.behaviour.group.about)))
    if graph.min_share:
        under = words.percent(graph.min_share)
        count = texts.say("merged-count", count=len(graph.merged), share=under)
        facts.append(SheetFact(texts["merged"], count))
    converts = [each for each in graph.journey.converts if each in graph.node_by_id]
    if converts:
        names = words["list-comma"].join(
            f"{graph.node_by_id[each].touchpoint.name} ({spec.number(each)})" for each in converts
        )
        facts.append(SheetFact(texts["conversion"], names))
    return tuple(facts)
