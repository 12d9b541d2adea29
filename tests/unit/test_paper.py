"""Maps on paper: sizes are true, nothing is cut or lost between pages and tiles, grey loses nothing."""

from __future__ import annotations

import datetime as dt
import functools
import io
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from journeys import TODAY, journey_from, made_up
from PIL import Image

from journeymap.errors import UserError
from journeymap.io import resources
from journeymap.layout.compose import draw_map
from journeymap.layout.paging import Region
from journeymap.layout.papers import Paper, length, next_larger, paper_size, reading_distance
from journeymap.layout.scene import Circle, Group, Rect, Scene
from journeymap.layout.scene import Path as ScenePath
from journeymap.layout.sheets import Fitted, fit_one, fit_pages, fit_width
from journeymap.layout.spec import MapSpec
from journeymap.layout.tiles import tile, tiles_with_marks
from journeymap.layout.whiteness import drawn_boxes, white_share
from journeymap.model import Journey, read_journey
from journeymap.pipeline.draw import draw
from journeymap.pipeline.paper import remark, warning
from journeymap.render.drawing import Drawing
from journeymap.render.pages import whole
from journeymap.source import load
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme

SAMPLES = {path.name.partition(".")[0]: path for path in resources.samples().glob("*.journey.yaml")}
PDFINFO = pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler's pdfinfo is not installed")
SIZES = st.sampled_from([(297.0, 210.0), (210.0, 297.0), (420.0, 297.0), (1189.0, 841.0), (600.0, 200.0)])


@functools.cache
def sample(name: str) -> Journey:
    loaded = load(SAMPLES[name].read_bytes(), name)
    assert loaded.tree is not None
    journey, _ = read_journey(loaded.tree)
    assert journey is not None
    return journey


def spec_of(journey: Journey, theme: str = "print") -> MapSpec:
    return MapSpec(
        journey=journey, words=load_words(journey.language), theme=load_theme(theme), today=TODAY, compact=False
    )


@functools.cache
def on_a3(name: str) -> Fitted:
    """A sample in the room that an A3 sheet leaves between its margins."""
    return fit_one(spec_of(sample(name)), 410, 287)


journeys = st.builds(
    lambda seed, language, stages, more, longest: journey_from(
        made_up(seed, language=language, stages=stages, touchpoints=stages + more, personas=2, longest=longest)
    ),
    st.integers(0, 10**6),
    st.sampled_from(["en", "he", "fa"]),
    st.integers(1, 6),
    st.integers(0, 20),
    st.sampled_from([30, 200]),
)


def least_filled(fitted: Fitted, height: float) -> float:
    """How much of its lowest page is filled, of 1; a page is so many millimetres high."""
    return min(sum(region.height for region in page) for page in fitted.pages) * fitted.scale / height


FEW = settings(max_examples=12, suppress_health_check=list(HealthCheck))


@FEW
@given(journeys, SIZES)
def test_a_whole_map_fits_its_sheet_and_touches_two_of_its_edges(journey, size):
    fitted = fit_one(spec_of(journey), *size)
    width, height = fitted.scene.width * fitted.scale, fitted.scene.height * fitted.scale
    assert width <= size[0] + 0.01 and height <= size[1] + 0.01
    assert width == pytest.approx(size[0], abs=0.01) or height == pytest.approx(size[1], abs=0.01)


@FEW
@given(journeys, SIZES, st.sampled_from([fit_width, fit_pages]))
def test_pages_show_every_band_whole_and_once(journey, size, fit):
    fitted = fit(spec_of(journey), *size, least_text=6)
    room = size[1] / fitted.scale
    shown: dict[str, int] = {}
    for page in fitted.pages:
        assert sum(region.height for region in page) <= room + 0.02
        for region in page:
            for band in fitted.scene.bands:
                top, height = float(band.data["y"]), float(band.data["height"])
                start = top + 1 if band.id.startswith("band-foot") else top  # lines above end there, in round caps
                inside = region.y - 0.02 <= start and top + height <= region.y + region.height + 0.02
                outside = top + height <= region.y + 12 or top >= region.y + region.height - 12
                assert inside or outside, (band.id, region)
                shown[band.id] = shown.get(band.id, 0) + inside
    assert set(shown) == {band.id for band in fitted.scene.bands}
    for band, times in shown.items():
        assert times == 1 or band.startswith("band-stages"), band


