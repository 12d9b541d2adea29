"""Each run of a text is in the face that has it, in every script, and nothing is left out without a word."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
import unicodedata
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest
import uharfbuzz as hb
from journeys import journey_from, scene_of, svg_of

from journeymap.errors import ExitStatus, UserError
from journeymap.pipeline.check import check
from journeymap.render.environment import environment
from journeymap.render.svg import plain_svg
from journeymap.settings import Settings
from journeymap.style.bidi import levels, visual_order
from journeymap.style.fallback import HEBREW, LATIN, MissingCharactersError, rubik, runs, typefaces
from journeymap.style.font_choice import FontChoice, use_fonts
from journeymap.style.font_files import find_fonts
from journeymap.style.fonts import text_width
from journeymap.style.placed_runs import placed_runs
from journeymap.style.theme import load_theme


@pytest.fixture(autouse=True)
def _own_fonts() -> Iterator[None]:
    use_fonts(FontChoice())  # a test before may have left others
    yield
    use_fonts(FontChoice())


def faces_of(text: str) -> list[tuple[str, str]]:
    """The runs of a text, each with the first words of its face's file name."""
    return [
        (run.text, re.split(r"[-\[]", typefaces()[run.place].path.name)[0] if run.place >= 0 else "")
        for run in runs(text, 400)
    ]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("A → B", [("A ", "Rubik"), ("→", "Inter"), (" B", "Rubik")]),
        ("שלום ✓", [("שלום ", "Rubik"), ("✓", "Inter")]),
        ("non‑breaking 5‐6 ۱۴۰۵", [("non‑breaking 5‐6 ۱۴۰۵", "Rubik")]),
        ("5★", [("5", "Rubik"), ("★", "Inter")]),
        ("می‌خواهد ☺️", [("می‌خواهد ", "Rubik"), ("☺️", "NotoSansSymbols")]),
        ("👩‍💻!", [("👩‍💻", "NotoEmoji"), ("!", "Rubik")]),
        ("1️⃣2", [("1️⃣", "NotoSansSymbols"), ("2", "Rubik")]),
        ("क्षेत्र 3", [("क्षेत्र", "NotoSansDevanagari"), (" 3", "Rubik")]),
        ("น้ำใจ", [("น้ำใจ", "NotoSansThai")]),
        ("ٹکٹ سفر", [("ٹکٹ", "NotoSansArabic"), (" سفر", "Rubik")]),
        ("a𓂀b", [("a", "Rubik"), ("𓂀", ""), ("b", "Rubik")]),
        ("a\U000e0100b\u180b", [("a\U000e0100b\u180b", "Rubik")]),
    ],
)
def test_each_run_is_in_the_face_that_has_it(text, expected):
    assert faces_of(text) == expected


@pytest.mark.parametrize(
    ("character", "drawn"),
    [("\u0378", False), ("\ue123", False), ("\U000e0080", False), ("\U000f0000", False), ("𓂀", False),
     ("\u0600", True), ("\u200c", True), ("\u00ad", True), ("\n", True), ("\u00a0", True), ("\U000e01ef", True)],
)  # fmt: skip
def test_validate_tells_of_each_character_that_stops_a_drawing(character: str, drawn: bool) -> None:
    title = f"The {character} door"
    stages = [{"id": "s", "name": "S", "touchpoints": [{"id": "t", "name": "T"}]}]
    data = {"journeymap": 1, "id": "x", "title": title, "stages": stages}
    found = check(json.dumps(data, ensure_ascii=False).encode(), "x", Settings(today=dt.date(2026, 11, 21))).diagnostics
    assert ("JM408" in {each.code for each in found}) == (not drawn)
    if drawn:
        svg_of(scene_of(journey_from(data)))
    else:
        with pytest.raises(MissingCharactersError):
            svg_of(scene_of(journey_from(data)))


def test_a_text_in_several_faces_is_as_wide_as_its_runs():
    arrow = hb.Font(typefaces()[1].face)
    arrow.set_variations({"wght": 600})
    units = arrow.get_glyph_h_advance(arrow.get_nominal_glyph(ord("→"))) / typefaces()[1].face.upem
    beside = text_width("A ", 100, 600) + text_width(" B", 100, 600)
    assert text_width("A → B", 100, 600) == pytest.approx(beside + 100 * units)
    assert text_width("non‑breaking", 100) == text_width("non-breaking", 100)


def test_the_zeros_of_persian_and_arabic_are_larger_than_a_full_stop():
    def box(character: str) -> tuple[float, float]:
        """The width of its outline and the height of its top above the line, in ems."""
        numbers = [steps for _, steps in rubik().outline(character, 400)]
        across, down = ([v for each in numbers for v in each[first::2]] for first in (0, 1))
        return max(across) - min(across), -min(down)

    (stop_width, stop_top), *zeros = map(box, ".۰٠")
    for width, top in zeros:
        assert width > 1.7 * stop_width
        assert top > stop_top, "it stands above the line"


@pytest.mark.parametrize(
    "text, rtl, expected",
    [
        ("abc אבג 12", False, "0000111122"),
        ("אבג abc 12.5%", True, "1111222222222"),
        ("אבג (abc) -5", True, "111112221112"),
        ("سلام ۱۲٪", True, "11111221"),
        ("a ✓ ב ✓", False, "0000100"),
    ],
)
def test_levels_are_those_of_the_bidirectional_algorithm(text, rtl, expected):
    assert "".join(map(str, levels(text, rtl=rtl))) == expected


