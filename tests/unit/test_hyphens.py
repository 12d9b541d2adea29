"""Words too long for a line are divided between syllables, in the language of most texts."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.style.breaking import break_lines
from journeymap.style.font_choice import FontChoice, use_fonts
from journeymap.style.fonts import text_width
from journeymap.style.hyphens import divided

ROOT = Path(__file__).parents[2]
GERMAN = "Donaudampfschifffahrtsgesellschaft"


@pytest.fixture(autouse=True)
def _language_of_its_own() -> Iterator[None]:
    yield
    use_fonts(FontChoice())


def lines(text: str, width: float, language: str, most: int = 0) -> tuple[str, ...]:
    use_fonts(FontChoice(language=language))
    return break_lines(text, width, 12.5, most=most)


@pytest.mark.parametrize(
    ("language", "text", "width", "expected"),
    [
        ("en", "bookkeeper", 60, ("book-", "keeper")),
        ("en-GB", "(internationalisation),", 90, ("(international-", "isation),")),
        ("de", GERMAN, 120, ("Donaudampfschiff-", "fahrtsgesellschaft")),
        ("de-CH", GERMAN, 90, ("Donaudampf-", "schifffahrtsge-", "sellschaft")),
        ("fr", "l’approvisionnement", 90, ("l’approvision-", "nement")),
        ("ru", "достопримечательность", 100, ("достопримеча-", "тельность")),
    ],
)
def test_a_long_word_is_divided_between_syllables(language, text, width, expected):
    assert lines(text, width, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("he", "והתקשרויותיהםוהתקשרויותיהם"),
        ("fa", "دانشجویانمان‌هایشاندانشجویان"),
        ("ar", "فأسقيناكموهافأسقيناكموها"),
        ("en", "והתקשרויותיהםוהתקשרויותיהם"),
        ("he", "internationalization"),
        ("tr", "internationalization"),
        ("ja", "顧客体験地図作成支援担当部署"),
        ("hi", "अंतर्राष्ट्रीयकरणअंतर्राष्ट्रीय"),
        ("th", "internationalization"),
        ("en", "internationalization_of_it"),
        ("en", "someone@internationalization"),
        ("en", "INTERNATIONALIZATION2026"),
        ("en", "internationalization" * 6),
        ("en", "İnternationalization"),
    ],
)
def test_what_has_no_syllables_of_the_language_has_no_hyphens(language, text):
    found = lines(text, 60, language)
    assert len(found) > 1 and "".join(found) == text


def test_three_letters_stand_on_each_side_at_least():
    use_fonts(FontChoice(language="de"))
    for room in range(3, 12):
        parts = divided("Aberaberaberaber", lambda text, room=room: len(text) <= room)
        assert all(len(part.removesuffix("-")) >= 3 for part in parts if len(parts) == 1 or "-" in part), parts


def test_a_hyphen_that_would_change_the_spelling_is_not_drawn():
    """In Hungarian, `kulissza` is divided as `kulisz-sza`."""
    assert "-" not in "".join(lines("kulissza", 42, "hu"))


@given(
    st.sampled_from(["de", "en", "sv", "he"]), st.text("abdefgimnorstüß", min_size=4, max_size=60), st.integers(25, 200)
)
def test_parts_without_hyphens_are_the_word_and_fit(language, word, width):
    found = lines(word, width, language)
    assert "".join(line.removesuffix("-") for line in found) == word
    assert all(text_width(line, 12.5) <= width + 0.1 for line in found)
    assert text_width(word, 12.5) > width or found == (word,)


def test_parts_have_room_for_the_words_before_and_after_them():
    assert lines("Die Donaudampfschifffahrt ist alt", 110, "de") == ("Die Donaudampf-", "schifffahrt ist alt")


def test_a_hyphen_before_a_cut_gives_way_to_the_ellipsis():
    assert lines(GERMAN, 140, "de", most=1) == ("Donaudampfschiff…",)


def test_the_language_of_one_map_is_not_that_of_the_next():
    assert len({lines(GERMAN, 90, language) for language in ("de", "he", "de", "en-GB")}) == 3


def test_a_map_whose_words_fit_does_without_the_dictionaries():
    sample = ROOT / "samples/online-clothing-shop.journey.yaml"
    command = [
        sys.executable,
        "-X",
        "importtime",
        "-m",
        "journeymap",
        "render",
        str(sample),
        "-o",
        "-",
        "--format",
        "svg",
    ]
    made = subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    assert b"journeymap.style.hyphens" in made.stderr and b"pyphen" not in made.stderr
