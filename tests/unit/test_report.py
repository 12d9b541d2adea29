"""Carets and safe text: what a terminal is given."""

import pytest

from journeymap.report.cells import width, with_carets
from journeymap.report.safe import visible


@pytest.mark.parametrize(
    ("line", "start", "end", "shown", "carets"),
    [
        ("key: value", 5, 10, "key: value", "     ^^^^^"),
        ("key:", 4, 5, "key:", "    ^"),
        ("\tkey", 1, 4, "    key", "    ^^^"),
        ("日本: x", 4, 5, "日本: x", "      ^"),
        ("日本: x", 0, 2, "日本: x", "^^^^"),
        ("שלום: x", 6, 7, "שלום: x", "      ^"),
        ("a\u0301b: x", 5, 6, "a\u0301b: x", "    ^"),
        ("می\u200cشود: x", 8, 9, "می\u200cشود: x", "       ^"),
        ("a\x1bb", 2, 3, "a\\x1bb", "     ^"),
        ("key: value   ", 5, 99, "key: value", "     ^^^^^^^^"),
    ],
)
def test_the_caret_stands_under_the_place(line: str, start: int, end: int, shown: str, carets: str) -> None:
    assert with_carets(line, start, end) == (shown, carets)


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "x" * 500 + "HERE" + "y" * 500
    shown, carets = with_carets(line, 500, 504)
    assert width(shown) <= 104
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert shown[carets.index("^") : carets.index("^") + 4] == "HERE"
    assert carets.strip() == "^^^^"


def test_control_characters_are_written_out() -> None:
    assert visible("a\x1b[0m\n\x9b\u202e\u2066\udcff") == "a\\x1b[0m\\x0a\\x9b\\u202e\\u2066\\udcff"
    assert visible("می\u200cشود \u200f") == "می\u200cشود \u200f"