@FEW
@given(journeys, SIZES, st.sampled_from(["full", "feeling"]))
def test_no_page_is_left_mostly_empty(journey, size, lanes):
    shown = journey if lanes == "full" else journey.replace(lanes=(lanes,))
    fitted = fit_pages(spec_of(shown), *size, least_text=6)
    assert least_filled(fitted, size[1]) > 0.3, [[region.height for region in page] for page in fitted.pages]


def test_a_page_that_begins_with_the_foot_shows_nothing_of_the_lane_above_it():
    """Lines have round caps: those between columns end half their width below the lane."""
    spec = spec_of(sample("book-shop-he"))
    fitted = fit_pages(spec, 287, 200, least_text=6)
    (foot,) = [band for band in fitted.scene.bands if band.id == "band-foot"]
    (first,) = [page[0] for page in fitted.pages if float(foot.data["y"]) - 1 <= page[0].y]
    paths = [
        mark for band in fitted.scene.bands for mark in band.children if isinstance(mark, ScenePath) and mark.stroke
    ]
    assert paths
    for mark in paths:
        ys = [y for _, numbers in mark.segments for y in numbers[1::2]]
        assert max(ys) + mark.stroke_width / 2 <= first.y or min(ys) > first.y


def test_low_rows_share_a_page():
    spec = spec_of(sample("online-clothing-shop").replace(lanes=("feeling",)))
    fitted = fit_pages(spec, 277, 600, least_text=6)
    stages = [band for band in fitted.scene.bands if band.id.startswith("band-stages")]
    assert len(fitted.pages) < len(stages)
    assert least_filled(fitted, 600) > 0.3


@pytest.mark.parametrize("paper, orientation", [("A4", "landscape"), ("A3", "landscape"), ("A3", "portrait")])
@pytest.mark.parametrize("name", SAMPLES)
def test_no_page_is_mostly_white(name, paper, orientation):
    spec, (width, height) = spec_of(sample(name)), paper_size(paper, orientation)
    fitted = fit_pages(spec, width - 10, height - 10, least_text=6)
    assert fitted.smallest_text >= 6
    assert fitted.whitest(spec, width - 10, height - 10) <= 0.7


def test_white_is_what_has_nothing_drawn_on_it():
    marks = [
        Rect(0, 0, 100, 100, "paper"),  # white on white
        Rect(2, 2, 96, 96, None, stroke="ink"),  # 36 squares around white
        Rect(42, 42, 16, 16, "ink"),  # 4 within them
        ScenePath([("M", (25, 25)), ("L", (25, 35)), ("L", (35, 35))], stroke="ink"),  # 3: not what it goes around
    ]
    scene = Scene(
        width=100, height=100, title="t", description="d", language="en", rtl=False,
        bands=[Group("band", "band", {}, "", marks)],
    )  # fmt: skip
    boxes = drawn_boxes(scene, spec_of(sample("airline")))
    assert white_share(boxes, [Region(0, 0, 100, 100)], 1, (100, 100)) == pytest.approx(0.57)
    assert white_share(boxes, [Region(0, 0, 100, 50)], 1, (100, 100)) == pytest.approx(0.77)
    assert white_share(boxes, [Region(0, 0, 100, 10), Region(0, 40, 100, 20)], 0.5, (50, 50)) == pytest.approx(0.68)


@pytest.mark.parametrize("height", range(150, 420, 15))
def test_no_page_ends_with_a_line_of_the_blueprint(height):
    fitted = fit_pages(spec_of(sample("hospital-stay")), 410, height, least_text=6)
    lines = {b.id: float(b.data["y"]) + float(b.data["height"]) for b in fitted.scene.bands if "-line-" in b.id}
    ends = {round(page[-1].y + page[-1].height, 2) for page in fitted.pages}
    assert len(lines) >= 3 and not ends & {round(y, 2) for y in lines.values()}


def test_pages_by_stage_repeat_the_stages_above_what_goes_on():
    fitted = fit_pages(spec_of(sample("online-clothing-shop")), 287, 190, least_text=6)
    stages = {round(float(b.data["y"]), 1) for b in fitted.scene.bands if b.id.startswith("band-stages")}
    for page in fitted.pages[1:-1]:
        assert round(page[0].y, 1) in stages


@pytest.mark.parametrize("name", ["airline", "book-shop-he"])
def test_no_page_has_a_single_lane_where_the_page_before_can_spare_some(name):
    fitted = fit_pages(spec_of(sample(name)), 287, 200, least_text=6)
    room = 200 / fitted.scale
    emptier = [sum(region.height for region in page) / room for page in fitted.pages[1:-1]]
    assert min(emptier) > 0.4


