"""What a flow says: its largest loop and exit, and where what was measured is other than what was assumed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from journeymap.flow import FlowGraph, FlowWay
from journeymap.layout.flow.spec import FlowSpec
from journeymap.layout.sheet import SheetFact

if TYPE_CHECKING:
    from journeymap.simulation.passages import Passages

_NOTHING = 1e-9


def largest(spec: FlowSpec, ways: Iterable[FlowWay]) -> tuple[FlowWay, float] | None:
    """The way that most take of all who start, and its share of those who come to its source, from 0 to 1.

    Where it is not known how many come where, it is the way with the largest share that is known. The first of equals;
    None where nobody is known to take any.
    """
    passages = spec.passages
    shares = [(way, _share(way, passages)) for way in ways]
    known = [(way, share) for way, share in shares if share > _NOTHING]
    if passages is None:
        return max(known, key=lambda each: each[1], default=None)
    return max(known, key=lambda each: each[1] * passages.visits.get(each[0].source, 0.0), default=None)


def _share(way: FlowWay, passages: Passages | None) -> float:
    if way.share is not None or passages is None:
        return way.share or 0.0
    return round(passages.share(way.source, way.to), 3)


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
    loop = largest(spec, loops)
    if loop is not None:
        said.append(_told(spec, "largest-loop", *loop))
    elif loops:
        said.append(spec.texts.say("loops-unknown", count=len(loops)))
    else:
        said.append(spec.texts["no-loops"])
    loss = largest(spec, losses)
    if loss is not None:
        said.append(_told(spec, "largest-exit", *loss))
    elif losses:
        said.append(spec.texts.say("exits-unknown", count=len(losses)))
    else:
        said.append(spec.texts["no-losses" if spec.graph.converting else "no-exits"])
    stage = stage_name(spec)
    return tuple(spec.words.labelled(stage, each) for each in said) if stage else tuple(said)


def stage_name(spec: FlowSpec) -> str:
    """The number and name of the stage that is drawn alone; nothing where all are."""
    graph = spec.graph
    if not graph.is_of_stage:
        return ""
    return f"{spec.words.number(graph.stages[0].number)} {graph.stages[0].stage.name}"


_OF_SHARES = {"largest-loop": "largest-loop-share", "largest-exit": "largest-exit-share"}
"""What is said where it is unknown how many come to a touchpoint, by what is said else."""


def _told(spec: FlowSpec, key: str, way: FlowWay, share: float) -> str:
    assumed = ""
    if way.measured is not None and way.assumed is not None:
        assumed = spec.texts.say("not-as-assumed", share=spec.words.percent(way.assumed))
    elif way.measured is None:
        assumed = spec.texts["only-assumed"]
    key = key if spec.passages is not None else _OF_SHARES[key]
    target = spec.number(way.target) if way.target is not None else ""
    text = spec.words.percent(share) if way.parts else spec.share_text(way)
    said = spec.texts.say(key, source=spec.number(way.source), target=target, share=text)
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
