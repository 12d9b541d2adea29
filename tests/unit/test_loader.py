"""The tree beside what PyYAML's own composer makes of the same text: the same values at the same places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from journeymap.io.discovery import Input
from journeymap.source import load
from journeymap.source.limits import MAX_BYTES
from journeymap.source.tree import Mapping, Node, Scalar, Sequence

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))

words = st.text(st.sampled_from("ab :-#'\"\\,[]{}אבگ‌é😀12\n"), max_size=12)
data = st.recursive(
    words | st.integers() | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=20,
)
styles = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([True, False, None]),
        "default_style": st.sampled_from([None, "'", '"', "|", ">"]),
        "width": st.sampled_from([10, 80, 10_000]),
        "allow_unicode": st.booleans(),
    }
)


def ours(node: Node) -> object:
    """Texts, kinds and places of a tree."""
    if isinstance(node, Scalar):
        return node.text, node.plain, node.start, node.end
    if isinstance(node, Sequence):
        return [ours(item) for item in node.items], node.start, node.end
    return {name: (ours(node.key(name)), ours(value)) for name, value in node.entries.items()}, node.start, node.end


def theirs(node: yaml.Node) -> object:
    """The same of PyYAML's nodes."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode):
        return node.value, not node.style, start, end
    if isinstance(node, yaml.SequenceNode):
        return [theirs(item) for item in node.value], start, end
    return {key.value: (theirs(key), theirs(value)) for key, value in node.value}, start, end


def assert_alike(text: str) -> None:
    loaded = load(text.encode(), "x")
    assert loaded.tree is not None
    assert ours(loaded.tree) == theirs(yaml.compose(text, yaml.CSafeLoader))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_read_at_the_places_that_libyaml_gives(path: Path) -> None:
    assert_alike(path.read_text(encoding="utf-8"))


@given(data, styles)
@example({"a b": 1, "c": [{"a b": None}]}, {"default_style": '"'})
def test_what_pyyaml_writes_is_read_at_its_places(value: object, style: dict[str, object]) -> None:
    text = yaml.dump(value, Dumper=yaml.CSafeDumper, sort_keys=False, **style)
    loaded = load(text.encode(), "x")
    if loaded.findings:  # a key that is not text, or a tag that a style of writing brings along
        assert {finding.code for finding in loaded.findings} <= {"JM008", "JM009", "JM011", "JM012"}
        return
    assert_alike(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("plain: 1", ("plain", True, 0, 5)),
        ('"in quotes": 1', ("in quotes", False, 0, 11)),
        ('"\\u05d0": 1', ("א", False, 0, 8)),
        ("? over\n  lines\n: 1", ("over lines", True, 2, 14)),
        ("&a name: 1", ("name", True, 0, 7)),
    ],
)
def test_a_key_is_whole_however_it_is_written(text: str, key: tuple[str, bool, int, int]) -> None:
    tree = load(text.encode(), "x").tree
    assert isinstance(tree, Mapping)
    found = tree.key(key[0])
    assert (found.text, found.plain, found.start, found.end) == key
    assert [each.span for each, _ in tree.pairs()] == [found.span] == [tree.first()]


def test_each_repeated_key_is_told_of_the_first() -> None:
    loaded = load(b"a: 1\nb: 2\na: 3\nc: 4\nb: 5\na: 6\n", "x")
    lines = [finding.message.rsplit(" ", 1)[1] for finding in loaded.findings]
    assert [finding.span.start for finding in loaded.findings] == [10, 20, 25]
    assert lines == ["1", "2", "1"]
    assert isinstance(loaded.tree, Mapping)
    assert {name: value.text for name, value in loaded.tree.entries.items() if isinstance(value, Scalar)} == {
        "a": "1", "b": "2", "c": "4",
    }  # fmt: skip


