"""Whatever is typed, wherever the cursor is: no request fails."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

pytest.importorskip("pygls")

from editor import Editor
from hypothesis import example, given
from hypothesis import strategies as st
from lsprotocol import types
from test_server import in_editor

from journeymap.lsp.completion import completions
from journeymap.lsp.hover import hover
from journeymap.lsp.navigation import id_at, places_of
from journeymap.lsp.outline import foldings, outline
from journeymap.lsp.positions import Positions
from journeymap.lsp.quick_fixes import all_fixed, formatted, quick_fixes
from journeymap.settings import Settings
from journeymap.source.text import with_replacements
from journeymap.workspace import Document

ROOT = Path(__file__).parents[2]
SAMPLES = [(ROOT / f"samples/{name}.journey.yaml").read_text("utf-8") for name in ("book-shop-he", "home-loan-fa")]
SETTINGS = Settings(today=dt.date(2026, 11, 21))
PIECES = st.sampled_from([
    "", "\n", "\r\n", "\t", " ", "  - ", ": ", "[", "]", "{", "}", ",", '"', "'", "#", "|", ">-", "&a ", "*a", "[[",
    "]]", "owner: ", "id: x", "touchpoints:\n", "😀", "שלום", "\u2028", "\u202e", "\x07", "---\n", "? ", "!x ", "<<: ",
])  # fmt: skip
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60), PIECES, st.floats(0, 1)), min_size=1, max_size=6)


def behind(part: str, text: str) -> float:
    """Where the first `part` of a text ends, as a share of the text."""
    return (text.index(part) + len(part) + 0.5) / len(text)


def ask(document: Document, at: int) -> None:
    """Asks all that an editor can ask about a place; every answer is within the text."""
    positions = Positions(document.source)
    text, last = document.source.text, positions.position(len(document.source.text))
    for item in completions(document, positions, at):
        edit = item.text_edit
        assert isinstance(edit, types.TextEdit)
        assert edit.range.start <= positions.position(at) <= edit.range.end
        assert edit.range.start.line == edit.range.end.line  # as the protocol has it
    hover(document, positions, at)
    found = id_at(document, at)
    for span, _ in places_of(document, found.model, found.id) if found else ():
        assert 0 <= span.start <= span.end <= len(text)

    def within(symbols: list[types.DocumentSymbol]) -> None:
        for symbol in symbols:
            assert symbol.range.start <= symbol.selection_range.start <= symbol.selection_range.end <= symbol.range.end
            assert symbol.range.end <= last and symbol.name.strip()
            within(list(symbol.children or ()))

    within(outline(document, positions))
    for folding in foldings(document, positions):
        assert 0 <= folding.start_line < folding.end_line <= last.line


@given(st.sampled_from(SAMPLES), st.booleans(), EDITS)
@example(SAMPLES[1], False, [(0.8125, 0, '"', 0.0)])  # a quote that closes some lines below
@example(SAMPLES[0], True, [(0.9134233448016411, 14, "? ", 0.0)])  # a mapping whose only key is a mapping
def test_random_edits_leave_every_request_answered(
    text: str, crlf: bool, edits: list[tuple[float, int, str, float]]
) -> None:
    text = text.replace("\n", "\r\n") if crlf else text
    document = Document("x", None, text.encode(), SETTINGS)
    for where, taken_out, put_in, asked in edits:
        at = int(where * len(text))
        text = text[:at] + put_in + text[at + taken_out :]
        document = Document("x", None, text.encode(), SETTINGS, last_good=document.last_good)
        ask(document, at + len(put_in))
        ask(document, int(asked * len(document.source.text)))


@given(st.sampled_from(SAMPLES), st.tuples(st.floats(0, 1), st.integers(0, 30), PIECES))
@example(SAMPLES[0], (behind("- id: boo", SAMPLES[0]), 0, "["))  # it refers to `book` elsewhere
def test_what_can_be_done_leaves_a_text_that_can_be_read(text: str, edit: tuple[float, int, str]) -> None:
    where, taken_out, put_in = edit
    at = int(where * len(text))
    text = text[:at] + put_in + text[at + taken_out :]
    document = Document("x", None, text.encode(), SETTINGS)
    changes = [each.changes for each in quick_fixes(document, max(at - 200, 0), at + 200)]
    for change in (*changes, all_fixed(document), formatted(document)):
        after = with_replacements(document.source.text, change)
        assert not document.loaded.is_whole or Document("x", None, after.encode(), SETTINGS).loaded.is_whole


@pytest.mark.parametrize("beyond", [0, 1])
def test_what_a_cursor_touches_can_be_mended(beyond: int) -> None:
    document = Document("x", None, SAMPLES[0].replace("  name:", "  nmae:", 1).encode(), SETTINGS)
    start = document.source.text.index("nmae:")
    for at, outwards in ((start, -1), (start + len("nmae"), 1)):
        place = at + outwards * beyond
        titles = [each.title for each in quick_fixes(document, place, place) if each.preferred]
        assert ("Write `name`" in titles) == (beyond == 0)


def test_a_journey_typed_character_by_character(journey: str) -> None:
    last_good = None
    for end in range(len(journey) + 1):
        document = Document("x", None, journey[:end].encode(), SETTINGS, last_good=last_good)
        ask(document, end)
        last_good = document.last_good
    assert last_good is document


def test_the_server_answers_while_a_journey_is_typed(tmp_path: Path, journey: str) -> None:
    async def work(editor: Editor) -> None:
        uri = editor.open("")
        for end in range(0, len(journey), 23):
            text = journey[:end]
            editor.type(text, uri)
            await editor.complete(f"{text}‸")
            await editor.hover(f"{text}‸")
            for ask_for in ("document_symbol", "folding_range"):
                kind = {"document_symbol": types.DocumentSymbolParams, "folding_range": types.FoldingRangeParams}[
                    ask_for
                ]
                request = getattr(editor.client, f"text_document_{ask_for}_async")
                await request(kind(types.TextDocumentIdentifier(uri)))
        editor.type(journey, uri)
        assert "JM001" not in [each.code for each in await editor.problems(uri)]

    in_editor(tmp_path, work)
