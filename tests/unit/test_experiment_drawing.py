"""The sheet of an experiment's plan: nothing overlaps, the planned sample stands on its curve, and it says the size."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from journeys import WORDS
from test_funnel_drawing import Box, meet, texts
from test_what_if_drawing import overlaps

from journeymap.experiments.design import ExperimentDesign
from journeymap.experiments.sample_size import sample_size
from journeymap.layout.experiment import ExperimentPlan, PlanSpec, plan_scene
from journeymap.layout.experiment_texts import experiment_texts
from journeymap.layout.scene import Circle, Path, Scene
from journeymap.pipeline.experiment_plans import journey_without_file
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme
from journeymap.style.word_files import EXPERIMENTS

DESIGNS = {
    "share": ExperimentDesign(20, 5),
    "rare": ExperimentDesign(0.1, 0.02, None, 90, 1),
    "few": ExperimentDesign(2, 90),
    "up to all": ExperimentDesign(93, 5),
    "variants": ExperimentDesign(20, -2, None, 80, 5, (70, 10, 10, 10)),
    "mean": ExperimentDesign(4.2, 0.2, 1.1),
    "great": ExperimentDesign(None, 9, 1),
}


def scene_of(design: ExperimentDesign, language: str, *, name: str = "", per_day: float | None = 400) -> Scene:
    names = tuple(f"{name} {number}".strip() for number in range(len(design.shares)))
    plan = ExperimentPlan(id="x1", name=name, variants=names, design=design, size=sample_size(design), per_day=per_day)
    said = experiment_texts(language, is_share=design.sd is None)
    journey = journey_without_file(language)
    return plan_scene(
        PlanSpec(plan=plan, journey=journey, said=said, theme=load_theme("default"), today=dt.date(2026, 11, 27))
    )


def said_planned(language: str) -> str:
    return load_words(language, EXPERIMENTS)["planned"]


def curves(scene: Scene) -> list[tuple[tuple[float, ...], tuple[float, ...]]]:
    """The steps of all curves."""
    found = [each.segments for each in scene.elements() if isinstance(each, Path) and len(each.segments) > 2]
    return [pair for segments in found for pair in pairwise([numbers for _, numbers in segments])]


@pytest.mark.parametrize("language", ["en", "he", "fa", "ar"])
@pytest.mark.parametrize("kind", DESIGNS)
def test_nothing_overlaps(language: str, kind: str) -> None:
    long = " ".join(WORDS.get(language, WORDS["en"]))
    for scene in (scene_of(DESIGNS[kind], language), scene_of(DESIGNS[kind], language, name=long, per_day=None)):
        placed = texts(scene)
        labels = [
            f"{a} meets {b}" for at, (one, a) in enumerate(placed) for other, b in placed[at + 1 :] if meet(one, other)
        ]
        planned = next(box for box, string in placed if string.startswith(said_planned(language)))
        assert not any(meet(planned, Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)))
                       for (x1, y1), (x2, y2) in curves(scene))  # fmt: skip
        assert labels == [] and [each for each in overlaps(scene) if "leaves" in each] == []


@pytest.mark.parametrize("kind", DESIGNS)
def test_the_planned_sample_is_on_the_curve_of_its_effect(kind: str) -> None:
    scene = scene_of(DESIGNS[kind], "en")
    (dot,) = [each for each in scene.elements() if isinstance(each, Circle)]
    (curve,) = [
        each
        for each in scene.elements()
        if isinstance(each, Path) and each.stroke_width == 2.25 and len(each.segments) > 2
    ]
    places = [numbers for _, numbers in curve.segments]
    near = min(places, key=lambda place: abs(place[0] - dot.x))
    assert abs(near[0] - dot.x) < 8 and abs(near[1] - dot.y) < 30, "a step of the curve away at most"
    assert [y for _, y in places] == sorted((y for _, y in places), reverse=True), "power grows with the sample"


def test_it_says_the_size_and_how_it_was_computed() -> None:
    said = [text.string for text in scene_of(DESIGNS["share"], "en").texts()]
    assert "1,094 people an arm, 2,188 in all" in said and "planned: 1,094 · 80%" in said
    assert "Method: pooled normal, rounded up, as R's power.prop.test." in said


def test_small_shares_are_told_apart() -> None:
    for language, told in (("en", "To see 0.1% become 0.12% (+0.02 points)"), ("fa", "۰٫۱٪ به ۰٫۱۲٪")):
        assert told in " ".join(text.string for text in scene_of(DESIGNS["rare"], language).texts())


def test_an_effect_beyond_all_has_no_curve() -> None:
    said = " ".join(text.string for text in scene_of(DESIGNS["up to all"], "en").texts())
    assert "half the effect, +2.5 points" in said and "twice" not in said


def test_in_hebrew_the_curve_goes_to_the_left() -> None:
    scene = scene_of(DESIGNS["share"], "he")
    (curve,) = [
        each
        for each in scene.elements()
        if isinstance(each, Path) and each.stroke_width == 2.25 and len(each.segments) > 2
    ]
    assert curve.segments[0][1][0] > curve.segments[-1][1][0]