@pytest.mark.parametrize("levels", [7, 8])
def test_aliases_count_as_what_they_stand_for(levels: int) -> None:
    """Each level is nine of the one below, and one: five of them come to 141,156 values, six to 1,270,467."""
    lines = ["a0: &a0 [1]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels - 1)]
    findings = load("\n".join(lines).encode(), "x").findings
    assert [finding.code for finding in findings] == (["JM002"] if levels > 7 else [])


def test_values_after_aliases_count_with_what_these_stand_for() -> None:
    text = f"a: &a [{', '.join('1' * 1000)}]\nb: [{', '.join(['*a'] * 100)}]\nc: [{{}}]"
    assert not load(text.format(", ".join("1" * 98_000)).encode(), "x").findings
    refused = load(text.format(", ".join("1" * 99_000)).encode(), "x").findings
    assert [finding.code for finding in refused] == ["JM002"]


@pytest.mark.parametrize("more", [0, 1])
def test_values_are_counted_to_the_last(more: int) -> None:
    """The list and its items come to 200,000, and to one more."""
    findings = load(f"[{','.join('1' * (199_999 + more))}]".encode(), "x").findings
    assert [finding.code for finding in findings if finding.code == "JM002"] == ["JM002"] * more


@pytest.mark.parametrize("more", [0, 1])
def test_aliases_are_counted_to_the_last(more: int) -> None:
    findings = load(f"a: &a x\nb: [{', '.join(['*a'] * (1000 + more))}]".encode(), "x").findings
    assert [finding.code for finding in findings] == ["JM002"] * more


def test_an_alias_inside_of_what_is_named_anew_names_nothing_earlier() -> None:
    assert [finding.code for finding in load(b"a: &a 1\nb: &a [*a]", "x").findings] == ["JM010"]


def test_an_alias_means_the_nearest_anchor_above_it() -> None:
    loaded = load(b"a: &a [&a 1, *a]", "x")
    assert not loaded.findings
    assert isinstance(loaded.tree, Mapping)
    one, other = loaded.tree.entries["a"].items  # type: ignore[union-attr]
    assert one is other


def test_directives_are_counted() -> None:
    lines = [f"%TAG !{n}! t" for n in range(101)]
    refused = load("\n".join([*lines, "---", "a: 1"]).encode(), "x").findings
    assert [(finding.code, finding.span.start) for finding in refused] == [("JM002", len("\n".join(lines[:100])) + 1)]
    assert not load("\n".join([*lines[1:], "---", "a: 1"]).encode(), "x").findings


@pytest.mark.parametrize(
    ("text", "lines"), [("\u2066a\u2069: 1\n", [1]), ("a\u2066: 1\nb\u2069\u2069: 1\nc: 1\n", [1, 2])]
)
def test_controls_are_warned_of_once_a_line(text: str, lines: list[int]) -> None:
    loaded = load(text.encode(), "x")
    assert [loaded.source.place(finding.span.start)[0] for finding in loaded.findings] == lines
    assert {finding.code for finding in loaded.findings} == {"JM006"}


def test_what_is_no_utf_8_has_its_place_behind_a_byte_order_mark_too() -> None:
    loaded = load(b"\xef\xbb\xbfa: 1\n\xff: 2\n", "x")
    assert [loaded.source.place(finding.span.start) for finding in loaded.findings] == [(2, 1)]


@pytest.mark.parametrize("inner", ["a: &a [[], {39}1{-39}]\n", "a: &a {20}&b {20}1{-40}\n", "a: &a [*b, {39}1{-39}]\n"])
def test_depth_is_counted_through_aliases(inner: str) -> None:
    """`inner` is 40 deep; 24 levels around it make 64, which is allowed, and 25 do not."""
    inner = "x: &b [[1]]\n" + re.sub(r"\{(-?)(\d+)\}", lambda match: ((match[1] and "]") or "[") * int(match[2]), inner)
    assert not load(f"{inner}b: {'[' * 23}*a{']' * 23}".encode(), "x").findings
    refused = load(f"{inner}b: {'[' * 24}*a{']' * 24}".encode(), "x").findings
    assert [finding.code for finding in refused] == ["JM002"]


@pytest.mark.parametrize("more", [0, 1])
def test_a_file_of_one_byte_too_many_is_refused(tmp_path: Path, more: int) -> None:
    path = tmp_path / "a.journey.yaml"
    path.write_bytes(b"title: A\n#".ljust(MAX_BYTES + more, b"x"))
    findings = load(Input("a", path).read(), "a").findings
    assert [finding.code for finding in findings] == ["JM002"] * more


@pytest.mark.parametrize("levels", [65, 900, 1100, 5000])
def test_brackets_nested_too_deep_are_told_as_that(levels: int) -> None:
    (error,) = load(f"x-a: {'[' * levels}{']' * levels}\n".encode(), "x").errors
    assert (error.code, error.message) == ("JM002", "nested more than 64 levels deep")


@pytest.mark.parametrize("name", ["an:chor", "ü-\u05d0", ":a", "b!", "q'?'", "*", "a#b"])
def test_the_name_of_an_anchor_may_have_any_letter(name: str) -> None:
    """The values and places are those of the same file with a plain name as long."""
    text = (
        "# top\na: &NAME text  # one\nb: *NAME\nlist:\n  - &NAME\n    k: v\n    m: |\n      x\n\n  - *NAME  # two\n"
        "flow: {a: &NAME [1, 'two'], b: [*NAME, {c: *NAME }]}\nq: &NAME \"a\n  b\"\n"
        "plain: a *NAME &NAME b\nend: &NAME\n"
    )
    found, plain = (
        load(text.replace("NAME", name).encode(), "x"),
        load(text.replace("NAME", "n" * len(name)).encode(), "x"),
    )
    assert found.tree is not None and plain.tree is not None and not found.findings
    shown = str(ours(plain.tree)).replace(f"a *{'n' * len(name)} &{'n' * len(name)} b", f"a *{name} &{name} b")
    assert str(ours(found.tree)).replace("\\'", "'").replace('"', "'") == shown.replace('"', "'")


def test_such_a_name_is_not_read_for_minutes() -> None:
    refused = load(b"a: &b:c d\n#" + b"x" * 200_000, "x").findings
    assert [(finding.code, finding.span.start) for finding in refused] == [("JM002", 3)]
    assert not load(b"a: a *b:c* d\n#" + b"x" * 200_000, "x").findings
