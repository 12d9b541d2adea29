"""Edits of YAML text: what is meant changes, and nothing else."""

from __future__ import annotations

import difflib
import functools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.errors import UserError
from journeymap.source import Mapping, Node, Sequence, load
from journeymap.source.characters import suspect
from journeymap.source.replacements import Replacements
from journeymap.source.splice import Append, Edit, ExpandText, SetValue, splice
from journeymap.source.tree import to_json

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))
TEXTS = st.text(max_size=30).filter(lambda text: not suspect().search(text)) | st.sampled_from(
    [
        "a: b",
        "x, y",
        "# c",
        "it's",
        '"',
        "- no",
        "12",
        "true",
        "null",
        " lead",
        "tail ",
        "\\",
        "{a}",
        "end:",
        "<<",
        "~",
        "-",
    ]
)
NUMBERS = st.integers(-9, 9) | st.sampled_from([-1.5, 0.25])
VALUES = TEXTS | NUMBERS | st.fixed_dictionaries({"id": st.just("x"), "text": TEXTS}, optional={"votes": NUMBERS})
AWKWARD = [
    b"a: |+\n  keep\n\n\nb: >-\n  fold\n  more\n\n# end\n",
    b"a:\r\n- x # c\r\n- y\r\n\r\n# t\r\nb: [1, 2 , ]\r\n",
    b"\xef\xbb\xbfa: {k: v}\nc:\n  - q: 'it''s'  # z\n\n\n# foo\n",
    b'{"a": 1, "b": {"c": ["x"], "d": []},\n "e": {}}',
    b"a:\nb: ~  # none\nc:\n  d:\n    - - q\n      - r\n  e: {}\n  f: [ ]\n  g: multi\n    line plain\n"
    b'  h: "quoted\n    too"\n  i:\n    k: v\n    # inner\n    l: |\n      block\n\n      text\n  j:\n'
    b"    just own line\n  k: [a, # c\n    b, # d\n  ]\n",
    b"a: 1 # no newline",
    b"a: &x {k: v}\nb: *x\nc:\n  - first\n  - *x\n",
    b"a:\n  k: >+\n    text\n\nz: &unused q\n",
    *(path.read_bytes() for path in SAMPLES),
]


@functools.cache
def tree_of(data: bytes) -> Node:
    tree = load(data, "x").tree
    assert tree is not None
    return tree


def places(node: Node, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Node]]:
    found = [(path, node)]
    if isinstance(node, Mapping):
        return found + [each for key, inner in node.entries.items() for each in places(inner, (*path, key))]
    if isinstance(node, Sequence):
        return found + [each for index, inner in enumerate(node.items) for each in places(inner, (*path, index))]
    return found


@functools.cache
def editable(data: bytes) -> list[tuple[tuple[str | int, ...], Node]]:
    return [each for each in places(tree_of(data)) if each[0] or isinstance(each[1], Mapping)]


@st.composite
def edited(draw: st.DrawFn) -> tuple[bytes, Edit]:
    data = draw(st.sampled_from(AWKWARD))
    path, node = draw(st.sampled_from(editable(data)))
    if isinstance(node, Mapping) and (not path or draw(st.booleans())):
        value = draw(VALUES | st.lists(VALUES, min_size=1, max_size=3))
        return data, draw(st.sampled_from([SetValue((*path, "new"), value), Append((*path, "new"), (value,))]))
    if isinstance(path[-1], str):
        count = len(node.items) if isinstance(node, Sequence) else 1
        at = draw(st.none() | st.integers(0, count))
        items = tuple(draw(st.lists(VALUES, min_size=1, max_size=3)))
        put = [SetValue(path, draw(TEXTS | NUMBERS)), ExpandText(path, "text", {"votes": 3})]
        return data, draw(st.sampled_from([Append(path, items, at, draw(st.booleans())), *put]))
    return data, ExpandText(path, "text", {"votes": draw(NUMBERS)})