def test_parts_stand_in_the_order_in_which_they_are_seen():
    assert visual_order([1, 1, 2, 2, 1]) == [4, 2, 3, 1, 0]
    placed, width = placed_runs("אב ✓ גד → Pro", 400, rtl=True)
    seen = [run.text for run in sorted(placed, key=lambda run: run.middle) if run.text.strip()]
    assert seen == ["Pro", "→", "גד", "✓", "אב"]
    assert width == pytest.approx(text_width("אב ✓ גד → Pro", 1), abs=0.05)


def journey(text: str) -> dict[str, object]:
    step = {"id": "b", "name": text, "emotions": {"score": 1}}
    return {
        "journeymap": 1,
        "id": "shop",
        "title": "A visit",
        "stages": [{"id": "a", "name": "A", "touchpoints": [step]}],
    }


def texts_of(svg: str) -> dict[str, str]:
    """The texts of an SVG, each with its start tag."""
    found = re.findall(r"(<text [^>]*>)&#x202[AB];([^<&]*)&#x202C;</text>", svg)
    return {text: tag for tag, text in found}


def test_a_picture_names_the_face_of_each_run_and_draws_clusters_as_outlines():
    scene = scene_of(journey_from(journey("Pays → ✓ क्षेत्र")))
    svg = plain_svg(scene, load_theme("default"), environment())
    texts = texts_of(svg)
    assert 'font-family="Journeymap1"' in texts["→"] and "font-family" not in texts["Pays"]
    assert "क्षेत्र" not in texts and "A visit" in texts
    assert "Pays → ✓ क्षेत्र" in svg_of(scene), "a browser gets the text whole"


def test_an_svg_carries_the_glyphs_of_each_face_for_its_characters_alone():
    svg = svg_of(scene_of(journey_from(journey("Pays → น้ำ"))))
    rules = re.findall(r"@font-face\{([^}]*)\}", svg)
    ranges = {re.search(r"unicode-range:([^;]*)", rule)[1] for rule in rules if "unicode-range" in rule}
    assert ranges == {"U+2192", "U+E19,U+E33,U+E49"}
    thai = next(rule for rule in rules if "U+E33" in rule)
    font = hb.Face(hb.Blob(b64decode(re.search(r"base64,([A-Za-z0-9+/=]+)", thai)[1])))
    assert {ord(each) for each in unicodedata.normalize("NFKD", "ำ")} <= set(font.unicodes), "shaping takes it apart"
    assert len(font.unicodes) < 100


def test_what_no_font_has_stops_the_drawing_or_is_a_box():
    scene = scene_of(journey_from(journey("Eye 𓂀")))
    for draw in (
        lambda: plain_svg(scene, load_theme("default"), environment()),
        lambda: svg_of(scene),
    ):
        with pytest.raises(MissingCharactersError, match=r"no font has 𓂀 \(U\+13080\)") as caught:
            draw()
        assert caught.value.status == ExitStatus.FINDINGS
    use_fonts(FontChoice(allow_missing=True))
    texts = texts_of(plain_svg(scene, load_theme("default"), environment()))
    assert 'font-family="Journeymap1"' in texts["□"]
    assert "𓂀" in svg_of(scene), "a viewer may have a font for it"


def test_a_named_package_draws_before_the_packaged_fonts_and_without_being_imported(tmp_path):
    theme = tmp_path / "ours.yaml"
    theme.write_text("fonts: [fontpkg-noto-sans-thai]\n", encoding="utf-8")
    use_fonts(FontChoice(theme_files=(str(theme),)))
    (run,) = runs("น้ำใจ", 400)
    assert "fontpkg_noto_sans_thai" in str(typefaces()[run.place].path)
    assert "fontpkg_noto_sans_thai" not in sys.modules


def test_a_font_file_of_ones_own_is_used_for_all_weights(tmp_path):
    own = tmp_path / "own.ttf"
    own.write_bytes(typefaces()[1].cut(400, "→"))  # a static face
    use_fonts(FontChoice((str(own),)))
    assert typefaces()[4].path == own
    widths = {typefaces()[4].width("→", weight) for weight in (400, 500, 600)}
    assert len(widths) == 1


@pytest.mark.parametrize(
    "name, message",
    [
        ("no-such-fonts", "there is no font in a package 'no-such-fonts'"),
        ("pytest", "there is no font in a package 'pytest'"),
        ("../evil", "is no font"),
        ("missing.ttf", "there is no font file"),
        ("folder.ttf", "there is no font file"),
        ("text.ttf", "is no TrueType or OpenType font"),
        ("broken.otf", "has no face number 0"),
        ("good.ttc#9", "there is no font file"),
    ],
)
def test_a_wrong_font_is_told_with_its_place(name, message, tmp_path):
    (tmp_path / "folder.ttf").mkdir()
    (tmp_path / "text.ttf").write_text("hello")
    (tmp_path / "broken.otf").write_bytes(b"OTTO" + b"\xff" * 100)
    with pytest.raises(UserError, match=re.escape(message)):
        find_fonts(name, tmp_path)
    (tmp_path / "ours.yaml").write_text(f"fonts:\n  - {name}\n")
    with pytest.raises(UserError, match=re.escape(f"{Path('ours.yaml')}:2:5: ")):
        load_theme(str(tmp_path / "ours.yaml"))


def test_the_face_has_the_characters_that_are_taken_for_granted():
    usual = LATIN | HEBREW
    assert len(usual) > 350 and usual <= rubik().characters