@pytest.mark.parametrize("width", [112, 160, 236])
def test_a_sheet_hardly_wider_than_a_map_is_filled_by_it(width):
    spec = spec_of(journey_from(made_up(4, language="en", stages=2, touchpoints=8, personas=1, longest=30)))
    scene = draw_map(spec.replace(most_columns=8), width)
    assert fit_one(spec, scene.width * 0.25 + 0.01, scene.height * 0.25).scale >= 0.25


def test_a_larger_paper_gives_larger_text():
    spec = spec_of(sample("online-clothing-shop"))
    sizes = [fit_one(spec, *paper_size(name)).smallest_text for name in ("A4", "A3", "A2", "A1", "A0")]
    assert sizes == sorted(sizes)
    assert sizes[-1] == pytest.approx(4 * sizes[0], rel=0.02)


@given(st.floats(100, 1500), st.floats(100, 1500), st.sampled_from(["A4", "letter"]), st.floats(0, 30), st.booleans())
def test_tiles_cover_the_poster_and_share_the_overlap(width, height, paper, overlap, rtl):
    tiling = tile((width, height), paper_size(paper, "portrait"), margin=8, overlap=overlap, rtl=rtl)
    assert len({part.name for part in tiling.tiles}) == tiling.rows * tiling.columns
    for part in tiling.tiles:
        assert part.width <= tiling.sheet[0] - 16 + 1e-6 and part.height <= tiling.sheet[1] - 16 + 1e-6
        assert part.width > 0 and part.height > 0
    for row in range(1, tiling.rows + 1):
        line = sorted((part for part in tiling.tiles if part.row == row), key=lambda part: part.x)
        assert line[0].x == 0 and line[-1].x + line[-1].width == pytest.approx(width)
        for one, other in pairwise(line):
            assert one.x + one.width - other.x == pytest.approx(overlap, abs=1e-6)
        numbers = [part.column for part in line]
        assert numbers == sorted(range(1, tiling.columns + 1), reverse=rtl)


@given(st.floats(100, 3000), st.floats(100, 3000), st.sampled_from(["A4", "A3", "letter"]), st.floats(0, 30))
def test_no_tile_has_a_mere_strip_of_the_poster(width, height, paper, overlap):
    tiling = tile((width, height), paper_size(paper, "portrait"), margin=8, overlap=overlap)
    for part in tiling.tiles:
        assert tiling.columns == 1 or part.width >= (tiling.sheet[0] - 16) / 2 - 1e-6
        assert tiling.rows == 1 or part.height >= (tiling.sheet[1] - 16) / 2 - 1e-6


def test_paper_that_the_map_leaves_blank_takes_no_tiles():
    paper = Paper(size=(2000, 400), name="banner", tile=paper_size("A4", "portrait"))
    drawing = Drawing(journey=sample("airline"), theme=load_theme("print"), today=TODAY, paper=paper)
    (poster,), (tiling, printed) = drawing.pages, drawing.tiles
    assert poster.width == pytest.approx(poster.regions[0].width * poster.scale + 10)
    assert poster.width < 1500 and poster.height == pytest.approx(400)
    assert len(printed) == len(tiling.tiles)


def test_a_tile_with_nothing_on_it_is_not_printed():
    bands = [Group("band", "band", {}, "", [Rect(0, 0, 90, 900, "ink")])]
    scene = Scene(width=1000, height=1000, title="t", description="d", language="en", rtl=False, bands=bands)
    tiling = tile((600, 600), (210, 297), margin=8, overlap=10)
    marked = tiles_with_marks(tiling, scene, 0.6, (0, 0))
    assert {part.column for part in marked} == {1}
    assert len(marked) < len(tiling.tiles)


@pytest.mark.parametrize(
    "name, orientation, size",
    [
        ("A3", "auto", (420, 297)),
        ("a3", "portrait", (297, 420)),
        ("letter", "landscape", (279.4, 215.9)),
        ("60x40cm", "auto", (600, 400)),
        ("11 x 17in", "portrait", (279.4, 431.8)),
    ],
)
def test_papers_have_their_size(name, orientation, size):
    assert paper_size(name, orientation) == pytest.approx(size)


@pytest.mark.parametrize("name", ["A9", "", "3x", "9x9mm", "1e9x5mm", "600x400px"])
def test_what_is_no_paper_is_said(name):
    with pytest.raises(UserError):
        paper_size(name)


def test_lengths_and_distances():
    assert length("1.5cm", what="x") == 15
    assert length("0.5 in", what="x") == pytest.approx(12.7)
    assert reading_distance("wall") == 1
    assert reading_distance("2m") == 2
    assert [name for name, _ in next_larger(420, 297)] == ["A2", "A1", "A0"]
    with pytest.raises(UserError):
        length("wide", what="--margin")


