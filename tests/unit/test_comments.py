"""How comments, words and patterns are compared: checked by RE2 itself, as DuckDB has it."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.insight.comments import plain_comment, word_in_re2
from journeymap.insight.patterns import WrongPatternError, pattern_in_re2

ENGINE = duckdb.connect()


def matches(pattern: str, text: str) -> bool:
    found: Any = ENGINE.execute("SELECT regexp_matches(?, ?)", [plain_comment(text), pattern]).fetchone()
    return bool(found[0])


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  The BUS\n was  Late ", "the bus was late"),
        ("ﬁne ＯＫ ½", "fine ok 1⁄2"),
        ("كتاب‌هاي علي", "کتابهای علی"),
        ("مُتَأَخِّر جـــداً", "متأخر جدا"),
        ("הַשֵּׁרוּת צה״ל", 'השרות צה"ל'),
        ("I don’t", "i don't"),
        ("۱۲ ٣", "12 3"),
        ("STRASSE Straße", "strasse strasse"),
        ("cafe\u0301", "café"),
        ("a\u200fb\u00adc", "abc"),
    ],
)
def test_what_is_written_alike_is_compared_as_one(text: str, plain: str) -> None:
    assert plain_comment(text) == plain
    assert plain_comment(plain) == plain


@pytest.mark.parametrize(
    ("word", "finds", "passes_over"),
    [
        ("late", ["Late!", "too late.", "LATE", "(late)", "late"], ["plate", "later", "late_fee", "láte"]),
        ("no show", ["A no  show", "no\nshow"], ["no shows", "casino show"]),
        ("איחור", ["היה איחור.", "איחור", "״איחור״"], ["איחורים", "האיחור"]),
        ("دیر", ["خيلي دير بود", "دیر!"], ["دیروز"]),
        ("متأخر", ["مُتَأَخِّر"], ["متأخرون"]),
        ("écouté", ["ÉCOUTÉ"], ["écoutée", "ecoute"]),
        ("опоздал", ["Опоздал,"], ["опоздала"]),
        ("遅い", ["荷物が遅いです"], ["早い"]),
        ("c++", ["knows c++ well"], ["c"]),
        ("wi-fi", ["The Wi‑Fi", "wi–fi"], ["wifi"]),
        ("50%", ["۵۰٪ and 50% off"], ["50 off", "150%"]),
    ],
)
def test_words_are_whole_words_in_any_script(word: str, finds: list[str], passes_over: list[str]) -> None:
    pattern = word_in_re2(word)
    assert [text for text in finds if not matches(pattern, text)] == []
    assert [text for text in passes_over if matches(pattern, text)] == []


def test_a_word_without_a_letter_is_none() -> None:
    assert [word_in_re2(each) for each in ("!", "…", "ֿ")] == ["", "", ""]


@pytest.mark.parametrize(
    ("pattern", "finds", "passes_over"),
    [
        (r"\bdelay(s|ed)?\b", ["Delays", "a delay."], ["delayer"]),
        (r"(^|\s)[הבלמ]?מזווד(ה|ות)", ["המזוודות שלי", "מזוודה"], ["אמזוודה"]),
        ("wait(ed)? \\d+ (min|hours)", ["Waited ۴۵ minutes"], ["waited long"]),
        ("[A-F]{2,3}x", ["abX"], ["ax"]),
        ("דֹּב", ["דב"], ["דג"]),
        ("كيف", ["کیف"], ["کی"]),
        ("stra[ß]e|STRASSE", ["Straße", "strase"], ["street"]),
        (r"a\.b|\[x\]|[\]\-z]q", ["a.b", "[x]", "]q", "-q", "zq"], ["aab", "x", "q"]),
        ("[^a-z0-9 ]{2}", ["ok!!"], ["ok! ok"]),
        (r"\p{Hebrew}+ \p{N}", ["שלום 5"], ["hello 5"]),
        ("x\ty", ["x y"], ["xy"]),
    ],
)
def test_patterns_find(pattern: str, finds: list[str], passes_over: list[str]) -> None:
    made = pattern_in_re2(pattern)
    assert [text for text in finds if not matches(made, text)] == []
    assert [text for text in passes_over if matches(made, text)] == []


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(?=late)", "look around"), ("(?i)late", "no flags"), ("(?P<x>a)", "look around"),
        (r"(a)\1", r"`\1` is not known"),
        ("(late", "`(` is not closed"), ("late)", "`)` without"), ("[a-", "`[` is not closed"), ("[z-a]", "no range"),
        ("*a", "nothing stands before `*`"), ("a**", "another sign"), ("a{2,1}", "number of times"),
        ("a{1000}", "from 0 to 100"), ("(a{100}){4}", "longer than 300"), ("a{x}", "not followed by a number"),
        ("x*", "every comment"), ("a|", "every comment"), ("^", "every comment"), ("(a?b*)", "every comment"),
        (r"\bדיר\b", "letters a to z alone"), (r"\w+ש", "letters a to z alone"), (r"\p{Klingon}", "kind of characters"),
        ("a\\", "ends with a backslash"), (r"\Qa\E", r"`\Q` is not known"), ("[[:alpha:]]", "`[:`"),
        ("a" * 301, "more than 300"), ("(" * 30 + "a" + ")" * 30, "too many parentheses"), (r"\ש", "is not known"),
    ],
)  # fmt: skip
def test_a_pattern_that_is_none_says_why(pattern: str, why: str) -> None:
    with pytest.raises(WrongPatternError) as caught:
        pattern_in_re2(pattern)
    assert why in caught.value.why
    assert caught.value.hint


SIGNS = ["a", "b", "B", "ß", "ש", "ي", "é", "\u0301", "\u05b8", " ", "(", ")", "(?:", "[", "[^", "]", "-", "|", "*",
         "+", "?", "{2}", "{3,50}", "{", "}", "^", "$", ".", ",", "5", "\\d", "\\W", "\\b", "\\p{L}", "\\P{Hebrew}",
         "\\.", "\\-", "\\\\", "\\", "&&", "~", "#", ":"]  # fmt: skip


@given(st.lists(st.sampled_from(SIGNS), max_size=14).map("".join) | st.text(max_size=12))
def test_whatever_is_let_through_is_known_to_re2_and_not_in_every_comment(pattern: str) -> None:
    try:
        made = pattern_in_re2(pattern)
    except WrongPatternError as error:
        assert error.why
        return
    assert not matches(made, "")


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_the_engine_makes_plain_letters_of_ascii_itself(text: str) -> None:
    from journeymap.measure.answers.commented import ASCII_PLAIN

    found: Any = ENGINE.execute(f"SELECT {ASCII_PLAIN.format('x')} FROM (SELECT ? AS x)", [text]).fetchone()
    assert found[0] == plain_comment(text)
