"""Keys and items taken out, moved and replaced: what is meant changes, comments go with what they are about."""

from __future__ import annotations

import copy
import functools
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.errors import UserError
from journeymap.source import Mapping, Node, Sequence, load
from journeymap.source.concrete import read
from journeymap.source.splice import Edit, Move, Remove, Replace, SetValue, splice
from journeymap.source.tree import to_json

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))
COMMENTED = (
    b"# head\n\nj: 1\n# of a\na:\n  # of x\n  - id: x  # beside\n    n: |\n      # no comment\n      text\n"
    b"    # - of x, below\n\n  # of y\n  # more of y\n  - id: y\n    k: [1, 2, 3]\n\n  - {id: z, k: 1}\n"
    b"  # of the list\nb:  # of b\n  - p\n  - q\nc: one\nd: {e: 1, f: [u, v]}\n# tail\n"
)
TEXTS = (COMMENTED, COMMENTED.replace(b"\n", b"\r\n"), b"a:\n- |+\n  x\n\n- y\nb: [1, 2,\n  3] # c\nc:\n- z",
         *(path.read_bytes() for path in SAMPLES))  # fmt: skip
Path_ = tuple[str | int, ...]


@functools.cache
def places(data: bytes) -> list[tuple[Path_, Node]]:
    tree = load(data, "x").tree
    assert tree is not None

    def below(node: Node, path: Path_) -> list[tuple[Path_, Node]]:
        parts: list[tuple[str | int, Node]] = []
        if isinstance(node, Mapping):
            parts = list(node.entries.items())
        elif isinstance(node, Sequence):
            parts = list(enumerate(node.items))
        return [each for key, inner in parts for each in [((*path, key), inner), *below(inner, (*path, key))]]

    return below(tree, ())


def data_of(data: bytes) -> Any:
    tree = load(data, "x").tree
    assert tree is not None
    return to_json(tree)


def at(data: Any, path: Path_) -> Any:
    for part in path:
        data = data[part]
    return data


def comments(data: bytes) -> Counter[str]:
    return Counter(each.text for each in read(data.decode()).comments)


@given(st.integers(0, len(TEXTS) - 1), st.data())
def test_what_is_taken_out_is_gone_and_nothing_else(number: int, draw: st.DataObject) -> None:
    data = TEXTS[number]
    path = draw.draw(st.sampled_from([path for path, _ in places(data)]))
    expected = copy.deepcopy(data_of(data))
    try:
        after = splice(data, "x", [Remove(path)])
    except UserError as error:
        assert "nothing would be left" in error.message or "a comment stands in it" in error.message
        return
    holder = at(expected, path[:-1])
    del holder[path[-1]]
    assert data_of(after) == expected
    assert not comments(after) - comments(data)
    kept = data.decode().splitlines()
    assert all(line in kept or "[" in line or "{" in line or line.lstrip(" -") in "".join(kept)
               for line in after.decode().splitlines())  # fmt: skip


@given(st.integers(0, len(TEXTS) - 1), st.data())
def test_what_is_moved_takes_its_comments_along(number: int, draw: st.DataObject) -> None:
    data = TEXTS[number]
    path = draw.draw(st.sampled_from([path for path, _ in places(data) if isinstance(path[-1], int)]))
    lists = [other for other, node in places(data) if isinstance(node, Sequence) and isinstance(other[-1], str)]
    to = draw.draw(st.sampled_from([path[:-1], *(each for each in lists if each[-1] == path[-2])]))
    expected = copy.deepcopy(data_of(data))
    target = at(expected, to)
    place = draw.draw(st.integers(0, len(target) - (to == path[:-1])) | st.none())
    try:
        after = splice(data, "x", [Move(path, to, place)])
    except UserError as error:
        assert "comment" in error.message or "into itself" in error.message or "no value" in error.message
        return
    source = at(expected, path[:-1])
    moved = source.pop(path[-1])
    target.insert(len(target) if place is None else place, moved)
    if not source:
        holder = at(expected, path[:-2])
        del holder[path[-2]]
    assert data_of(after) == expected
    assert comments(after) == comments(data)