def test_what_cannot_be_read_is_said_with_what_would_help():
    small, large = (
        Drawing(journey=sample("online-clothing-shop"), theme=load_theme("print"), today=TODAY, paper=paper)
        for paper in (Paper(size=(420, 297), name="A3"), Paper(size=(1189, 841), name="A0"))
    )
    assert re.search(r"at 0.5 m it takes 6.0 pt to read: A1 would give [67]\.\d pt", warning(small))
    assert remark(small).startswith("1 page; the smallest text is 3.")
    assert warning(large) == ""


def pdf_of(journey: Journey, size: tuple[float, float], standard: str | None = None) -> bytes:
    paper = Paper(size=size, name="paper")
    drawing = Drawing(journey=journey, theme=load_theme("print"), today=TODAY, paper=paper, pdf_standard=standard)
    return draw(drawing, ("pdf",))["pdf"]


def png_of(journey: Journey, scene: Scene, theme: str = "print", **terms: Any) -> bytes:
    return draw(Drawing(journey=journey, theme=load_theme(theme), today=TODAY, scenes=(scene,), **terms), ("png",))[
        "png"
    ]


def poppler(tool: str, pdf: bytes, folder: Path, *options: str) -> str:
    (folder / "made.pdf").write_bytes(pdf)
    last = ["-"] if tool == "pdftotext" else []
    done = subprocess.run([tool, *options, str(folder / "made.pdf"), *last], capture_output=True, check=True)
    assert done.stderr == b"", "poppler finds nothing wrong with it"
    return done.stdout.decode("utf-8")


@PDFINFO
@pytest.mark.parametrize("paper", ["A5", "A4", "A3", "A0", "letter", "300x900mm"])
def test_a_page_has_its_true_size(paper, tmp_path):
    journey, size = sample("intent-roadmap"), paper_size(paper)
    said = poppler("pdfinfo", pdf_of(journey, size), tmp_path)
    points = [float(part) for part in re.findall(r"Page size: +([\d.]+) x ([\d.]+)", said)[0]]
    assert [part * 25.4 / 72 for part in points] == pytest.approx(size, abs=0.5)
    assert f"Title:           {journey.title}" in said


@PDFINFO
def test_text_can_be_searched_in_the_order_it_is_read(tmp_path):
    for name, phrase in (("online-clothing-shop-he", "בגד לחתונה של חברה"), ("intent-roadmap", "خرید لپ‌تاپ کار")):
        journey = sample(name)
        text = poppler("pdftotext", pdf_of(journey, (420, 297)), tmp_path)
        assert phrase in re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)


@pytest.mark.parametrize("standard", [None, "ua-1"])
def test_the_catalogue_says_nothing_of_suspects(standard: str | None):
    assert b"/MarkInfo<</Marked true>>" in pdf_of(sample("online-clothing-shop"), (420, 297), standard)


def test_the_same_map_gives_the_same_pdf_and_png():
    journey = sample("online-clothing-shop-he")
    scene = on_a3(journey.id).scene
    assert pdf_of(journey, (420, 297)) == pdf_of(journey, (420, 297))
    assert png_of(journey, scene) == png_of(journey, scene)


@pytest.mark.parametrize(
    "name, standard",
    [("online-clothing-shop", "ua-1"), ("online-clothing-shop-he", "ua-1"), ("intent-roadmap", "a-2b")],
)
def test_archival_and_accessible_pdfs_can_be_made(name, standard):
    journey = sample(name)
    pdf = pdf_of(journey, (420, 297), standard)
    marker = b"pdfuaid" if standard == "ua-1" else b"pdfaid"
    assert marker in pdf


def test_a_document_that_cannot_be_made_accessible_is_refused_in_plain_words():
    journey = sample("intent-roadmap")
    with pytest.raises(UserError) as raised:
        pdf_of(journey, (420, 297), "ua-1")
    assert "a-2b" in raised.value.hint


def test_a_picture_is_as_wide_as_asked_for():
    scene = on_a3("online-clothing-shop").scene
    picture = Image.open(io.BytesIO(png_of(sample("online-clothing-shop"), scene, "default", width=800)))
    assert picture.width == 800
    assert picture.height == pytest.approx(800 * scene.height / scene.width, abs=1)
    with pytest.raises(UserError):
        png_of(sample("online-clothing-shop"), scene, "default", dpi=1200)


