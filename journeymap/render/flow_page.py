"""A flow as an HTML page: the drawing, in which a touchpoint's ways stand out, and all ways in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.flow import FlowGraph, FlowNode, FlowWay
from journeymap.layout.flow import FlowSpec, flow_head
from journeymap.layout.flow.labels import words_of
from journeymap.layout.sheet import SheetFact
from journeymap.records import NamedTuple
from journeymap.render.document import render_page
from journeymap.render.drawing import Drawing
from journeymap.render.environment import Environment
from journeymap.style.locale import Words


class FlowPageWay(NamedTuple):
    """A way in words: where it leads or from where, its shares, and in which case; `is_drawn` unless left out."""

    end: str
    shares: str
    words: str
    is_drawn: bool


class FlowPageStep(NamedTuple):
    """A touchpoint with its ways in and out. `start` says that the journey starts there."""

    id: str
    number: str
    name: str
    is_moment: bool
    start: str
    ways_in: tuple[FlowPageWay, ...]
    ways_out: tuple[FlowPageWay, ...]


class FlowPageStage(NamedTuple):
    """A stage and its touchpoints."""

    number: str
    name: str
    duration: str
    steps: tuple[FlowPageStep, ...]


class FlowPage(NamedTuple):
    """All texts of the page of a flow. `words` are those of flows, and `said_in` is their language."""

    language: str
    said_in: str
    is_rtl: bool
    kicker: str
    title: str
    kind: str
    lead: tuple[str, ...]
    facts: tuple[SheetFact, ...]
    words: Words
    undrawn: str
    stages: tuple[FlowPageStage, ...]
    closing: str


def render_sheet(spec: FlowSpec, drawing: Drawing, environment: Environment) -> bytes:
    """The page of a flow in UTF-8; the scenes of the request are its drawings."""
    return render_page("flow", flow_page(spec), drawing, environment, has_script=True)


def flow_page(spec: FlowSpec) -> FlowPage:
    """The texts of the page of a flow."""
    head, journey, graph = flow_head(spec), spec.graph.journey, spec.graph
    undrawn = ""
    if graph.merged:
        undrawn = spec.texts.say("not-drawn", share=spec.words.percent(graph.min_share))
    return FlowPage(
        language=journey.language,
        said_in=spec.texts.language,
        is_rtl=journey.is_rtl,
        kicker=head.kicker,
        title=head.title,
        kind=head.pill,
        lead=head.lead,
        facts=head.facts,
        words=spec.texts,
        undrawn=undrawn,
        stages=tuple(_stages(spec)),
        closing=spec.words["made-with"],
    )


def _stages(spec: FlowSpec) -> Iterator[FlowPageStage]:
    ways = (*spec.graph.ways, *spec.graph.merged, *spec.graph.beyond)
    for index, each in enumerate(spec.graph.stages):
        steps = tuple(_step(spec, node, ways) for node in spec.graph.nodes if node.stage == index)
        yield FlowPageStage(spec.words.number(each.number), each.stage.name, each.stage.duration or "", steps)


def _step(spec: FlowSpec, node: FlowNode, ways: Sequence[FlowWay]) -> FlowPageStep:
    touchpoint = node.touchpoint
    first = spec.graph.journey.touchpoints[0].id
    return FlowPageStep(
        id=touchpoint.id,
        number=spec.words.number(node.number),
        name=touchpoint.name,
        is_moment=bool(touchpoint.moment_of_truth),
        start=spec.texts["starts-here"] if touchpoint.id == first else "",
        ways_in=tuple(_way(spec, way, is_out=False) for way in ways if way.target == touchpoint.id),
        ways_out=tuple(_way(spec, way, is_out=True) for way in ways if way.source == touchpoint.id),
    )


def _way(spec: FlowSpec, way: FlowWay, *, is_out: bool) -> FlowPageWay:
    if is_out and way.target is None:
        end = spec.texts["way-ends" if way.completes else "way-leaves"]
    else:
        name = _named(spec.graph, spec, way.to if is_out else way.source)
        end = spec.texts.say("way-to" if is_out else "way-from", name=name)
    return FlowPageWay(end, _shares(spec, way), _words(spec, way), way not in spec.graph.merged)


def _words(spec: FlowSpec, way: FlowWay) -> str:
    """In which case customers take a way and who they are, where its shares do not say that."""
    return (way.when or "") if way.parts else words_of(spec, way)


def _named(graph: FlowGraph, spec: FlowSpec, touchpoint: str) -> str:
    known = (graph.journey.whole or graph.journey).touchpoint_by_id
    return f"{spec.number(touchpoint)} {known[touchpoint].name}"


def _shares(spec: FlowSpec, way: FlowWay) -> str:
    """The measured share with its interval and the assumed one; that it is unknown where nobody knows either."""
    said = []
    if way.measured is not None:
        said.append(spec.texts.say("share-measured", share=f"\u2066{way.measured.with_interval}\u2069"))
    elif way.is_untaken:
        said.append(spec.texts.say("share-measured", share=spec.words.percent(0)))
    if way.assumed is not None:
        said.append(spec.texts.say("share-assumed", share=spec.words.percent(way.assumed)))
    for part in way.parts:
        share = "?" if part.share is None else spec.words.percent(part.share)
        whose = f" ({spec.words['list-comma'].join(part.whose)})" if part.whose else ""
        said.append(spec.texts.say("share-assumed", share=share) + whose)
    return spec.words["list-comma"].join(said) or spec.texts["share-unknown"]
