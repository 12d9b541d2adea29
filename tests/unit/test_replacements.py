"""What replaces spans of a text stands where it is meant to, in whatever order it is given."""

from __future__ import annotations

from itertools import permutations

import pytest

from journeymap.source.text import Replacement, with_replacements


def test_spans_are_those_of_the_text_as_it_was() -> None:
    changes = [Replacement(1, 3, "xyz"), Replacement(3, 3, "+"), Replacement(4, 6, "")]
    assert {with_replacements("abcdef", each) for each in permutations(changes)} == {"axyz+d"}


def test_what_is_put_in_stands_before_what_is_replaced_and_in_order() -> None:
    replaced = Replacement(2, 4, "X")
    first, second = Replacement(2, 2, "1"), Replacement(2, 2, "2")
    for changes in ([replaced, first, second], [first, replaced, second], [first, second, replaced]):
        assert with_replacements("abcdef", changes) == "ab12Xef"


def test_spans_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap at offset 2"):
        with_replacements("abcdef", [Replacement(2, 4, ""), Replacement(1, 3, "")])
