"""Draws what an experiment needs, in each format. It prints and writes nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence

from journeymap.layout.experiment import ExperimentPlan, PlanSpec, plan_scene
from journeymap.layout.experiment_texts import experiment_texts
from journeymap.model import Journey, read_journey
from journeymap.pipeline.draw import drawing_request
from journeymap.pipeline.fonts import typeset
from journeymap.pipeline.sheets import PLAN, draw_sheet
from journeymap.pipeline.themes import theme_of
from journeymap.settings import Settings
from journeymap.source import load
from journeymap.style.locale import spoken
from journeymap.style.word_files import EXPERIMENTS, MAP


def make_experiment_plan(
    journey: Journey, plan: ExperimentPlan, settings: Settings, formats: Sequence[str], unit: str = ""
) -> dict[str, bytes]:
    """Returns the sheet of a plan in each of the formats, by file name: `ID.x1.plan.svg`. Raises as `draw` does."""
    language = spoken(journey.language, (EXPERIMENTS, MAP), settings.templates)
    said = experiment_texts(
        language, journey.calendar, settings.templates, is_share=plan.design.sd is None, unit=unit
    )  # fmt: skip
    drawn = journey if language == journey.language else journey.replace(language=language)
    with typeset(settings, language):
        spec = PlanSpec(plan=plan, journey=drawn, said=said, theme=theme_of(settings), today=settings.today)
        scene = plan_scene(spec)
    made = draw_sheet(PLAN, drawing_request(drawn, settings, overlays=(), scenes=(scene,)), formats)
    names = [each for each in (journey.id, plan.id, PLAN.name) if each]
    return {PLAN.file_name(form, *names): made[form] for form in formats}


def journey_without_file(language: str) -> Journey:
    """Returns what a plan without a journey is drawn with: a language, and nothing in it."""
    data = {"journeymap": 1, "id": "experiment", "title": "–", "language": language, "stages": [
        {"id": "s", "name": "–", "touchpoints": [{"id": "t", "name": "–"}]}]}  # fmt: skip
    tree = load(json.dumps(data).encode(), "plan").tree
    journey = read_journey(tree)[0] if tree is not None else None
    assert journey is not None
    return journey
