"""Lines fit their width in every script, and no text is lost on the way."""

from __future__ import annotations

from itertools import product

import pytest
import uharfbuzz as hb
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icu4py.breakers import LineBreaker

from journeymap.layout.canvas import TABLE
from journeymap.style import breaking, fonts, typefaces
from journeymap.style.breaking import break_lines
from journeymap.style.fallback import beyond_text_face, missing_characters, rubik
from journeymap.style.fonts import text_width
from journeymap.style.hyphens import whole_initials
from journeymap.style.typefaces import Typeface

texts = st.text(alphabet="abc  שלום  سلام‌ها ،.-/1234漢字é😀", min_size=1, max_size=120)


@given(texts, st.integers(60, 300))
def test_no_line_is_wider_than_asked_for_and_nothing_is_lost(text, width):
    lines = break_lines(text, width, 12.5)
    assert "".join("".join(lines).split()).replace("-", "") == "".join(text.split()).replace("-", "")
    for line in lines:
        assert text_width(line, 12.5) <= width + 0.1


@pytest.mark.parametrize("name", ["המנהלת", "הקבלה", "Manager", "فروشنده"])
def test_a_text_as_wide_as_its_line_stays_whole(name: str) -> None:
    assert TABLE.lines(name, TABLE.width(name)) == (name,)


_words = st.sampled_from(["–", "—", "“\u200c", "a"]) | st.tuples(
    st.sampled_from(["", "", "(", '"', "«", "“"]),
    st.sampled_from(["a", "Z9", "é", "אב", "0", "بی", "می\u200cخ", "\u200cـ", "۴", "don’t", "e-mail"]),
    st.text(alphabet="%.,:;!?،؛؟'", max_size=2),
    st.sampled_from(["", "", ")", "),", '"', "”", "»"]),
).map("".join)


@given(st.lists(_words, min_size=1, max_size=5).map(" ".join))
@example("a — — b")
@example("“\u200c a")
@example("50?% off")
def test_a_line_may_end_where_the_line_breaking_algorithm_says(text):
    assert list(breaking._pieces(text)) == list(whole_initials(tuple(LineBreaker(text, "en"))))


def test_no_line_ends_after_one_letter_and_a_hyphen():
    text = 'The post and an e-mail, an "x-ray" and a well-known T-shirt'
    for width in range(50, 300):
        lines = break_lines(text, width, 12)
        assert not [line for line in lines if line.endswith(("e-", "x-", "T-"))], width
    assert "well-" in {line.split()[-1] for width in range(50, 300) for line in break_lines(text, width, 12)}
    assert list(whole_initials(("a ", "(e-", "f-", "mail ", "we-", "go"))) == ["a ", "(e-f-mail ", "we-", "go"]


@pytest.mark.parametrize(
    "text", ["One word, then (two more)!", "“Where is it? – Here.”", "היא שואלת: מתי?", "می‌خواهم، ولی"]
)
def test_everyday_texts_are_plain_words(text):
    assert breaking._is_plain(text)


@given(st.integers(80, 300))
def test_balancing_never_takes_more_lines(width):
    text = "The delivery fee appears only at the last step of the checkout, after everything else"
    lines = break_lines(text, width, 12.5)
    words, greedy, line = text.split(), 1, ""
    for word in words:
        longer = f"{line} {word}".strip()
        if text_width(longer, 12.5) > width:
            greedy, line = greedy + 1, word
        else:
            line = longer
    assert len(lines) <= greedy


def test_lines_are_cut_beyond_the_most_and_not_before():
    whole = break_lines("first\nsecond\nthird", 300, 12.5)
    assert break_lines("first\nsecond\nthird", 300, 12.5, most=3) == whole == ("first", "second", "third")
    assert break_lines("first\nsecond\nthird", 300, 12.5, most=2) == ("first", "second…")


def test_the_last_word_is_not_left_alone():
    lines = break_lines("Two hundred coats, and I have only ten minutes left", 150, 12.5)
    widths = [text_width(line, 12.5) for line in lines]
    assert len(lines) == 3 and min(widths) > 0.6 * max(widths)


def test_paragraphs_stay_apart():
    assert break_lines("one\n\n two  three ", 200, 12.5) == ("one", "two three")


def test_a_cut_text_ends_in_an_ellipsis_and_still_fits():
    lines = break_lines("word " * 60, 100, 12.5, most=3)
    assert len(lines) == 3 and lines[-1].endswith("…")
    assert text_width(lines[-1], 12.5) <= 100


