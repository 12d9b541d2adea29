"""A map may be set in fonts of one's own: measured, cut and embedded as Rubik is, which takes over what they lack."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest
import uharfbuzz as hb
from hypothesis import example, given, settings
from hypothesis import strategies as st
from journeys import journey_from, scene_of, svg_of

from journeymap.render.environment import environment
from journeymap.render.pinned import fonts_for
from journeymap.render.svg import plain_svg
from journeymap.style.fallback import own_family, rubik, runs, text_face, typefaces
from journeymap.style.families import Family, families_of, for_language, lacking_letters, nearest_weight
from journeymap.style.font_choice import FontChoice, use_fonts
from journeymap.style.font_files import FontFile, find_family
from journeymap.style.fonts import text_width
from journeymap.style.theme import load_theme
from journeymap.style.typefaces import Typeface

INTER = "fontpkg-inter"
LETTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xC0, 0x180))))
STEP = {"id": "b", "name": "Pays → שלום", "emotions": {"score": 1}}
JOURNEY = {
    "journeymap": 1,
    "id": "shop",
    "title": "A visit",
    "stages": [{"id": "a", "name": "A", "touchpoints": [STEP]}],
}


@pytest.fixture(autouse=True)
def _own_fonts() -> Iterator[None]:
    yield
    use_fonts(FontChoice())


def own(*names: str, language: str = "en") -> None:
    use_fonts(FontChoice(text=names, language=language))


def shaped(text: str, weight: int) -> float:
    """The width in ems of a whole text in Inter, as HarfBuzz says."""
    face = typefaces()[0].face
    font = hb.Font(face)
    font.set_variations({"wght": weight})
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    return float(sum(position.x_advance for position in buffer.glyph_positions) / face.upem)


WORDS = st.text(alphabet=LETTERS.translate({0x20: None, 0x149: None}), min_size=1, max_size=8)  # Inter lacks ŉ


@settings(max_examples=300)
@example(["0", "*", "0"], 400)
@given(st.lists(WORDS, min_size=1, max_size=5), st.sampled_from([400, 500, 600]))
def test_texts_are_measured_in_the_font_that_is_named(words: list[str], weight: int) -> None:
    own(INTER)
    text = " ".join(words)
    assert text_width(text, 1, weight) == pytest.approx(shaped(text, weight), abs=0.002)


def test_widths_follow_the_fonts_that_are_in_use() -> None:
    in_rubik = text_width("Customer 1,204", 100)
    own(INTER)
    in_inter = text_width("Customer 1,204", 100)
    use_fonts(FontChoice())
    assert in_inter != pytest.approx(in_rubik)
    assert text_width("Customer 1,204", 100) == in_rubik


def test_a_file_that_is_written_over_is_measured_anew(tmp_path: Path) -> None:
    (inter,), other = find_family(INTER, Path()), rubik().path
    file = tmp_path / "brand.ttf"
    file.write_bytes(inter.path.read_bytes())
    own(str(file))
    in_inter = text_width("Customer", 100)
    file.write_bytes(other.read_bytes())
    own(str(file))
    assert text_width("Customer", 100) == pytest.approx(Typeface(other).width("Customer", 400) * 100)
    assert text_width("Customer", 100) != pytest.approx(in_inter)


def test_what_the_font_lacks_is_rubiks() -> None:
    own(INTER)
    assert [(run.text, typefaces()[run.place]) for run in runs("Hi שלום", 400)] == [
        ("Hi ", text_face()),
        ("שלום", rubik()),
    ]


@pytest.mark.parametrize("language", ["he", "fa", "ar"])
def test_a_language_that_the_font_cannot_write_is_rubiks_as_a_whole(language: str) -> None:
    own(INTER, language=language)
    assert own_family() is None
    assert text_face() is rubik()
    assert {run.place for run in runs("Hi שלום سلام 12", 400)} == {0}


@pytest.mark.parametrize("language", ["en", "de", "tr", "ru"])
def test_a_language_that_the_font_can_write_is_set_in_it(language: str) -> None:
    own(INTER, language=language)
    assert own_family() is not None and own_family().name == "Inter"


def test_of_several_fonts_the_one_that_has_the_language_sets_it(tmp_path: Path) -> None:
    hebrew = tmp_path / "hebrew.ttf"
    hebrew.write_bytes(rubik().cut(400, "".join(map(chr, range(0x5D0, 0x5EB))) + LETTERS, "Partner"))
    families = families_of((*find_family(INTER, Path()), FontFile(hebrew)))
    assert [family.name for family in for_language(families, "en").before] == ["Inter", "Partner"]
    assert [family.name for family in for_language(families, "he").before] == ["Partner", "Inter"]
    assert [family.name for family in for_language(families, "fa").after] == ["Inter", "Partner"]
    assert "ש" in lacking_letters(families[0], "he")


@pytest.mark.parametrize(
    ("wanted", "known", "taken"),
    [
        (400, (400, 700), 400),
        (500, (400, 700), 400),
        (600, (400, 700), 700),
        (600, (400, 500), 500),
        (400, (500, 300), 500),
        (500, (300, 700), 300),
        (500, (700,), 700),
        (300, (400, 100), 100),
        (300, (400, 300), 300),
        (300, (400, 700), 400),
    ],
)
def test_a_weight_that_is_lacking_is_the_one_that_a_browser_takes(wanted, known, taken):
    assert nearest_weight(wanted, known) == taken


def static(folder: Path, *weights: int) -> tuple[str, ...]:
    """The files of a family without a variable font, of which each has a weight."""
    face = Typeface(find_family(INTER, Path())[0].path)
    for weight in weights:
        (folder / f"own-{weight}.ttf").write_bytes(face.cut(weight, LETTERS, "Own"))
    return tuple(str(folder / f"own-{weight}.ttf") for weight in weights)


def test_files_of_one_design_are_its_weights(tmp_path: Path) -> None:
    (family,) = families_of(tuple(FontFile(Path(name)) for name in static(tmp_path, 700, 400)))
    assert isinstance(family, Family)
    assert family.of(400).stated_weight == family.of(500).stated_weight == 400
    assert family.of(600).stated_weight == 700
    assert family.width("Visit", 600) == family.width("Visit", 700) > family.width("Visit", 400)


def test_all_weights_of_a_design_are_measured_in_the_same_units(tmp_path: Path) -> None:
    regular, bold = static(tmp_path, 400, 700)
    data = bytearray(Path(bold).read_bytes())
    at = next(int.from_bytes(data[i + 8 : i + 12]) for i in range(12, 400, 16) if bytes(data[i : i + 4]) == b"head")
    data[at + 18 : at + 20] = (1024).to_bytes(2)  # half the units to an em, so that all is twice as wide
    Path(bold).write_bytes(bytes(data))
    alone = Typeface(Path(bold)).width("Visit", 700)
    own(regular, bold)
    assert text_width("Visit again", 1, 600) == pytest.approx(
        alone + Typeface(Path(bold)).width(" again", 700), rel=0.01
    )


def faces_in(svg: str) -> dict[str, tuple[str, hb.Face]]:
    """The fonts in an SVG, by weight and range of characters, with their families."""
    found = {}
    for rule in re.findall(r"@font-face\{([^}]*)\}", svg):
        family = re.search(r"font-family:([^;]*)", rule)[1]
        weight = re.search(r"font-weight:([^;]*)", rule)[1]
        only = re.search(r"unicode-range:([^;]*)", rule)
        data = b64decode(re.search(r"base64,([A-Za-z0-9+/=]+)", rule)[1])
        found[weight + (f" {only[1]}" if only else "")] = (family, hb.Face(hb.Blob(data)))
    return found


def test_a_picture_carries_the_font_and_calls_it_by_its_name():
    own(INTER)
    svg = svg_of(scene_of(journey_from(JOURNEY)))
    assert "font-family=\"'Inter', Arial" in svg
    faces = faces_in(svg)
    assert {family for family, _ in faces.values()} == {"'Inter'"}
    _, hebrew = faces["600 U+5D5,U+5DC,U+5DD,U+5E9"]
    assert ord("ש") in hebrew.unicodes
    assert len(faces["100 900"][1].unicodes) < 80


def test_the_one_font_of_a_picture_draws_each_weight_as_a_font_of_its_own_would():
    svg = svg_of(scene_of(journey_from(JOURNEY)))
    _, whole = faces_in(svg)["300 900"]
    for weight in (400, 500, 600):
        drawn = hb.Font(whole)
        drawn.set_variations({"wght": weight})
        alone = hb.Font(hb.Face(hb.Blob(rubik().cut(weight, map(chr, whole.unicodes)))))
        for point in whole.unicodes:
            advance = drawn.get_glyph_h_advance(drawn.get_nominal_glyph(point))
            assert advance == pytest.approx(alone.get_glyph_h_advance(alone.get_nominal_glyph(point)), abs=1)


def test_renderers_get_the_font_as_files_of_every_weight():
    own(INTER)
    svg = plain_svg(scene_of(journey_from(JOURNEY)), load_theme("default"), environment())
    assert 'font-family="Journeymap0, Arial' in svg
    with fonts_for(svg) as fonts:
        assert fonts.families[:2] == ("Journeymap0", "Journeymap1")
        files = sorted(path.name for folder in fonts.folders for path in folder.iterdir())
        assert files[:3] == ["0-400.ttf", "0-500.ttf", "0-600.ttf"]


def test_a_font_that_lacks_a_weight_states_that_which_it_stands_for(tmp_path: Path) -> None:
    (path,) = static(tmp_path, 400)
    cut = tmp_path / "cut.ttf"
    cut.write_bytes(Typeface(Path(path)).cut(600, "abc", "Journeymap0"))
    assert Typeface(cut).stated_weight == 600


def test_a_package_without_a_variable_font_has_all_its_weights():
    found = find_family("pylopdf-fonts-zh-cn", Path())
    assert found and all(isinstance(font, FontFile) for font in found)
