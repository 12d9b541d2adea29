"""What stands beside the map, in a theme with fonts of its own: laid out, drawn and paged in these, not in Rubik."""

from __future__ import annotations

import datetime as dt

import pytest

from journeymap.history.beside import book
from journeymap.io import resources
from journeymap.model import Journey, read_journey
from journeymap.pipeline import sheets
from journeymap.pipeline.flows import FlowChoice, make_flow
from journeymap.pipeline.funnels import make_funnel
from journeymap.pipeline.trees import make_trees
from journeymap.settings import Settings
from journeymap.source import load
from journeymap.style.fonts import text_width

TODAY = dt.date(2026, 11, 21)
FAMILY = {"editorial": "'Source Sans 3'", "wall": "'Cairo'"}


def sample(name: str) -> Journey:
    path = resources.samples() / f"{name}.journey.yaml"
    journey, _ = read_journey(load(path.read_bytes(), path.name).tree)
    assert journey is not None
    return journey


def made_of(kind: str, settings: Settings) -> dict[str, bytes]:
    if kind == "flow":
        return make_flow(sample("online-clothing-shop"), settings, settings.formats, FlowChoice())
    if kind == "funnel":
        return make_funnel(sample("online-clothing-shop"), settings, settings.formats)
    if kind == "trees":
        return make_trees(sample("decision-journey"), settings, settings.formats)
    return book(sample("loyalty-project-as-is"), sample("loyalty-project-to-be"), settings)


@pytest.mark.parametrize("theme", ["editorial", "wall"])
@pytest.mark.parametrize("kind", ["flow", "funnel", "trees", "beside"])
def test_a_sheet_is_set_in_the_fonts_of_its_theme(kind, theme, monkeypatch):
    drawn, draw = [], sheets.draw

    def drawing(request, formats):
        with request.typeset():
            for scene in request.scenes:
                drawn.append(scene)
                for text in scene.texts():
                    assert text.width == pytest.approx(text_width(text.string, text.size, text.weight), abs=0.01), text
        return draw(request, formats)

    monkeypatch.setattr(sheets, "draw", drawing)
    formats = ("svg",) if kind == "funnel" else ("svg", "html")
    made = made_of(kind, Settings(today=TODAY, theme=theme, formats=formats))
    assert drawn and {name.rpartition(".")[2] for name in made} == {*formats}
    for name, data in made.items():
        family = (
            "'Rubik'" if kind == "trees" and theme == "wall" else FAMILY[theme] if kind != "trees" else "'Assistant'"
        )
        assert family in data.decode(), name  # the trees are in Hebrew