@pytest.mark.parametrize("name", ["online-clothing-shop", "online-clothing-shop-he", "intent-roadmap"])
def test_a_picture_has_every_line_of_text_where_it_belongs(name):
    scene = on_a3(name).scene
    picture = Image.open(io.BytesIO(png_of(sample(name), scene))).convert("L")
    for text in scene.texts():
        left, right = text.middle - text.width / 2, text.middle + text.width / 2
        box = picture.crop((round(left), round(text.baseline - text.size), round(right) + 1, round(text.baseline + 2)))
        dark, light = box.getextrema()
        assert light - dark > 60, text


def grey(journey: Journey, scene: Scene) -> Image.Image:
    """The map as a grey printer would have it, two pixels to one of the scene."""
    picture = Image.open(io.BytesIO(png_of(journey, scene, dpi=192))).convert("RGB")
    extremes = [channel.tobytes() for channel in picture.split()]
    assert extremes[0] == extremes[1] == extremes[2], "the print theme is not pure grey"
    return picture.convert("L")


def test_grey_loses_nothing():
    journey = journey_from(
        {
            "journeymap": 1, "id": "g", "title": "Grey", "owners": [{"id": "o", "name": "O"}],
            "personas": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
            "stages": [{"id": "s", "name": "S", "touchpoints": [
                {"id": "t1", "name": "One", "pains": [{"text": "Hurts", "severity": 3}], "opportunities": ["Helps"],
                 "channels": ["Web", "App"],
                 "emotions": [{"persona": "a", "score": 1, "evidence": "measured"},
                              {"persona": "b", "score": -1, "evidence": "measured"}]},
                {"id": "t2", "name": "Two", "moment_of_truth": True,
                 "emotions": [{"persona": "a", "score": 1, "evidence": "measured"},
                              {"persona": "b", "score": -1, "evidence": "measured"}]},
                {"id": "t3", "name": "Three", "emotions": [{"persona": "a", "score": 1}]},
            ]}],
        }
    )  # fmt: skip
    scene = fit_one(spec_of(journey), 410, 287).scene
    picture = grey(journey, scene)

    def at(x: float, y: float) -> int:
        return int(picture.getpixel((round(x * 2), round(y * 2))))

    elements = list(scene.elements())
    pain = next(e for e in elements if isinstance(e, Rect) and e.fill == "pain-tint")
    chance = next(e for e in elements if isinstance(e, Rect) and e.fill == "opportunity-tint" and e.radius)
    assert abs(at(pain.x + 100, pain.y + 4) - at(chance.x + 100, chance.y + 4)) > 20
    columns = {
        e.data["touchpoint"]: float(e.data["x"]) + float(e.data["width"]) / 2
        for e in elements
        if isinstance(e, Group) and e.kind == "touchpoint"
    }
    feeling = next(band for band in scene.bands if band.id == "band-lane-feeling")
    top, height = float(feeling.data["y"]), float(feeling.data["height"])
    one, two = top + height / 2 - 60, top + height / 2 + 60
    between = (columns["t1"] + columns["t2"]) / 2
    assert at(between, one) < 60, "the first persona's line is solid"
    assert at(between, two) > 200 > at(between, two - 2), "the second persona's line is double"
    assert at(columns["t1"], one) < 60, "what was measured is filled"
    assert at(columns["t3"], one) > 200, "what is assumed is hollow"
    below = [at(columns["t1"] + 40 + step / 2, top + height - 20) for step in range(40)]
    above = [at(columns["t1"] + 40 + step / 2, top + 20) for step in range(40)]
    assert max(below) - min(below) > 20 and max(above) == min(above), "below neutral is hatched"
    edge = float(next(e for e in elements if isinstance(e, Rect) and e.fill == "moment-wash").x)
    line = [at(edge + step / 2, top + height - 60) for step in range(-8, 8)]
    assert min(line) < 180, "a moment of truth has edges"
    dots = [e for e in elements if isinstance(e, Circle) and e.radius in (4.6, 4.6 - 0.7)]
    filled, hollow = (next(e for e in dots if (e.fill == "ink") is solid) for solid in (True, False))
    assert at(filled.x, filled.y) < 60 and at(hollow.x, hollow.y) > 200
    assert any(isinstance(e, ScenePath) and e.fill == "moment" for e in elements)


def test_a_page_a_scene_fills_is_of_true_size():
    scene = Scene(width=960, height=480, title="t", description="d", language="en", rtl=False, bands=[])
    page = whole(scene)
    assert (page.width, page.height) == pytest.approx((254, 127))
    assert dt.date(2026, 11, 21) == TODAY
