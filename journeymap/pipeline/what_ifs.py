"""Draws which action should help most, in each format. It prints and writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journeymap.layout.gain_texts import gain_texts
from journeymap.model import Journey
from journeymap.pipeline.draw import drawing_request
from journeymap.pipeline.fonts import typeset
from journeymap.pipeline.sheets import ACTIONS, draw_sheet
from journeymap.pipeline.themes import theme_of
from journeymap.settings import Settings
from journeymap.style.locale import load_words, spoken
from journeymap.style.word_files import EXPERIMENTS, MAP, SIMULATIONS, WHAT_IF

if TYPE_CHECKING:
    from journeymap.simulation.ranking import Ranking


def make_what_if(journey: Journey, ranking: Ranking, settings: Settings, formats: Sequence[str]) -> dict[str, bytes]:
    """Returns the sheet of a ranking in each of the formats, by file name: `ID.actions.svg`. Raises as `draw` does."""
    from journeymap.layout.mentions import with_numbers
    from journeymap.layout.what_if import WhatIfSpec, what_if_scene

    language = spoken(journey.language, (SIMULATIONS, WHAT_IF, EXPERIMENTS, MAP), settings.templates)
    said = gain_texts(journey, ranking, language, settings.templates)
    drawn = with_numbers(journey, said.words)
    experiments = load_words(language, EXPERIMENTS, journey.calendar, settings.templates)
    theme = theme_of(settings)
    spec = WhatIfSpec(
        journey=drawn, ranking=ranking, said=said, experiments=experiments, theme=theme, today=settings.today
    )
    with typeset(settings, drawn.language):
        scene = what_if_scene(spec)
    made = draw_sheet(ACTIONS, drawing_request(drawn, settings, overlays=(), scenes=(scene,)), formats)
    return {ACTIONS.file_name(form, journey.id, ACTIONS.name): made[form] for form in formats}
