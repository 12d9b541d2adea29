"""Draws the flow of a journey in each format. It prints and writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from journeymap.errors import UserError
from journeymap.flow import flow_graph
from journeymap.model import Journey
from journeymap.overlays.behaviour import BehaviourOverlay
from journeymap.pipeline.draw import draw, drawing_request, shown_part
from journeymap.records import NamedTuple
from journeymap.settings import Settings
from journeymap.spelling import did_you_mean
from journeymap.style.locale import FLOWS, load_words, spoken
from journeymap.style.word_files import MAP

if TYPE_CHECKING:
    from journeymap.layout.flow import FlowSpec


class FlowFormat(NamedTuple):
    """A format of flows. One without a `module` is drawn from scenes, by the format of this name of the map.

    A `module` has a function `write(spec) -> bytes`, which gets the FlowSpec.
    """

    name: str
    suffix: str
    help: str
    module: str = ""


FLOW_FORMATS = {
    each.name: each
    for each in (
        FlowFormat("svg", ".svg", "the flow"),
        FlowFormat("png", ".png", "the flow as a picture"),
        FlowFormat("pdf", ".pdf", "the flow to print"),
        FlowFormat("dot", ".dot", "the graph in Graphviz's language", "journeymap.render.flow_dot"),
        FlowFormat("mermaid", ".mmd", "the graph as a Mermaid flowchart", "journeymap.render.flow_mermaid"),
    )
}


class FlowChoice(NamedTuple):
    """What of a flow is drawn: one stage, by its id, or all; and ways of at least this share, from 0 to 1."""

    stage: str | None = None
    min_share: float = 0.0


def make_flow(journey: Journey, settings: Settings, formats: Sequence[str], choice: FlowChoice) -> dict[str, bytes]:
    """Returns the flow of a journey in each of the formats, by file name: `ID.flow.svg`.

    That of a persona, a segment or a stage has its id in the name. Raises UserError when the journey lacks these, and
    as `draw` does.
    """
    part = shown_part(journey, settings)
    _check_stage(part, choice.stage)
    spec = _spec(part, settings, choice)
    marks = [mark for mark in (settings.persona or settings.segment, choice.stage) if mark]
    made = _made(spec, settings, formats)
    return {".".join((journey.id, *marks, f"flow{FLOW_FORMATS[form].suffix}")): made[form] for form in formats}


def _check_stage(journey: Journey, stage: str | None) -> None:
    if stage is None:
        return
    known = [each.id for each in journey.stages]
    if stage not in known:
        hint = did_you_mean(stage, known) or f"it has {', '.join(f'`{each}`' for each in known)}"
        raise UserError(f"--stage: the journey {journey.id!r} has no stage {stage!r}", hint=hint)
    if not any(each.touchpoints for each in journey.stages if each.id == stage):
        raise UserError(f"--stage: {stage!r} has no touchpoints", hint="name a stage that has some")


def _made(spec: FlowSpec, settings: Settings, formats: Sequence[str]) -> dict[str, bytes]:
    from journeymap.layout.flow import flow_scene

    drawn = [form for form in formats if not FLOW_FORMATS[form].module]
    made: dict[str, bytes] = {}
    if drawn:
        request = drawing_request(spec.graph.journey, settings, overlays=(), scenes=(flow_scene(spec),))
        made |= draw(request, drawn)
    for form in formats:
        if form not in made:
            made[form] = import_module(FLOW_FORMATS[form].module).write(spec)
    return made


def _spec(journey: Journey, settings: Settings, choice: FlowChoice) -> FlowSpec:
    """The graph with words and theme: in the journey's language, or in English where it has no words for a flow."""
    from journeymap.layout.flow import FlowSpec
    from journeymap.layout.mentions import with_numbers
    from journeymap.style.theme import load_theme

    own = settings.templates
    language = spoken(journey.language, (FLOWS, MAP), own)
    words = load_words(language, MAP, journey.calendar, own)
    journey = with_numbers(journey, words)
    behaviour = BehaviourOverlay.among(journey.beside)
    return FlowSpec(
        graph=flow_graph(journey, behaviour, stage=choice.stage, min_share=choice.min_share),
        words=words,
        texts=load_words(language, FLOWS, journey.calendar, own),
        theme=load_theme(settings.theme),
        today=settings.today,
    )
