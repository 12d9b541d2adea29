"""Positions of the protocol are offsets and back, in any script, and mean what an editor in UTF-16 means by them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pygls")

from editor import applied, position_at
from lsprotocol import types

from journeymap.lsp.positions import Positions, shortest_change
from journeymap.source import SourceText
from journeymap.source.text import with_replacements

TEXTS = st.text(st.sampled_from("a:- \n\rשلن😀𝒳\u0301\u200f\u2028\x85\x0b\t"), max_size=60)


@given(TEXTS, st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_offsets_come_back(text: str, encoding: str) -> None:
    positions = Positions(SourceText(text, ""), encoding)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":  # no place is between them
            assert positions.offset(positions.position(offset)) == offset


@given(TEXTS)
def test_positions_are_those_of_an_editor(text: str) -> None:
    positions = Positions(SourceText(text, ""))
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":
            assert positions.position(offset) == position_at(text[:offset])


@given(TEXTS, st.integers(0, 70), st.integers(0, 70))
def test_any_position_has_an_offset(text: str, line: int, character: int) -> None:
    positions = Positions(SourceText(text, ""))
    offset = positions.offset(types.Position(line, character))
    assert 0 <= offset <= len(text)
    if line < positions.source.lines:
        assert positions.position(offset).line == line
        assert positions.position(offset).character <= character


def test_half_of_a_character_is_its_start() -> None:
    assert Positions(SourceText("a😀b", "")).offset(types.Position(0, 2)) == 1


@given(TEXTS, TEXTS)
def test_the_shortest_change_makes_the_other_text(before: str, after: str) -> None:
    changes = shortest_change(before, after)
    assert with_replacements(before, changes) == after
    assert len(changes) <= 1 and (before == after) == (not changes)


@given(TEXTS, TEXTS)
def test_edits_make_in_an_editor_what_they_make_here(before: str, after: str) -> None:
    positions = Positions(SourceText(before, ""))
    edits = [positions.edit(change) for change in shortest_change(before, after)]
    assert applied(before, edits) == after
