"""What is read without a pattern, since it takes long to compile, is what its pattern matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journeymap.digits import pattern_for
from journeymap.errors import UserError
from journeymap.io.output import check_name
from journeymap.io.reading import is_language
from journeymap.model.kinds import Every, Share
from journeymap.source.tree import Scalar

WHOLE = r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
FLOAT = r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
"""YAML 1.2's core schema, 10.3.2."""
NAME = r"(?!(con|prn|aux|nul|com[0-9]|lpt[0-9])\.)[a-z0-9][a-z0-9-]{0,63}(\.[a-z0-9]+(-[a-z0-9]+)*)+"
LANGUAGE = "[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}"
PATTERNS = (Share._PATTERN, Every._PATTERN)


@given(st.text(st.sampled_from("0189.+-eEoxaF_ ٣²"), min_size=1, max_size=8))
@example("1e400")
@example("-0x1F")
@example("0x")
@example("0o8")
@example("0b1")
@example("1_000")
@example("+.e3")
@example("5e")
@example("5e+")
@example("0x1e5")
def test_a_plain_value_is_the_number_that_yaml_says(text: str) -> None:
    value = Scalar(text, True, 0, 0).value
    if re.fullmatch(WHOLE, text):
        assert value == int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))
        assert type(value) is int
    elif re.fullmatch(FLOAT, text) and abs(float(text)) != float("inf"):
        assert value == float(text)
        assert type(value) is float
    else:
        assert value == text


names = st.text(st.sampled_from("az09-._Aé"), max_size=10) | st.lists(
    st.sampled_from(["con", "com1", "a", "shop-he", "svg", "overview", "", "-", "x" * 64, "x" * 65, "lpt", "a-"])
).map(".".join)


@given(names)
@example("shop.overview.svg")
@example("a-.svg")
@example("-a.svg")
@example("a.b-.svg")
@example("con.svg")
@example("con-.svg")
@example("a.svg\n")
def test_a_name_of_a_file_is_made_from_an_id(name: str) -> None:
    if re.fullmatch(NAME, name):
        check_name(name)
    else:
        with pytest.raises(UserError):
            check_name(name)


@given(
    st.text(st.sampled_from("aZ1-é./"), max_size=9) | st.lists(st.sampled_from(["he", "a", "Latn", "1a"])).map("-".join)
)
@example("zh-Hant-TW")
@example("he-")
@example("he\n")
@example("../he")
@example("he-aaaaaaaaa")
@example("he-a1-b2-c3-d4-e5")
def test_the_code_of_a_language_can_name_a_file(code: str) -> None:
    assert is_language(code) == bool(re.fullmatch(LANGUAGE, code))


@given(st.text(st.sampled_from("0190. %day٣۰٫٪mweeks"), max_size=9))
@example("100.000%")
@example("34 %")
@example("4 months")
@example("۳۴٪")
@example("٣ days")
def test_a_pattern_for_a_text_matches_as_the_whole_one(text: str) -> None:
    for pattern in PATTERNS:
        assert bool(re.search(pattern_for(text, pattern), text)) == bool(re.search(pattern, text))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_for_a_text_in_ascii_has_nothing_beyond(pattern: str) -> None:
    assert pattern_for("4", pattern).isascii()
    assert pattern_for("٤", pattern) == pattern