def wanted(data: bytes, edit: Edit) -> Any:
    """What the file is to say, worked out on plain data."""
    whole = holder = to_json(tree_of(data))
    for part in edit.path[:-1]:
        if isinstance(holder, list) or isinstance(part, str):
            holder = holder[part]  # type: ignore[call-overload,index]
    assert isinstance(holder, dict | list)
    last: Any = edit.path[-1]
    here = holder[last] if isinstance(holder, list) else holder.get(last)
    if isinstance(edit, SetValue):
        holder[last] = edit.value
    elif isinstance(edit, ExpandText):
        node = next(node for path, node in places(tree_of(data)) if path == edit.path)
        holder[last] = {edit.key: node.text, **edit.more}  # type: ignore[union-attr]
    elif here is None and len(edit.items) == 1 and isinstance(edit.items[0], str):
        holder[last] = edit.items[0]
    else:
        items = [] if here is None else here if isinstance(here, list) else [here]
        at = len(items) if edit.at is None else edit.at
        holder[last] = items[:at] + list(edit.items) + items[at:]
    return whole


@settings(max_examples=200)
@given(edited())
def test_the_file_says_the_edit_and_nothing_else(case: tuple[bytes, Edit]) -> None:
    data, edit = case
    try:
        after = splice(data, "x", [edit])
    except UserError as error:
        known = ("in several places", "so it is not edited", "changing more than is meant")
        assert any(word in error.message for word in known)
        return
    assert json.dumps(to_json(tree_of(after))) == json.dumps(wanted(data, edit))
    assert after.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")
    before_lines, after_lines = data.decode().splitlines(), after.decode().splitlines()
    kept = {line.strip() for line in after_lines}  # what becomes a list moves in, so the indentation may grow
    assert [line for line in before_lines if line.lstrip().startswith("#") and line.strip() not in kept] == []
    if b"\r\n" in data:
        assert b"\n" not in after.replace(b"\r\n", b"")


@settings(max_examples=40)
@given(st.sampled_from(SAMPLES), TEXTS, st.data())
def test_no_edit_of_a_true_journey_is_refused_or_touches_other_lines(
    path: Path, text: str, data: st.DataObject
) -> None:
    source = path.read_bytes()
    kept = [each for each in places(tree_of(source)) if isinstance(each[1], Sequence)]
    place, _ = data.draw(st.sampled_from(kept))
    after = splice(source, path.name, [Append(place, (text,))])
    matcher = difflib.SequenceMatcher(a=source.decode().splitlines(), b=after.decode().splitlines(), autojunk=False)
    touched = sum(i2 - i1 for tag, i1, i2, _, _ in matcher.get_opcodes() if tag != "equal")
    assert touched <= 1


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ("a:\n  - x  # why\n\n# end\n", Append(("a",), ("y",)), "a:\n  - x  # why\n  - y\n\n# end\n"),
        ("a:\n- x\nb: 1\n", Append(("a",), ("y: z",)), 'a:\n- x\n- "y: z"\nb: 1\n'),
        ("a: [x, y]  # c\n", Append(("a",), ("z",)), "a: [x, y, z]  # c\n"),
        ("a: [x, y,]\n", Append(("a",), ("z, q",)), 'a: [x, y, "z, q",]\n'),
        ("a:\n  # of x\n  - x\n", Append(("a",), ("y",), 0), "a:\n  - y\n  # of x\n  - x\n"),
        ("a: []\n", Append(("a",), ("z",)), "a: [z]\n"),
        ("a: []  # c\nb: 1\n", Append(("a",), ({"id": "z"},), block=True), "a:  # c\n  - id: z\nb: 1\n"),
        ("a: x  # c\n", Append(("a",), ("y",)), "a: [x, y]  # c\n"),
        ("a: x, y  # c\n", Append(("a",), ("z",)), "a:\n  - x, y  # c\n  - z\n"),
        ("a: 'x'\n", Append(("a",), ("y",), 0), "a: [y, 'x']\n"),
        ("a:\n  s: 1\n  # c\n  t: 2\nb: 1\n", Append(("a",), ({"s": 3},)),
         "a:\n  - s: 1\n    # c\n    t: 2\n  - {s: 3}\nb: 1\n"),
        ("a: |\n  text\n\nb: 1\n", Append(("a",), ("y",)), "a:\n  - |\n    text\n  - y\n\nb: 1\n"),
        ("b: 1\n", Append(("a",), ("y",)), "b: 1\na: y\n"),
        ("b: 1", Append(("a",), ({"id": "q", "n": "m"},)), "b: 1\na:\n  - {id: q, n: m}"),
        ("a:\n  - id: x\n    n: 1\n\n  - id: y\n    n: 2\n", Append(("a",), ({"id": "z"},), 1),
         "a:\n  - id: x\n    n: 1\n\n  - id: z\n\n  - id: y\n    n: 2\n"),
        ("a: {b: 'x'}\n", SetValue(("a", "b"), "it's"), "a: {b: 'it''s'}\n"),
        ("a:\n  b: x # c\n", SetValue(("a", "b"), 2), "a:\n  b: 2 # c\n"),
        ("a:  # c\nb: 1\n", SetValue(("a", "k"), "v"), "a: {k: v}  # c\nb: 1\n"),
        ('{"a": {"b": 1}}', SetValue(("a", "c"), "v"), '{"a": {"b": 1, "c": "v"}}'),
        ("a:\n  - x y  # c\n", ExpandText(("a", 0), "text", {"votes": 3}), "a:\n  - {text: x y, votes: 3}  # c\n"),
        ("a: {score: 1}\n", SetValue(("a", 0, "score"), -1.5), "a: {score: -1.5}\n"),
        ("a: {m: 61}  # c\n", SetValue(("a", "m"), {"value": 2.5, "n": 3}), "a: {m: {value: 2.5, n: 3}}  # c\n"),
        ("a:\n  m: '61'  # c\n", SetValue(("a", "m"), {"value": 2}), "a:\n  m: {value: 2}  # c\n"),
        ("a:\n  b: 1\n", SetValue(("a", "m"), {"x": {"value": 2, "n": 3}}),
         "a:\n  b: 1\n  m:\n    x: {value: 2, n: 3}\n"),
        ("a:\n  b: 1\n", SetValue(("a", "m"), {"x": {"value": 2, "n": 3}}, block=True),
         "a:\n  b: 1\n  m:\n    x:\n      value: 2\n      n: 3\n"),
        ("a:\n  m: # c\nb: 1\n", SetValue(("a", "m"), {"value": 2, "n": 3}, block=True),
         "a:\n  m: # c\n    value: 2\n    n: 3\nb: 1\n"),
    ],
)  # fmt: skip
def test_edits_look_as_a_person_would_write_them(before: str, edit: Edit, after: str) -> None:
    assert splice(before.encode(), "x", [edit]).decode() == after