@given(
    st.integers(0, len(TEXTS) - 1),
    st.data(),
    st.sampled_from(["t", ["a: b", "c"], [{"id": "x", "t": ["y"]}], {"k": {}}]),
)
def test_a_key_gets_another_value(number: int, draw: st.DataObject, value: Any) -> None:
    data = TEXTS[number]
    path = draw.draw(st.sampled_from([path for path, _ in places(data) if isinstance(path[-1], str)]))
    expected = copy.deepcopy(data_of(data))
    try:
        after = splice(data, "x", [Replace(path, value)])
    except UserError as error:
        assert "a comment stands in it" in error.message
        return
    at(expected, path[:-1])[path[-1]] = value
    assert data_of(after) == expected
    assert comments(after) == comments(data)


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ("a:\n  - x\n  # of y\n  - y  # beside\n  - z\n", Remove(("a", 1)), "a:\n  - x\n  - z\n"),
        ("a:\n  - id: x\n    n: 1\n\n  - id: y\n\n  - id: z\n", Remove(("a", 1)),
         "a:\n  - id: x\n    n: 1\n\n  - id: z\n"),
        ("a:\n  - id: x\n\n  - id: y\n", Remove(("a", 0)), "a:\n  - id: y\n"),
        ("a:\n  - id: x\n\n  - id: y\n", Remove(("a", 1)), "a:\n  - id: x\n"),
        ("a:\n  - id: x\n    k: 1\n  - y\n", Remove(("a", 0, "id")), "a:\n  - k: 1\n  - y\n"),
        ("a: 1\n\n# of b\nb:\n  - x\n  # - y\n\nc: 1\n", Remove(("b",)), "a: 1\n\nc: 1\n"),
        ("a: 1\n# far\n\n# of b\nb: 2\n", Remove(("b",)), "a: 1\n# far\n"),
        ("a: [x, y, z]  # c\n", Remove(("a", 0)), "a: [y, z]  # c\n"),
        ("a: [x, y, z]  # c\n", Remove(("a", 2)), "a: [x, y]  # c\n"),
        ("a: {k: 1, l: , m: 3}\n", Remove(("a", "l")), "a: {k: 1, m: 3}\n"),
        ("a: 1\nb: 2", Remove(("b",)), "a: 1\n"),
        ("a:\n  - x\n  # of y\n  - y\n", Move(("a", 1), ("a",), 0), "a:\n  # of y\n  - y\n  - x\n"),
        ("a: [x, 'y', z]\n", Move(("a", 0), ("a",)), "a: ['y', z, x]\n"),
        ("a:\n- id: x\n  l:\n    - p # c\n    - q\n- id: y\n  l:\n  - r\n", Move(("a", 0, "l", 0), ("a", 1, "l"), 0),
         "a:\n- id: x\n  l:\n    - q\n- id: y\n  l:\n  - p # c\n  - r\n"),
        ("a:\n  - {id: x, l: [p, q]}\n  - {id: y}\n", Move(("a", 0, "l", 1), ("a", 1, "l")),
         "a:\n  - {id: x, l: [p]}\n  - {id: y, l: q}\n"),
        ("a:\n  - {id: x, l: p}\n  - {id: y}\n", Move(("a", 0, "l", 0), ("a", 1, "l")),
         "a:\n  - {id: x}\n  - {id: y, l: p}\n"),
        ("a: x  # c\nb: 1\n", Replace(("a",), ["y", "z"]), "a: [y, z]  # c\nb: 1\n"),
        ("a:\n  - x\n  - y  # c\nb: 1\n", Replace(("a",), "z"), "a: z  # c\nb: 1\n"),
        ("a:  # c\nb: 1\n", Replace(("a",), "z"), "a: z  # c\nb: 1\n"),
    ],
)  # fmt: skip
def test_a_text_looks_as_if_a_person_had_changed_it(before: str, edit: Edit, after: str) -> None:
    assert splice(before.encode(), "x", [edit]).decode() == after
    windows = splice(before.replace("\n", "\r\n").encode(), "x", [edit]).decode()
    assert windows == after.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("text", "edit", "why"),
    [
        ("a: [x]\n", Remove(("a", 0)), "x:1: nothing would be left"),
        ("a:\n  - id: x # of the id\n    k: 1\n", Remove(("a", 0, "id")), "a comment stands in it"),
        ("a: [x, # why\n  y]\n", Remove(("a", 0)), "a comment stands in it"),
        ("a:\n  - x # why\n  - y\n", Replace(("a",), "z"), "a comment stands in it"),
        ("a: &p [x, y]\nb: *p\n", Remove(("b", 0)), "several places"),
        ("a:\n  - b: [{a: [c]}, d]\n", Move(("a", 0, "b", 0), ("a", 0, "b", 0, "a")), "into itself"),
        ("a: 1\n", Remove(("b",)), "there is no b"),
    ],
)
def test_what_would_take_more_along_is_refused(text: str, edit: Edit, why: str) -> None:
    with pytest.raises(UserError, match=why.replace("[", "\\[")):
        splice(text.encode(), "x", [edit])


def test_edits_are_made_in_order_also_when_things_move() -> None:
    edits = [SetValue(("a", 0), "p"), Remove(("a", 1)), Move(("a", 0), ("a",)), SetValue(("a", 0), "q"), Remove(("b",))]
    assert splice(b"a: [x, y, z]\nb: 1\n", "x", edits) == b"a: [q, p]\n"
