"""Draws the flow of a journey in each format. It prints and writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from journeymap.errors import UserError
from journeymap.flow import flow_graph
from journeymap.flow.placing import PlacingEngine, place
from journeymap.layout.papers import Paper
from journeymap.model import Journey
from journeymap.overlays.behaviour import BehaviourOverlay
from journeymap.pipeline.draw import draw, drawing_request, shown_part
from journeymap.pipeline.fonts import typeset
from journeymap.pipeline.sheets import FLOW, draw_sheet, sheet_words
from journeymap.pipeline.themes import theme_of
from journeymap.records import NamedTuple
from journeymap.render.drawing import Drawing
from journeymap.settings import Settings
from journeymap.spelling import did_you_mean

if TYPE_CHECKING:
    from journeymap.layout.flow import FlowSpec
    from journeymap.layout.scene import Scene


class FlowChoice(NamedTuple):
    """What of a flow is drawn: one stage, by its id, or all; and ways of at least this share, from 0 to 1.

    `engine` places the touchpoints of a flow of many.
    """

    stage: str | None = None
    min_share: float = 0.0
    engine: PlacingEngine = "package"


def make_flow(journey: Journey, settings: Settings, formats: Sequence[str], choice: FlowChoice) -> dict[str, bytes]:
    """Returns the flow of a journey in each of the formats, by file name: `ID.flow.svg`.

    That of a persona, a segment or a stage has its id in the name. Raises UserError when the journey lacks these, and
    as `draw` does.
    """
    part = shown_part(journey, settings)
    _check_stage(part, choice.stage)
    spec = _spec(part, settings, choice)
    marks = [mark for mark in (settings.persona or settings.segment, choice.stage) if mark]
    made = _made(spec, settings, formats, choice.engine)
    return {FLOW.file_name(form, journey.id, *marks, FLOW.name): made[form] for form in formats}


def _check_stage(journey: Journey, stage: str | None) -> None:
    if stage is None:
        return
    known = [each.id for each in journey.stages]
    if stage not in known:
        hint = did_you_mean(stage, known) or f"it has {', '.join(f'`{each}`' for each in known)}"
        raise UserError(f"--stage: the journey {journey.id!r} has no stage {stage!r}", hint=hint)
    if not any(each.touchpoints for each in journey.stages if each.id == stage):
        raise UserError(f"--stage: {stage!r} has no touchpoints", hint="name a stage that has some")


def _made(spec: FlowSpec, settings: Settings, formats: Sequence[str], engine: PlacingEngine) -> dict[str, bytes]:
    texts = [each for each in FLOW.among(formats) if each.module and not each.is_page]
    made = {each.name: import_module(each.module).write(spec) for each in texts}
    if len(made) == len(formats):
        return made
    with typeset(settings, spec.graph.journey.language):
        scene, sheets = _scenes(spec, engine, is_paged="pdf" in formats)
    if sheets:
        made |= draw(_request(spec, settings, sheets, Paper(size=(420.0, 297.0), name="A3")), ["pdf"])
    rest = [form for form in formats if form not in made]
    return made | draw_sheet(FLOW, _request(spec, settings, (scene,)), rest, spec)


def _request(spec: FlowSpec, settings: Settings, scenes: tuple[Scene, ...], paper: Paper | None = None) -> Drawing:
    return drawing_request(spec.graph.journey, settings, overlays=(), scenes=scenes, paper=paper)


def _scenes(spec: FlowSpec, engine: PlacingEngine, *, is_paged: bool) -> tuple[Scene, tuple[Scene, ...]]:
    """The scene of a flow and, of one of many touchpoints, its pages if they are wanted."""
    from journeymap.layout.flow import flow_scene
    from journeymap.layout.flow.small import MOST_CARDS, small_pages, small_scene

    if len(spec.graph.nodes) <= MOST_CARDS:
        return flow_scene(spec), ()
    ranks = place(spec.graph, engine)
    return small_scene(spec, ranks), small_pages(spec, ranks) if is_paged else ()


def _spec(journey: Journey, settings: Settings, choice: FlowChoice) -> FlowSpec:
    """The graph with words and theme: in the journey's language, or in English where it has no words for a flow."""
    from journeymap.layout.flow import FlowSpec
    from journeymap.layout.mentions import with_numbers

    words = sheet_words(FLOW, journey, settings)
    journey = with_numbers(journey, words.map)
    behaviour = BehaviourOverlay.among(journey.beside)
    return FlowSpec(
        graph=flow_graph(journey, behaviour, stage=choice.stage, min_share=choice.min_share),
        words=words.map,
        texts=words.texts,
        theme=theme_of(settings),
        today=settings.today,
    )
