"""Journeys become slides: tables, charts and cards that PowerPoint changes as its own, in any direction."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journeys import journey_from, made_up
from pptx import Presentation
from pptx.chart.data import CategoryChartData

from journeymap.brand import Brand
from journeymap.exchange.export.request import JourneyToExport
from journeymap.exchange.export.slides.content import SlideContent
from journeymap.exchange.export.slides.measuring import lines_of, slide_type
from journeymap.exchange.export.slides.write import export
from journeymap.exchange.export.slides.writing import shown_text
from journeymap.io import resources
from journeymap.model import Journey
from journeymap.pipeline.check import check
from journeymap.settings import Settings

SETTINGS = Settings(today=dt.date(2026, 11, 26))
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
EMU = 9525
HEBREW, ARABIC = re.compile("[א-ת]"), re.compile("[\u0620-\u064a\u066e-\u06d3]")
SAMPLES = ("online-clothing-shop", "online-clothing-shop-he", "home-loan-fa", "hospital-stay", "airline")


@cache
def sample(name: str) -> Journey:
    path = resources.samples() / f"{name}.journey.yaml"
    journey = check(path.read_bytes(), str(path), SETTINGS, folder=str(path.parent)).journey
    assert journey is not None
    return journey


def data_of(journey: Journey, settings: Settings = SETTINGS) -> bytes:
    return export(JourneyToExport(journey=journey, settings=settings)).data


def opened(data: bytes) -> Any:
    return Presentation(BytesIO(data))


def saved(deck: Any) -> bytes:
    file = BytesIO()
    deck.save(file)
    return file.getvalue()


def named(slide: Any, name: str) -> list[Any]:
    return [shape for shape in slide.shapes if shape.name == name]


def charts(deck: Any) -> list[Any]:
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def tables(deck: Any) -> list[Any]:
    return [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]


def texts_of(slide: Any) -> Iterator[str]:
    """The texts of a slide, but for those in its charts."""
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        elif shape.has_table:
            yield from (cell.text_frame.text for row in shape.table.rows for cell in row.cells)


def notes_of(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text) if slide.has_notes_slide else ""


def roots(deck: Any) -> Iterator[Any]:
    """The XML of the slides, of their charts and of their notes."""
    for slide in deck.slides:
        yield slide._element
        yield from (shape.chart._chartSpace for shape in slide.shapes if shape.has_chart)
        if slide.has_notes_slide:
            yield slide.notes_slide._element


def small(**more: Any) -> Journey:
    steps = [
        {
            "id": "looks",
            "name": "Looks",
            "doing": "Stops at the window",
            "emotions": {"score": 1.5, "label": "curious"},
        },
        {"id": "pays", "name": "Pays", "doing": "Waits", "emotions": {"score": -0.7, "label": "cross"}}
        | {"pains": {"text": "Nobody is there", "severity": 4}, "channels": "Shop"},
    ]
    stages = [{"id": "buys", "name": "Buys", "touchpoints": steps}, {"id": "uses", "name": "Uses"}]
    return journey_from({"journeymap": 1, "id": "coat", "title": "A coat", "stages": stages} | more)


def test_a_slide_for_the_whole_one_for_each_stage_and_one_for_the_plan() -> None:
    journey = sample("airline")
    deck = opened(data_of(journey))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[0].startswith("Business pays for wi-fi that fails it (6)")
    assert titles[1:-1] == [f"{number} {stage.name}" for number, stage in enumerate(journey.stages, 1)]
    assert titles[-1] == "What we do about it"
    assert (deck.slide_width, deck.slide_height) == (1280 * EMU, 720 * EMU)


def test_a_word_of_a_card_and_of_a_table_can_be_changed() -> None:
    deck = opened(data_of(small()))
    slide = deck.slides[1]
    (card,) = named(slide, "pain")
    run = card.text_frame.paragraphs[1].runs[0]
    assert run.text == "Nobody is there"
    run.text = "Nobody is at the till"
    cell = tables(deck)[0].cell(1, 1)
    assert cell.text_frame.text == "Stops at the window"
    cell.text_frame.paragraphs[0].runs[0].text = "Walks on"
    again = opened(saved(deck))
    assert "Nobody is at the till" in " ".join(texts_of(again.slides[1]))
    assert tables(again)[0].cell(1, 1).text_frame.text == "Walks on"


def test_a_point_of_the_curve_can_be_changed() -> None:
    deck = opened(data_of(small()))
    chart = charts(deck)[0]
    assert list(chart.plots[0].categories) == ["1 Looks", "2 Pays", "Uses"]
    assert list(chart.plots[0].series[0].values) == [1.5, -0.7, None]
    book = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    assert [cell.value for cell in book.active["B"]] == ["Feeling", 1.5, -0.7, None]
    data = CategoryChartData()
    data.categories = list(chart.plots[0].categories)
    data.add_series("Feeling", [1.5, 2, None])
    chart.replace_data(data)
    again = charts(opened(saved(deck)))[0]
    assert list(again.plots[0].series[0].values) == [1.5, 2, None]
    assert again._chartSpace.findall(f".//{C}dLbl"), "the words at the points are gone"


def test_the_scale_is_the_journeys_own_and_neutral_is_its_middle() -> None:
    (first, *_) = charts(opened(data_of(small(emotion_scale=[-5, 5]))))
    axis = first.value_axis
    assert axis.minimum_scale < -5 < 5 < axis.maximum_scale and axis.crosses_at == 0
    assert not first.plots[0].series[0].smooth


def test_what_is_only_assumed_is_dashed_and_hollow() -> None:
    chart = charts(opened(data_of(sample("online-clothing-shop"))))[0]
    tom = chart.plots[0].series[1]._element
    points = {int(each.find(f"{C}idx").get("val")): each for each in tom.findall(f"{C}dPt")}
    assert points[1].find(f"{C}spPr/{A}ln/{A}prstDash").get("val") == "dash"  # assumed, after assumed
    assert 3 not in points, "measured, after observed"
    hollow = points[1].find(f"{C}marker/{C}spPr/{A}solidFill/{A}schemeClr")
    assert hollow.get("val") == "bg1"


def test_where_a_persona_goes_another_way_no_line_leads() -> None:
    steps = [
        {"id": "asks", "name": "Asks", "emotions": {"score": 0}, "next": [{"to": "yes"}, {"to": "no"}]},
        {"id": "no", "name": "Hears no", "emotions": {"score": -2}, "next": "exit"},
        {"id": "yes", "name": "Hears yes", "emotions": {"score": 2}},
    ]
    stages = [{"id": "s", "name": "S", "touchpoints": steps}]
    journey = journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": stages})
    series = charts(opened(data_of(journey)))[0].plots[0].series[0]._element
    without = [each for each in series.findall(f"{C}dPt") if each.find(f"{C}spPr/{A}ln/{A}noFill") is not None]
    assert [each.find(f"{C}idx").get("val") for each in without] == ["2"]


@pytest.mark.parametrize(("name", "letters", "code"), [
    ("online-clothing-shop-he", HEBREW, "he"), ("home-loan-fa", ARABIC, "fa"),
])  # fmt: skip
def test_right_to_left_texts_are_so_in_every_paragraph(name: str, letters: re.Pattern[str], code: str) -> None:
    deck = opened(data_of(sample(name)))
    assert deck.part._element.get("rtl") == "1"
    checked = 0
    for root in roots(deck):
        for paragraph in root.iter(f"{A}p"):
            runs = list(paragraph.iter(f"{A}r"))
            if not letters.search("".join(run.find(f"{A}t").text or "" for run in runs)):
                continue
            checked += 1
            properties = paragraph.find(f"{A}pPr")
            assert properties.get("rtl") == "1"
            assert properties.get("algn") in ("r", "ctr", "l")
            for run in runs:
                assert run.find(f"{A}rPr").get("lang").startswith(code)
                assert run.find(f"{A}rPr/{A}cs").get("typeface") == "+mn-cs"
    assert checked > 150


@pytest.mark.parametrize(
    ("language", "told"),
    [("de", "de-DE"), ("de-AT", "de-AT"), ("he", "he-IL"), ("fa", "fa-IR"), ("fi", "fi")],
)
def test_a_language_without_a_region_has_that_by_which_powerpoint_knows_it(language: str, told: str) -> None:
    journey = JourneyToExport(journey=small(language=language), settings=SETTINGS)
    assert SlideContent.of(journey).tongue.code == told


def test_right_to_left_tables_and_charts_begin_at_the_right() -> None:
    deck = opened(data_of(sample("online-clothing-shop-he")))
    for table in tables(deck):
        assert table._tbl.tblPr.get("rtl") is None, "one viewer would not turn it over, and others would twice"
    first = tables(deck)[0]
    last = len(first.columns) - 1
    assert first.cell(0, last).text_frame.text == "נקודת מגע"
    assert [first.cell(0, at).text_frame.text[:1] for at in range(last)] == ["2", "1"]
    assert all(chart.category_axis.reverse_order for chart in charts(deck))
    titles = [slide.shapes.title for slide in deck.slides]
    assert all(title.left + title.width == (1280 - 40) * EMU for title in titles)


def test_left_to_right_decks_are_not_turned() -> None:
    deck = opened(data_of(small()))
    assert deck.part._element.get("rtl") is None
    assert not any(chart.category_axis.reverse_order for chart in charts(deck))
    assert {each.get("rtl") for root in roots(deck) for each in root.iter(f"{A}pPr")} <= {None, "0"}


def test_a_sign_stays_before_its_number() -> None:
    assert shown_text("ציון −0.7 בלבד", rtl=True) == "ציון \u2066−0.7\u2069 בלבד"
    assert shown_text("a −0.7 b", rtl=False) == "a −0.7 b"
    data = {
        "journeymap": 1,
        "id": "x",
        "title": "מעיל",
        "language": "he",
        "takeaway": "הציון ירד ל −0.7 בקופה",
        "stages": [],
    }
    (slide, *_) = opened(data_of(journey_from(data))).slides
    assert slide.shapes.title.text_frame.text == "הציון ירד ל \u2066−0.7\u2069 בקופה"


def test_the_deck_has_the_colours_and_the_font_of_the_brand() -> None:
    settings = SETTINGS.replace(brand=Brand(primary="#7A1F5C", accent="#E0A100"))
    with ZipFile(BytesIO(data_of(small(), settings))) as file:
        theme = file.read("ppt/theme/theme1.xml").decode()
        slide = file.read("ppt/slides/slide1.xml").decode()
    assert '<a:dk2><a:srgbClr val="7A1F5C"/></a:dk2>' in theme
    assert theme.count('<a:latin typeface="Arial"/>') == theme.count('<a:cs typeface="Arial"/>') == 2
    assert '<a:schemeClr val="tx2"/>' in slide


@pytest.mark.parametrize("name", ["online-clothing-shop", "home-loan-fa"])
def test_the_bytes_are_the_same_and_have_no_time(name: str) -> None:
    journey = sample(name)
    data = data_of(journey)
    assert data == data_of(journey)
    books = 0
    with ZipFile(BytesIO(data)) as file:
        for entry in file.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            if entry.filename.endswith(".xlsx"):
                books += 1
                with ZipFile(BytesIO(file.read(entry))) as book:
                    assert {each.date_time for each in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
                    assert b"2026-11-26T00:00:00Z" in book.read("docProps/core.xml")
        assert b">2026-11-26T00:00:00Z<" in file.read("docProps/core.xml")
    assert books > 3


def check_places(data: bytes, journey: Journey) -> None:
    """Fails where something lies on something else, or leaves its slide."""
    stages = frozenset(stage.name for stage in journey.stages)
    for slide in opened(data).slides:
        found = []
        for shape in slide.shapes:
            x, y, width, height = (each / EMU for each in (shape.left, shape.top, shape.width, shape.height))
            assert x >= -1 and y >= 0 and x + width <= 1281 and y + height <= 720, shape.name
            if shape.has_table:
                assert sum(row.height for row in shape.table.rows) / EMU == pytest.approx(height, abs=2)
            is_mark = shape.height in (shape.width, 0)  # stations and their line
            if not is_mark and shape.name not in stages and not shape.has_chart:
                found.append((shape.name, x, y, width, height))
        for index, (name, x, y, width, height) in enumerate(found):
            for other, left, top, across, down in found[index + 1 :]:
                apart = left >= x + width - 1 or x >= left + across - 1 or top >= y + height - 1 or y >= top + down - 1
                assert apart, f"{name} and {other} lie on each other"


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_lies_on_anything_else_on_slides_of_samples(name: str) -> None:
    check_places(data_of(sample(name)), sample(name))


@settings(max_examples=5)
@given(
    st.integers(0, 99).map(lambda seed: seed * 2 + 1),
    st.sampled_from(["en", "he", "fa"]),
    st.sampled_from([(1, 1), (3, 7), (7, 60)]),
    st.integers(0, 3),
    st.sampled_from([40, 400, 1500]),
)
def test_nothing_lies_on_anything_else_on_any_slides(
    seed: int, language: str, sizes: tuple[int, int], personas: int, longest: int
) -> None:
    data = made_up(seed, language=language, stages=sizes[0], touchpoints=sizes[1], personas=personas, longest=longest)
    journey = journey_from(data)
    check_places(data_of(journey), journey)


def test_texts_fit_in_their_cards() -> None:
    data = made_up(3, language="en", stages=3, touchpoints=20, personas=2, longest=600)
    for slide in opened(data_of(journey_from(data))).slides:
        for card in [each for kind in ("pain", "opportunity") for each in named(slide, kind)]:
            width, height, lines = card.width / EMU - 16, card.height / EMU - 16, 0.0
            for paragraph in card.text_frame.paragraphs:
                size = paragraph.runs[0].font.size.pt / 0.75
                lines += len(lines_of(paragraph.text, width, slide_type(size))) * slide_type(size).leading
            assert lines <= height + 14


def test_all_that_is_known_of_a_touchpoint_is_on_its_slide_or_in_the_notes() -> None:
    journey = sample("hospital-stay")
    deck = opened(data_of(journey))
    told = "\n".join([*(text for slide in deck.slides for text in texts_of(slide)), *map(notes_of, deck.slides)])
    for touchpoint in journey.touchpoints:
        for each in (*touchpoint.doing, *touchpoint.pains, *touchpoint.gains, *touchpoint.frontstage):
            assert each.text in told
        assert all(each in told for each in touchpoint.physical_evidence)
    foot = next(text for text in texts_of(deck.slides[-2]) if text.startswith("Notes: "))
    assert "Physical evidence" in foot


def test_what_is_not_in_a_deck_is_said() -> None:
    file = export(JourneyToExport(journey=sample("airline"), settings=SETTINGS))
    assert file.left_out == ("owners (3)", "segments (2)", "sources", "signals (3)")


def test_a_stage_with_many_touchpoints_takes_more_slides() -> None:
    steps = [{"id": f"t{number}", "name": f"Step {number}", "doing": "Goes on"} for number in range(1, 15)]
    stages = [{"id": "s", "name": "Long", "touchpoints": steps}]
    deck = opened(data_of(journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": stages})))
    assert [len(table.columns) - 1 for table in tables(deck)] == [5, 4, 5]
    assert "2 of 3" in " ".join(texts_of(deck.slides[2]))


def test_no_name_is_a_formula_in_the_workbook_of_a_chart() -> None:
    persona = {"id": "p", "name": "=HYPERLINK(1)"}
    steps = [{"id": "a", "name": "=1+1", "emotions": {"persona": "p", "score": 1}}]
    stages = [{"id": "s", "name": "S", "touchpoints": steps}]
    journey = journey_from({"journeymap": 1, "id": "x", "title": "X", "personas": [persona], "stages": stages})
    chart = charts(opened(data_of(journey)))[0]
    book = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    assert [(cell.value, cell.data_type) for row in book.active["A1:B2"] for cell in row][1:3] == [
        ("'=HYPERLINK(1)", "s"),
        ("1 =1+1", "s"),
    ]


def test_a_chart_says_in_words_what_it_shows() -> None:
    (frame,) = [shape for shape in opened(data_of(small())).slides[1].shapes if shape.has_chart]
    assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == "Feeling: 1 Looks: +1.5 curious; 2 Pays: −0.7 cross"


def test_a_journey_with_nothing_in_it_is_a_slide() -> None:
    deck = opened(data_of(journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": []})))
    assert [slide.shapes.title.text_frame.text for slide in deck.slides] == ["X"]
