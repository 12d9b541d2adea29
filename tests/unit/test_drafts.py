"""Drafts: what is one, and where readers are told."""

from __future__ import annotations

import datetime as dt
import json
from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation

from journeymap.assistants.description import description_of
from journeymap.assistants.description_json import as_json
from journeymap.assistants.description_text import as_text
from journeymap.cli import run
from journeymap.exchange.export.request import JourneyToExport
from journeymap.exchange.export.slides.write import export
from journeymap.insight.drafts import is_draft
from journeymap.insight.part import persona_part
from journeymap.layout.scene import TextLine
from journeymap.model import Journey, read_journey
from journeymap.pipeline.draw import render
from journeymap.settings import Settings
from journeymap.source import load
from journeymap.style.locale import load_words
from journeymap.workshop.grid import Grid
from journeymap.workshop.kit.canvas import draw_canvas
from journeymap.workshop.kit.guide import KitFacts, guide_view
from journeymap.workshop.kit.paper import frame_for
from journeymap.workshop.kit.true_sizes import NoteSize

TODAY = dt.date(2026, 11, 28)
DRAFT = (Path(__file__).parents[1] / "golden/assistants/draft.journey.yaml").read_text("utf-8")
SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.journey.yaml"))
LEARNT = DRAFT.replace("owner: desk\n", "owner: desk\nevidence: 6\n", 1)


def journey_of(text: str) -> Journey:
    tree = load(text.encode(), "x").tree
    assert tree is not None
    journey = read_journey(tree)[0]
    assert journey is not None
    return journey


def test_no_sample_is_a_draft() -> None:
    assert [path.name for path in SAMPLES if is_draft(journey_of(path.read_text("utf-8")))] == []


@pytest.mark.parametrize("view", ["full", "overview"])
@pytest.mark.parametrize("theme", ["default", "editorial", "wall"])
@pytest.mark.parametrize("language", ["en", "he", "fa"])
def test_a_map_says_so_beside_what_it_is(language: str, theme: str, view: str) -> None:
    words = load_words(language)
    settings = Settings(today=TODAY, formats=("svg",), view=view, theme=theme)
    text = DRAFT.replace("language: he", f"language: {language}")
    (drawn,) = render(journey_of(text), settings).values()
    shown = drawn.decode()
    assert words["draft"] in shown
    assert words["nothing-observed"].split(":")[0] in shown
    (other,) = render(journey_of(text.replace("owner: desk\n", "owner: desk\nevidence: 6\n", 1)), settings).values()
    assert words["draft"] not in other.decode()


def test_page_and_plan_say_so() -> None:
    words = load_words("he")
    drawn = render(journey_of(DRAFT), Settings(today=TODAY, formats=("html", "plan")))
    learnt = render(journey_of(LEARNT), Settings(today=TODAY, formats=("html", "plan")))
    for name, data in drawn.items():
        assert f"{words['kind-as-is']} · {words['draft']}" in data.decode()
        assert words["nothing-observed"] in data.decode()
        assert words["draft"] not in learnt[name].decode()


def test_a_part_of_a_draft_is_one() -> None:
    text = DRAFT.replace("stages:", "personas: [{id: lea, name: Lea}, {id: uri, name: Uri}]\nstages:", 1)
    journey = journey_of(text.replace("{score:", "{persona: lea, score:"))
    part = persona_part(journey, journey.personas[0])
    assert part.whole is journey
    assert is_draft(part)
    seen = journey_of(
        text.replace("{score: -1.5", "{persona: lea, score: -1.5").replace(
            "{score: 1, evidence: assumed}", "{persona: uri, score: 1, evidence: observed}"
        )
    )
    assert not is_draft(persona_part(seen, seen.personas[0]))


@pytest.mark.parametrize(("text", "draft"), [(DRAFT, True), (LEARNT, False)])
@pytest.mark.parametrize("language", ["en", "he", "fa"])
def test_slides_say_so_on_the_first_one_and_in_its_notes(language: str, text: str, draft: bool) -> None:
    words = load_words(language)
    journey = journey_of(text.replace("language: he", f"language: {language}"))
    data = export(JourneyToExport(journey=journey, settings=Settings(today=TODAY))).data
    first, *_ = Presentation(BytesIO(data)).slides
    shown = "\n".join(shape.text_frame.text for shape in first.shapes if shape.has_text_frame)
    assert (f"{words['kind-as-is']} · {words['draft']}" in shown) is draft
    assert (words["nothing-observed"] in first.notes_slide.notes_text_frame.text) is draft


@pytest.mark.parametrize(("text", "draft"), [(DRAFT, True), (LEARNT, False)])
@pytest.mark.parametrize("language", ["en", "he", "fa"])
def test_the_canvas_and_the_guide_of_a_workshop_say_so(language: str, text: str, draft: bool) -> None:
    words = load_words(language)
    journey = journey_of(text.replace("language: he", f"language: {language}"))
    grid = Grid.of(journey, words)
    frame = frame_for(journey, grid, NoteSize())
    lines = [each.string for each in draw_canvas(journey, frame, words).elements() if isinstance(each, TextLine)]
    assert (f"{words['workshop-canvas']} · {words['kind-as-is']} · {words['draft']}" in lines) is draft
    kit = KitFacts(NoteSize(), frame.width, frame.height, 1, "", 8)
    look = guide_view(journey, grid, kit, minutes=180, today=TODAY).look
    assert (words["nothing-observed"] in look[0]) is draft
    assert len(look) == (3 if draft else 2), "and what there is to look at"


@pytest.mark.parametrize(("text", "draft"), [(DRAFT, True), (LEARNT, False)])
def test_a_description_says_so(text: str, draft: bool) -> None:
    told = [description_of(journey_of(text), Settings(today=TODAY), path="x", diagnostics=())]
    assert json.loads(as_json(told, "2026-11-28"))["journeys"][0]["draft"] is draft
    assert ("טיוטה" in as_text(told)) is draft


def test_the_index_of_a_site_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("draft.journey.yaml").write_text(DRAFT, "utf-8")
    Path("learnt.journey.yaml").write_text(LEARNT.replace("id: library-return", "id: learnt"), "utf-8")
    assert run(["build", "--quiet", "--today", "2026-11-28"]) == 0
    found = json.loads(Path("site/index.json").read_text("utf-8"))["journeys"]
    assert {each["id"]: each["draft"] for each in found} == {"library-return": True, "learnt": False}
    page = Path("site/index.html").read_text("utf-8")
    assert page.count("As is · Draft") == 1
