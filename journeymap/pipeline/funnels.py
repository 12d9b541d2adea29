"""Draws the funnel of a journey in each format. It prints and writes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.flow import flow_graph
from journeymap.model import Journey
from journeymap.overlays.behaviour import BehaviourOverlay
from journeymap.pipeline.draw import drawing_request, shown_part
from journeymap.pipeline.fonts import typeset
from journeymap.pipeline.sheets import FUNNEL, draw_sheet, sheet_words
from journeymap.pipeline.themes import theme_of
from journeymap.settings import Settings


def make_funnel(journey: Journey, settings: Settings, formats: Sequence[str]) -> dict[str, bytes]:
    """Returns the funnel of a journey in each of the formats, by file name: `ID.funnel.svg`.

    That of a persona or a segment has its id in the name. Raises UserError when the journey lacks these or cannot be
    simulated, or the funnel has more steps than fit, and as `draw` does.
    """
    from journeymap.errors import UserError
    from journeymap.layout.funnel import FunnelSpec, funnel_scene
    from journeymap.layout.mentions import with_numbers
    from journeymap.simulation.chain import ChainError, chain_of
    from journeymap.simulation.funnel import MOST_STEPS, solved_funnel
    from journeymap.simulation.passages import passages_of
    from journeymap.simulation.simulated import passing_segments

    part = shown_part(journey, settings)
    behaviour = BehaviourOverlay.among(journey.beside)
    persona, segment = settings.persona or None, settings.segment or None
    try:
        chain = chain_of(journey, behaviour, persona=persona, segment=segment)
    except ChainError as error:
        raise UserError(f"{journey.id!r}: {error.message}", hint=error.hint) from None
    funnel = solved_funnel(journey, chain)
    if len(funnel.steps) > MOST_STEPS:
        raise UserError(
            f"{journey.id!r} has {len(funnel.steps)} steps, and a funnel has room for {MOST_STEPS}",
            hint="`journeymap flow` draws up to 300 touchpoints",
        )
    apart = () if persona or segment else passing_segments(journey)
    words = sheet_words(FUNNEL, journey, settings)
    drawn = with_numbers(part, words.map)
    spec = FunnelSpec(
        graph=flow_graph(
            drawn, behaviour.of_part(part) if behaviour is not None and part is not journey else behaviour
        ),
        funnel=funnel,
        passages=passages_of(chain),
        segments=tuple(solved_funnel(journey, chain_of(journey, behaviour, segment=each)) for each in apart),
        words=words.map,
        texts=words.texts,
        theme=theme_of(settings),
        today=settings.today,
    )
    with typeset(settings, drawn.language):
        scene = funnel_scene(spec)
    made = draw_sheet(FUNNEL, drawing_request(drawn, settings, overlays=(), scenes=(scene,)), formats)
    marks = [mark for mark in (persona or segment,) if mark]
    return {FUNNEL.file_name(form, journey.id, *marks, FUNNEL.name): made[form] for form in formats}