def test_numbers_are_written_without_a_fraction_that_says_nothing() -> None:
    assert splice(b"a: 1\n", "x", [SetValue(("a",), 2.0), SetValue(("b",), -0.30000000000000004)]) == b"a: 2\nb: -0.3\n"
    assert splice(b"a: 1\n", "x", [SetValue(("a",), 2 / 3)]) == b"a: 0.666667\n"


def test_edits_are_made_in_their_order() -> None:
    edits = [Append(("a",), ("y",)), SetValue(("b", "c"), 1), Append(("a",), ("z",), 0), SetValue(("b", "d"), 2)]
    assert splice(b"a: x\nb: {}\n", "x", edits) == b"a: [z, x, y]\nb: {c: 1, d: 2}\n"


def test_what_an_alias_shares_is_not_edited() -> None:
    with pytest.raises(UserError, match=r"x\.yaml:1: what stands here is used in several places"):
        splice(b"a: &p {k: v}\nb: *p\n", "x.yaml", [SetValue(("b", "k"), "w")])
    assert splice(b"a: &p {k: v}\nb: [*p]\n", "x", [Append(("b",), ("w",))]) == b"a: &p {k: v}\nb: [*p, w]\n"


def test_a_file_with_holes_is_not_edited() -> None:
    with pytest.raises(UserError, match=r"x\.yaml:2: the key `a` stands twice"):
        splice(b"a: 1\na: 2\n", "x.yaml", [SetValue(("a",), "w")])


def test_an_edit_that_would_change_more_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What finds the places to change is trusted with nothing: here it takes the next key along."""
    whole = Replacements.set_value

    def greedy(self: Replacements, path: tuple[str | int, ...], value: Any, *, block: bool) -> list[Any]:
        return [change._replace(end=change.end + len("\nb: 2")) for change in whole(self, path, value, block=block)]

    data = b"a: 1\nb: 2\nc: 3\n"
    assert splice(data, "x", [SetValue(("a",), 4)]) == b"a: 4\nb: 2\nc: 3\n"
    monkeypatch.setattr(Replacements, "set_value", greedy)
    with pytest.raises(UserError, match="changing more than is meant") as refused:
        splice(data, "x", [SetValue(("a",), 4)])
    assert refused.value.hint == "make it by hand at a"


def test_what_no_file_may_hold_is_not_written() -> None:
    with pytest.raises(ValueError, match="U\\+0007"):
        splice(b"a: 1\n", "x", [SetValue(("a",), "bell\a")])
