"""What stands at a place of a text is what the tree of the text says of it, and is known where there is no tree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.source import Mapping, Node, Scalar, Sequence, load
from journeymap.source.bracketed import Cursor, Step
from journeymap.source.cursor import cursor_at
from journeymap.source.offsets import bare_start
from journeymap.source.tree import to_json
from journeymap.source.writing import entry, inline

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "samples").glob("*.journey.yaml")), ROOT / "tests/golden/diff/before.journey.yaml"]


def _scalars(
    node: Node, path: tuple[Step, ...] = ()
) -> Iterator[tuple[tuple[Step, ...], Scalar, bool, frozenset[str]]]:
    """Each key and value of a tree with its path, whether it is a key, and the other keys beside it."""
    if isinstance(node, Scalar):
        yield path, node, False, frozenset()
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item, (*path, None))
    else:
        for key, value in node.pairs():
            yield path, key, True, frozenset(node.entries.keys() - {key.text})
            yield from _scalars(value, (*path, key.text))


def _agrees(text: str) -> int:
    """Asserts that every place of a text is what its tree says; returns how many there are."""
    loaded = load(text.encode(), "")
    assert loaded.tree is not None
    count = 0
    for path, node, is_key, beside in _scalars(loaded.tree):
        start = bare_start(text, node)
        cursor = cursor_at(text, start)
        place = (loaded.source.place(start), text[start : start + 20])
        assert cursor.path == path, place
        if is_key:
            assert (cursor.slot, cursor.present, cursor.has_colon) == ("key", beside, True), place
            assert text[cursor.start : cursor.end] == node.text, place
        elif text[start : start + 1] not in ("|", ">", "\n", "&", ""):
            assert cursor.slot in ("value", "either"), place
            inside = start + (text[start] in "\"'")
            assert cursor.start == inside, place
            if "\n" not in text[start : node.end]:
                assert text[cursor.start : cursor.end] == text[inside : node.end - (inside != start)], place
        count += 1
    return count


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_agrees_with_the_tree(path: Path) -> None:
    assert _agrees(path.read_text("utf-8")) > 300


@pytest.mark.parametrize("style", ["block", "block without indented lists", "brackets", "lines ending in CRLF"])
def test_it_agrees_with_the_tree_in_every_style(style: str) -> None:
    text = FILES[-1].read_text("utf-8")
    tree = load(text.encode(), "").tree
    assert isinstance(tree, Mapping)
    values = to_json(tree)
    assert isinstance(values, dict)
    offset = 0 if "without" in style else 2
    written = "\n".join(line for key, value in values.items() for line in entry(key, value, 0, offset, block=True))
    if style == "brackets":
        written = inline(values, quotes='"')
    elif "CRLF" in style:
        written = text.replace("\n", "\r\n")
    assert _agrees(written) > 300


CASES = {
    "": ((), "either", "", set()),
    "‸id: x": ((), "key", "id", set()),
    "id: x\n‸": ((), "key", "", {"id"}),
    "id: x\n\n  # so\n‸\ntitle: y": ((), "key", "", {"id", "title"}),
    "own‸": ((), "either", "own", set()),
    "id: x\nown‸": ((), "key", "own", {"id"}),
    "owner: ‸": (("owner",), "value", "", set()),
    "owner: ma‸rk # so": (("owner",), "value", "mark", set()),
    "owner: mark # s‸o": (("owner",), "none", "", set()),
    "# ow‸": ((), "none", "", set()),
    'owner: "ma‸rk"': (("owner",), "value", "mark", set()),
    'owner: "mark" ‸': (("owner",), "none", "", set()),
    "owner:\n  ‸": (("owner",), "either", "", set()),
    "stages:\n  - ‸": (("stages", None), "either", "", set()),
    "stages:\n  - id: a\n    ‸": (("stages", None), "key", "", {"id"}),
    "stages:\n  - id: a\n  - ‸": (("stages", None), "either", "", set()),
    "stages:\n- id: a\n  na‸": (("stages", None), "key", "na", {"id"}),
    "stages:\n- id: a\n‸": ((), "key", "", {"stages"}),
    "stages:\n  - id: a\n    touchpoints:\n      - id: b\n    ‸": (("stages", None), "key", "", {"id", "touchpoints"}),
    "stages:\n  - actions:\n      - owner: x\n        ‸": (("stages", None, "actions", None), "key", "", {"owner"}),
    "to: [‸": (("to", None), "either", "", set()),
    "to: [a, ‸": (("to", None), "either", "", set()),
    "to: [a, b‸]": (("to", None), "either", "b", set()),
    "to: [a] ‸": (("to",), "none", "", set()),
    "next: {to: ‸": (("next", "to"), "value", "", set()),
    "next: {to: a, ‸": (("next",), "key", "", {"to"}),
    "next: {to: a, ‸, share: 3}": (("next",), "key", "", {"to", "share"}),
    "next: [{to: a,\n  share: 3}, {‸\nid: x": (("next", None), "key", "", set()),
    "next: {to: a, sh‸: 3}": (("next",), "key", "sh", {"to"}),
    "next: {to: 'a‸": (("next", "to"), "value", "a", set()),
    "{id: x, ‸": ((), "key", "", {"id"}),
    "text: |\n  id: x\n  ‸": (("text",), "text", "", set()),
    "text: >-\n  stages:\n    - ‸": (("text",), "text", "", set()),
    'text: "one\n  two‸': (("text",), "text", "", set()),
    "text: one\n  two‸": (("text",), "text", "", set()),
    "a: &x\n  ‸": (("a",), "either", "", set()),
    "a: [b\nc: ‸": (("c",), "value", "", set()),
    "---\n# so\nid: x\n‸": ((), "key", "", {"id"}),
    "כותרת: x\nid: ‸": (("id",), "value", "", set()),
    "\ttitle: ‸": (("title",), "value", "", set()),
}  # fmt: skip


@pytest.mark.parametrize(("shown", "expected"), CASES.items(), ids=[repr(each) for each in CASES])
def test_it_knows_a_half_written_place(
    shown: str, expected: tuple[tuple[Step, ...], str, str, set[str]]
) -> None:  # fmt: skip
    text = shown.replace("‸", "")
    cursor = cursor_at(text, max(shown.find("‸"), 0))
    word = text[cursor.start : cursor.end]
    assert (cursor.path, cursor.slot, word, set(cursor.present)) == expected


PIECES = st.sampled_from([
    "id", "stages", ":", ": ", "- ", "-", "\n", "\r\n", "\r", " ", "  ", "\t", "[", "]", "{", "}", ",", '"', "'", "#",
    " #", "|", ">-", "&a ", "*a", "!!x ", "---", "%", "? ", "\\", "סיכום", "😀", "\u2028", "\ufeff", "[[", "]]", "@",
])  # fmt: skip


@given(st.lists(PIECES, max_size=40), st.integers(0, 120))
def test_it_never_fails(pieces: list[str], at: int) -> None:
    text = "".join(pieces)
    cursor = cursor_at(text, at)
    assert isinstance(cursor, Cursor)
    assert 0 <= cursor.start <= cursor.end <= len(text)


def test_a_long_line_takes_few_steps() -> None:
    """Steps that grow with the square of its length would not end while the tests run."""
    for piece in (" ", "a ", "- ", '"', "[", "{a: ", "&a ", ": "):
        text = "id: x\ntitle: " + piece * (200_000 // len(piece))
        cursor_at(text, len(text))
        cursor_at(text + "\n  ", len(text) + 3)