_SIGNS = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x162), *range(0x164, 0x180), *map(ord, "–—…“”‘’‚„•−")]
_LATIN = st.text(alphabet=list(map(chr, _SIGNS)), min_size=1, max_size=8)
_HEBREW = st.text(alphabet=[chr(code) for code in range(0x5D0, 0x5EB)], min_size=1, max_size=8)
_WEIGHTS = st.sampled_from([fonts.REGULAR, fonts.MEDIUM, fonts.SEMIBOLD])


@settings(max_examples=300)
@given(st.lists(_LATIN, min_size=2, max_size=6) | st.lists(_HEBREW, min_size=2, max_size=6), st.booleans(), _WEIGHTS)
def test_words_measured_one_by_one_are_as_wide_as_shaped_together(words, spaced, weight):
    text = " ".join(words) + " " * spaced
    assert round(text_width(text, 1000, weight), 6) == _shaped_whole(text, weight)


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_numbers_measured_pair_by_pair_are_as_wide_as_shaped_together(weight):
    texts = ["".join(three) for three in product("0123456789,.", repeat=3)] + ["1,234,567.89", "20.10.2026"]
    assert [round(text_width(text, 1000, weight), 6) for text in texts] == [_shaped_whole(t, weight) for t in texts]


def _shaped_whole(text, weight):
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    font = hb.Font(rubik().face)
    font.set_variations({"wght": weight})
    hb.shape(font, buffer)
    return sum(position.x_advance for position in buffer.glyph_positions)


def test_words_are_measured_one_by_one_only_where_the_font_has_every_character():
    every = map(chr, range(0x3000))
    assert not beyond_text_face(c for c in every if c not in " \n" and fonts.is_words(f"{c} {c}"))


@pytest.mark.parametrize("text, expected", [("plain", ""), ("שלום سلام", ""), ("a𓂀b😀𓂀", "𓂀"), ("می‌خواهد", "")])
def test_what_no_font_has_is_known(text, expected):
    assert "".join(missing_characters(text)) == expected


def test_a_paragraph_longer_than_harfbuzz_takes_is_broken_all_the_same():
    text = "word " * 110_000
    lines = break_lines(text, 500, 12.5)
    assert sum(len(line.split()) for line in lines) == 110_000
    assert all(text_width(line, 12.5) <= 500.1 for line in lines)


def test_one_cluster_wider_than_the_line_leaves_the_others_their_width():
    lines = break_lines("the delivery fee appears only at the last step of the checkout e" + "\u20e3" * 12, 120, 12.5)
    assert all(text_width(line, 12.5) <= 120.1 for line in lines if "\u20e3" not in line)


def test_foreign_characters_are_given_room():
    assert text_width("𓂀𓂀", 10) == pytest.approx(25)


def test_joined_scripts_are_shaped_before_they_are_measured():
    apart = sum(text_width(letter, 100) for letter in "مشتری")
    assert text_width("مشتری", 100) < 0.95 * apart


def test_a_subset_depends_on_its_characters_alone():
    cut = rubik().cut
    assert cut(400, "abc سلام") == cut(400, list("مالس cba"))
    assert len(cut(600, "abc")) < 20_000


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_a_subset_is_the_same_however_many_were_cut_before(weight):
    face = Typeface(rubik().path)
    texts = ["", "abc −1.5", "שלום, עולם", "می‌خواهد ۱۴۰۵", "漢字"]
    first = [face.cut(weight, text) for text in texts]
    for _ in range(typefaces._OFTEN):
        face.cut(weight, "abc")
    assert [face.cut(weight, text) for text in texts] == first


def test_joined_letters_are_as_wide_after_a_number_as_they_are_alone():
    alone = text_width("11", 100) + text_width("سس", 100)
    assert text_width("11سس", 100) == pytest.approx(alone)
    assert text_width("𓂀سس", 100) == pytest.approx(text_width("𓂀", 100) + text_width("سس", 100))


@pytest.mark.parametrize("most", [1, 2])
def test_what_is_cut_says_as_much_as_there_is_room_for(most):
    text = "eighteen interviews at home and six days of shadowing in four theatres"
    width = 300 / most
    lines = break_lines(text, width, 12.5, most=most)
    assert lines[-1].endswith("…") and len(lines) == most
    said = " ".join(lines).removesuffix("…")
    assert text.startswith(said)
    following = text.removeprefix(said).split()[0]
    assert text_width(f"{lines[-1].removesuffix('…')} {following}", 12.5) > width


@pytest.mark.parametrize("width", range(60, 190, 5))
def test_no_separator_stands_before_an_ellipsis(width):
    (line,) = break_lines("Systems · Svetlana, with Omer: all – of them", width, 12.5, most=1)
    assert line.endswith("…") and line.removesuffix("…").rstrip(" ·,:–") == line.removesuffix("…")
    assert text_width(line, 12.5) <= width
