"""The page tells all that was measured: in tables, in charts that say their figures in words, and what it rests on."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from measured_shops import CELLS, LANGUAGES, MEASURES, SHOP, TODAY, measured, shop, told

from journeymap.layout.measure_chart import Chart, ChartLine, chart_scene, ticks
from journeymap.layout.scene import Circle, Scene
from journeymap.layout.scene import Path as DrawnPath
from journeymap.measure.figure_tables import figures_overlay
from journeymap.measure.measured import MeasuredComments, MeasuredQuote, Measures
from journeymap.measure.measures import path_of, read_measures
from journeymap.model import Journey
from journeymap.overlays.figures import Figure
from journeymap.pipeline.draw import draw, drawing_request
from journeymap.render.by_period import PeriodFigure, table_by_period
from journeymap.render.measured_page import MeasuredPage, MeasuredView, measured_page
from journeymap.settings import Settings
from journeymap.style.locale import load_words

EVIL = "</title></svg><script>alert(1)</script>"
SVG = "{http://www.w3.org/2000/svg}"


def page_of(journey: Journey) -> MeasuredPage:
    found = measured_page(journey, load_words(journey.language), TODAY, journey.beside)
    assert found is not None
    return found


def html(journey: Journey, **settings: Any) -> str:
    return draw(drawing_request(journey, Settings(today=TODAY, **settings)), ("html",))["html"].decode()


def rows(view: MeasuredView, touchpoint: int, metric: int) -> Sequence[tuple[str, ...]]:
    return view.steps[touchpoint].metrics[metric].newest.rows


def with_cells(*cells: dict[str, Any]) -> dict[str, Any]:
    return {**MEASURES, "cells": list(cells)}


def test_every_source_segment_and_period_is_in_a_table(tmp_path: Path) -> None:
    view = page_of(measured(tmp_path)).view
    assert [(step.name, [(each.name, each.about) for each in step.metrics]) for step in view.steps] == [
        ("Looks around (1)", [("CSAT", "Source: survey · target 70%")]),
        ("Pays (2)", [("CES", "Source: panel"), ("CSAT", "Source: survey")]),
    ]
    assert rows(view, 0, 0) == (
        ("All customers", "61%", "55% to 66.7%", "260", "2026-Q3"),
        ("New customers", "60%", "53.7% to 66%", "240", "2026-Q3"),
        ("Regulars", "70%", "48.1% to 85.5%", "20 · fewer than 30 answers", "2026-Q3"),
    )
    every = view.steps[0].metrics[0].every
    assert every is not None and every.heads == ("Segment", "2026-Q1", "2026-Q2", "2026-Q3")
    assert every.caption == "Value · 95% interval · Answers · * fewer than 30 answers"
    assert [(row[0], *(cell.split("\n")[0] for cell in row[1:])) for row in every.rows] == [
        ("All customers", "81%", "70%", "61%"), ("New customers", "82%", "72%", "60%"),
        ("Regulars", "held back", "66%", "70%"),
    ]  # fmt: skip
    assert every.rows[0][3] == "61%\n55% to 66.7% · 260" and every.rows[2][3] == "70%\n48.1% to 85.5% · 20*"
    assert rows(view, 1, 0) == (("All customers", "3.4", "3.1 to 3.7", "50", "2026-Q3"),)
    assert view.sources is not None
    assert [(row[0], row[2], row[4]) for row in view.sources.rows] == [
        ("survey", "840 of 900 rows", "21%"), ("panel", "50 of 50 rows", "–"),
    ]  # fmt: skip
    assert "12 beyond the scale" in view.sources.rows[0][5] and "48 previews" in view.sources.rows[0][5]


def test_many_periods_stand_below_each_other_and_groups_of_one_name_apart() -> None:
    told = [PeriodFigure(("Regulars",), f"2026-0{at}", f"{at}%", "9") for at in (2, 1, 1, 3, 4, 5)]
    few = table_by_period(("Segment",), "Period", ("Value", "", "Answers"), told[:5])
    assert few.caption == "Value · Answers" and few.heads == ("Segment", "2026-01", "2026-02", "2026-03", "2026-04")
    assert few.rows == (("Regulars", "1%\n9", "2%\n9", "3%\n9", "4%\n9"), ("Regulars", "1%\n9", "", "", ""))
    many = table_by_period(("Segment",), "Period", ("Value", "", "Answers"), told)
    assert many.heads == ("Segment", "Period", "Value")
    assert [row[1] for row in many.rows] == ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-01"]


def test_why_there_is_no_figure(tmp_path: Path) -> None:
    """All are 100: with 60 and 40 nobody else answered, with 60 one group is held back, without a whole who knows."""
    whole = (50.0, 40.0, 60.0), (3.0, 2.9, 3.1)
    cells = [
        told("look", "2026-Q1", 100, *whole), told("look", "2026-Q1", 60, *whole, "new"),
        told("look", "2026-Q1", 40, *whole, "other"), told("look", "2026-Q2", 60, *whole, "new"),
        told("look", "2026-Q2", 100, *whole), told("look", "2026-Q2", 20, *whole, "regular"),
        told("look", "2026-Q3", 100, *whole), told("pay", "2026-Q4", 100, *whole),
    ]  # fmt: skip

    def told_of(measures: dict[str, Any]) -> dict[str, dict[str, str]]:
        every = page_of(measured(tmp_path, measures=measures)).view.steps[0].metrics[0].every
        assert every is not None
        return {row[0]: dict(zip(every.heads[1:], row[1:], strict=True)) for row in every.rows}

    found = told_of(with_cells(*cells))
    assert found["Regulars"]["2026-Q1"] == "not measured"
    assert found["Other customers"]["2026-Q2"] == "held back"
    assert found["New customers"]["2026-Q3"] == "held back, or no answers"
    assert found["All customers"]["2026-Q4"] == "held back, or no answers"
    nothing_hidden = [{**each, "held_back": 0} for each in MEASURES["sources"]]
    found = told_of({**with_cells(*cells), "sources": nothing_hidden})
    assert found["Other customers"]["2026-Q2"] == found["All customers"]["2026-Q4"] == "not measured"


def test_disagreements_are_ranked_as_on_the_map(tmp_path: Path) -> None:
    cells = [*CELLS, told("wait", "2026-Q3", 200, (10, 6, 15), (1.1, 1, 1.2), "new")]
    sources = [dict(each) for each in MEASURES["sources"]]
    sources[0]["questions"] = [
        *sources[0]["questions"], {"touchpoint": "wait", "metric": "csat", "scale": [1, 5], "better": "higher"},
    ]  # fmt: skip
    view = page_of(measured(tmp_path, measures={**MEASURES, "sources": sources, "cells": cells})).view
    assert view.disagreements is not None
    assert [(row[0], row[1], row[2], row[5]) for row in view.disagreements.rows] == [
        ("1 · Waits (3), Mia", "−0.2", "−1.9", "1.7 worse than assumed"),
        ("2 · Looks around (1), Mia", "+1.5", "+0.2", "1.3 worse than assumed"),
    ]
    assert view.disagreements.heads[3] == "95% interval"
    assert "0.5" in view.flag_rules


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_says_its_figures_in_words(tmp_path: Path, language: str) -> None:
    journey = measured(tmp_path, shop(language))
    page = page_of(journey)
    assert list(page.charts) == ["measured.look.1"], "of the one metric with several periods"
    chart = ET.fromstring(page.charts["measured.look.1"])
    assert (chart.get("role"), chart.get("aria-labelledby")) == (
        "img", "measured.look.1-title measured.look.1-description",
    )  # fmt: skip
    title, description = chart.find(f"{SVG}title"), chart.find(f"{SVG}desc")
    assert (
        title is not None and title.text == f"CSAT · {journey.touchpoints[0].name} ({load_words(language).number(1)})"
    )
    assert description is not None and description.text is not None
    every = page.view.steps[0].metrics[0].every
    assert every is not None
    for name, *cells in every.rows:
        figures = [part for cell in cells for part in re.split(r"\n| · ", cell)[:2]]
        assert len(figures) >= 5 and all(said in description.text for said in (name, *figures))
    assert description.text.endswith(load_words(language).say("target-value", value=load_words(language).percent(0.7)))
    text = html(journey)
    ids = re.findall(r'\bid="([^"]*)"', text)
    assert len(set(ids)) == len(ids)
    assert page.charts["measured.look.1"] in text
    assert f'<a href="#measured">{page.view.title}</a>' in text


def chart(*figures: Figure | None, rtl: bool = False, places: Sequence[int] = (), target: float | None = None) -> Scene:
    at = tuple(places) or tuple(range(len(figures)))
    lines = (ChartLine("All", None, figures), ChartLine("New", 0, figures))
    made = Chart(
        title="t", description="d", language="he" if rtl else "en", rtl=rtl, periods=tuple(f"P{each}" for each in at),
        places=at, lines=lines, target=target, target_text="target" if target else "", ends=(0, 100),
        told=lambda value: f"{value:g}%",
    )  # fmt: skip
    return chart_scene(made)


def enough(value: float) -> Figure:
    return Figure(100, value, value - 5, value + 5, False)


def lines_of(scene: Scene, colour: str = "persona-1") -> list[int]:
    """How many points each line of the new customers joins."""
    found = [each for each in scene.elements() if isinstance(each, DrawnPath) and each.stroke == colour]
    return [len(each.segments) for each in found if each.stroke_width == 2]


def test_a_line_breaks_where_nothing_was_measured() -> None:
    assert lines_of(chart(*map(enough, (40, 50, 60)))) == [3]
    assert lines_of(chart(enough(40), enough(50), None, enough(60), enough(50))) == [2, 2]
    assert lines_of(chart(*map(enough, (40, 50, 60, 50)), places=(1, 2, 4, 5))) == [2, 2], "a quarter nobody was asked"


def test_few_answers_are_a_hollow_point_with_a_whisker() -> None:
    scene = chart(enough(40), Figure(9, 50, 30, 70, True), enough(60), enough(55))
    assert lines_of(scene) == [2]
    hollow = [each for each in scene.elements() if isinstance(each, Circle) and each.fill == "paper"]
    assert len(hollow) == 2, "of all customers, and of the new ones"
    bands = [each for each in scene.elements() if isinstance(each, DrawnPath) and each.fill == "persona-1-tint"]
    assert len(bands) == 1 and len(bands[0].segments) == 5


@pytest.mark.parametrize("rtl", [False, True])
def test_time_runs_as_the_language_does_and_nothing_leaves_the_chart(rtl: bool) -> None:
    scene = chart(*map(enough, (10, 95, 60)), rtl=rtl, target=70)
    middles = {text.string: text.middle for text in scene.texts()}
    assert (middles["P0"] > middles["P1"] > middles["P2"]) == rtl
    assert (middles["0%"] > middles["P0"]) == rtl, "the axis is where reading begins"
    for text in scene.texts():
        assert text.middle - text.width / 2 >= -0.01 and text.middle + text.width / 2 <= scene.width + 0.01, text.string
    boxes = [(text.middle - text.width / 2, text.middle + text.width / 2, text.baseline) for text in scene.texts()]
    for at, (left, right, baseline) in enumerate(boxes):
        for other_left, other_right, other in boxes[:at]:
            assert right <= other_left or other_right <= left or abs(baseline - other) >= 9


@pytest.mark.parametrize(
    ("low", "high"), [(0, 0), (100, 100), (-40, 37.5), (1.9, 2.1), (0.0004, 0.0005), (-1e15, 1e15)]
)
def test_ticks_are_round_and_around_the_values(low: float, high: float) -> None:
    found = ticks(low, high)
    assert 2 <= len(found) <= 5 and found[0] <= low and found[-1] >= high


def test_a_scale_has_no_tick_beyond_its_end() -> None:
    texts = [text.string for text in chart(enough(92), enough(98)).texts()]
    assert "100%" in texts and not any(text in texts for text in ("105%", "110%", "120%"))


def with_comments(journey: Journey, folder: Path) -> Journey:
    """The journey with comments and quotes beside its figures."""
    path = path_of(folder / "shop.journey.yaml")
    found: Measures = read_measures(path.read_bytes(), path.name)._replace(
        comments=(
            MeasuredComments("pay", "survey", {}, "2026-Q3", 40, {"late": 12, "rude": 6}),
            MeasuredComments("gone", "survey", {}, "2026-Q3", 40, {}),
        ),
        quotes=(
            MeasuredQuote(
                "pay", "survey", {"kind": "new"}, "2026-Q3", "2026-07-03", 2, (1, 5), ("late",), f"So {EVIL}"
            ),
        ),
    )  # fmt: skip
    return journey.replace(beside=(journey.beside[0], figures_overlay(journey, found, "What was measured")))


def test_comments_are_counted_and_quoted_safely(tmp_path: Path) -> None:
    journey = with_comments(measured(tmp_path), tmp_path)
    view = page_of(journey).view
    assert view.comments is not None
    assert view.comments.rows == (("Pays (2)", "All customers", "40", "late 12, rude 6", "2026-Q3", "survey"),)
    (said,) = view.steps[1].quotes
    assert said == (f"“So {EVIL}”", "2 of 5 · New customers · 3 Jul 2026 · late")
    assert EVIL not in html(journey) and "So &lt;/title&gt;" in html(journey)


def test_hostile_measures_stay_texts(tmp_path: Path) -> None:
    cells = [
        {**each, "source": EVIL, "metric": EVIL, "segment": {EVIL: EVIL} if each["segment"] else {}} for each in CELLS
    ]
    journey = measured(tmp_path, SHOP.replace("name: Regulars", f'name: "{EVIL}"'), {**MEASURES, "cells": cells})
    text = html(journey)
    assert EVIL not in text and "alert(1)" in text
    (found,) = (chart for chart in page_of(journey).charts.values())
    ET.fromstring(found)


def test_the_page_of_a_persona_tells_its_touchpoints_alone(tmp_path: Path) -> None:
    text = SHOP.replace("name: Pays", "name: Pays\n        personas: tal")
    text = text.replace("{persona: mia, score: -1, evidence: assumed}, ", "")
    page = html(measured(tmp_path, text), persona="mia")
    assert "Looks around (1)" in page and 'id="measured.pay.1"' not in page


def test_a_page_without_measures_is_as_it_was(tmp_path: Path) -> None:
    journey = measured(tmp_path)
    plain = html(journey.replace(beside=()))
    style = "/* What was measured. */"
    assert "measured-heading" not in plain and style not in plain
    assert style in html(journey) and 'id="measured"' in html(journey)


def test_ids_are_those_of_one_touchpoint(tmp_path: Path) -> None:
    """The first metric of `pay` and the heading of `pay-1` are not the same, nor is one called as a table is."""
    text, cells = SHOP, [dict(each) for each in CELLS]
    for before, after in (("look", "pay-1"), ("wait", "sources")):
        text = text.replace(f"id: {before}\n", f"id: {after}\n").replace(
            f"touchpoint: {before},", f"touchpoint: {after},"
        )
        cells = [{**each, "touchpoint": after} if each["touchpoint"] == before else each for each in cells]
    cells.append({**cells[0], "touchpoint": "sources"})
    ids = re.findall(r'\bid="([^"]*)"', html(measured(tmp_path, text, {**MEASURES, "cells": cells})))
    assert len(set(ids)) == len(ids) and "measured.pay-1" in ids
