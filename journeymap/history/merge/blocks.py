"""Splits the text of a journey file into blocks: each key with its value, each item of a list, with the lines above it.

Blocks of different versions are matched by key; the key of a list's item are the fields that identify it in the model
(`ListOf.identified_by`), or its text. Indentation is removed, so that it makes no difference.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import NamedTuple

from journeymap.model import Journey
from journeymap.model.reading import Kind
from journeymap.model.shape import ListOf, MapOf, Struct, fields_of, struct_of
from journeymap.records import cached_property
from journeymap.source.concrete import read
from journeymap.source.tree import Mapping, Node, Scalar, Sequence, to_json

_ROOT = Struct(Journey)
_UNKNOWN = (("id",),)
"""The fields that identify the items of a list that the model does not know."""


class _Span(NamedTuple):
    """Offsets of a block in its text: of the lines above it, its first line, its first character, and its end."""

    above: int
    line: int
    start: int
    end: int


class VersionText:
    """The text of one version, and the comments in it by their offsets."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = sorted((each.start, each.text) for each in read(text).comments) if "#" in text else []
        self._starts = [start for start, _ in found]
        self._comments = [comment for _, comment in found]

    def comments(self, start: int = 0, end: int | None = None) -> list[str]:
        """The comments between two offsets, in order."""
        return self._comments[slice(*self._range(start, end))]

    def last_comment(self, start: int, end: int) -> int | None:
        """Where the only comment between two offsets begins; None where there is none or more than one."""
        first, stop = self._range(start, end)
        return self._starts[first] if stop - first == 1 else None

    def _range(self, start: int, end: int | None) -> tuple[int, int]:
        stop = len(self._starts) if end is None else bisect_left(self._starts, end)
        return bisect_left(self._starts, start), stop


class Line(NamedTuple):
    """What ends with a comment: the text before it, and the comment with the spaces before it (empty for none)."""

    code: str
    comment: str


class TextBlock:
    """A block of a text: `lead` are the lines above it, `body` is its own text, both without indentation.

    `key` identifies it among its siblings, and so does `short_key` where no two of them share it; `kind` is that of its
    value in the model, None where the model has none; `column` is the width of its indentation. `is_item` is False for
    the field of a model, which nobody can call otherwise.
    """

    def __init__(
        self,
        version: VersionText,
        key: object,
        node: Node,
        kind: Kind | None,
        span: _Span,
        column: int,
        *,
        is_item: bool,
    ) -> None:
        self.key = key
        self.short_key = key[:1] if isinstance(key, tuple) else key
        self.node = node
        self.kind = kind
        self.column = column
        self.is_item = is_item
        self._version = version
        self._span = span

    def covers(self, place: int) -> bool:
        """Whether an offset is in it or in the lines above it."""
        return self._span.above <= place < self._span.end

    @cached_property
    def lead(self) -> str:
        """The comments and empty lines above it, without indentation."""
        return _outdented(self._version.text[self._span.above : self._span.line], self.column)

    @cached_property
    def body(self) -> str:
        """Its text without indentation, ending with one line end."""
        text = self._version.text[self._span.start : self._span.end].rstrip("\n")
        first, newline, rest = text.partition("\n")
        return first + newline + _outdented(rest, self.column) + "\n"

    @cached_property
    def comments(self) -> list[str]:
        """The comments in it and above it."""
        return self._version.comments(self._span.above, self._span.end)

    @cached_property
    def line(self) -> Line | None:
        """Its body and the comment at the end of it; None where a comment stands elsewhere in it."""
        start, end = self._span.start, self._span.end
        return split_comment(self._version, self.body.rstrip("\n"), start, end)

    @property
    def has_id(self) -> bool:
        """Whether an id identifies it: in the whole file, not only among its siblings."""
        return isinstance(self.key, tuple) and self.key[0][0] == "id"

    @property
    def kind_and_key(self) -> object:
        """What identifies in the whole file what has an id: what it is, and the id."""
        return struct_of(self.kind) if self.kind is not None else None, self.key

    @cached_property
    def data(self) -> object:
        """Its value as plain data."""
        return to_json(self.node)

    @property
    def meaning(self) -> object:
        """What it says: its key and its value."""
        return self.key, self.data

    @cached_property
    def children(self) -> Children | None:
        """The blocks inside it; None where it cannot be split."""
        return _children(self._version, self.node, self.kind, self._span.start, self._span.end)


class Children(NamedTuple):
    """The blocks inside a block.

    `intro` is the line before the first of them; with `inline` it goes on with the first, as a dash does. `tail` is the
    text after the last block of a file. `is_ordered` says whether their order, and what they are called, has a meaning:
    so for the items of lists and of mappings with free keys. With `is_short` no two blocks share a short key.
    """

    blocks: list[TextBlock]
    intro: Line
    inline: bool
    tail: str
    is_ordered: bool
    is_short: bool

    @property
    def column(self) -> int:
        """The width of the blocks' indentation."""
        return self.blocks[0].column


def split_comment(version: VersionText, shown: str, start: int, end: int) -> Line | None:
    """Splits `shown`, the text between two offsets without its line end, before the comment at the end of it.

    None where a comment stands elsewhere in it.
    """
    if not version.comments(start, end):
        return Line(shown, "")
    at = version.last_comment(start, end)
    written = version.text[start:end].rstrip("\n")
    if at is None or "\n" in written[at - start :]:
        return None
    code = shown[: len(shown) - len(written) + at - start].rstrip(" ")
    return Line(code, shown[len(code) :])


def blocks_of_file(version: VersionText, tree: Node) -> Children | None:
    """The blocks of a whole file; None where it cannot be split."""
    return _children(version, tree, _ROOT, 0, len(version.text), root=True)


def _children(
    version: VersionText, node: Node, kind: Kind | None, start: int, end: int, *, root: bool = False
) -> Children | None:
    text = version.text
    parts = _parts(text, node, kind)
    if not parts or not all(start <= at <= value.start <= value.end for _, at, value, _ in parts):
        return None  # cannot be split, or is an alias of a value elsewhere
    first = parts[0][1]
    line = text.rfind("\n", 0, first) + 1
    inline = not root and line <= start
    inner = first if inline else 0 if root else text.find("\n", start) + 1
    intro = (
        Line(text[start:inner], "") if inline else split_comment(version, text[start:inner].rstrip("\n"), start, inner)
    )
    if (text[start:first].strip(" ") != "-" and inline) or intro is None:
        return None
    is_ordered = isinstance(node, Sequence) or kind is None or struct_of(kind) is None or isinstance(kind, MapOf)
    blocks: list[TextBlock] = []
    done = inner
    for key, at, value, inside in parts:
        upper = at if inline and not blocks else text.rfind("\n", 0, at) + 1
        stop = _line_end(text, _last(text, value))
        if upper < done or text[upper:at].strip(" ") or stop > _line_end(text, end):
            return None  # two blocks are on one line
        span = _Span(done, upper, at, stop)
        is_item = is_ordered or inside is None
        blocks.append(TextBlock(version, key, value, inside, span, first - line, is_item=is_item))
        done = stop
    if len({block.key for block in blocks}) < len(blocks):
        return None
    is_short = len({block.short_key for block in blocks}) == len(blocks)
    return Children(blocks, intro, inline, text[done:] if root else "", is_ordered, is_short)


def _parts(text: str, node: Node, kind: Kind | None) -> list[tuple[object, int, Node, Kind | None]]:
    """Key, start, value and kind of each part, in the order of the text; empty for a node that cannot be split."""
    if isinstance(node, Scalar) or _in_brackets(text, node):
        return []
    if isinstance(node, Mapping):
        inside = _kinds_under(kind)
        pairs = ((key.text, key.start, value, inside(key.text)) for key, value in node.pairs())
        return sorted(pairs, key=lambda each: each[1])
    parts: list[tuple[object, int, Node, Kind | None]] = []
    for item in node.items:
        key = _identity(item, kind)
        dash = text.rfind("-", 0, item.start)
        if dash < 0 or text[dash + 1 : item.start].strip() or key is None:
            return []
        parts.append((key, dash, item, kind.item if isinstance(kind, ListOf) else None))
    return parts


def _kinds_under(kind: Kind | None) -> Callable[[str], Kind | None]:
    """The kind of the value under each key of a mapping."""
    if isinstance(kind, MapOf):
        return lambda key: kind.value
    struct = struct_of(kind) if kind is not None else None
    known = {field.name: field.kind for field in fields_of(struct.model)} if struct else {}
    return known.get


def _identity(item: Node, kind: Kind | None) -> tuple[object, ...] | None:
    """The names and values of the fields that identify an item; of a plain text, the text."""
    struct = struct_of(kind) if kind is not None else None
    if isinstance(item, Sequence):
        return None
    if isinstance(item, Scalar) and not (struct and struct.text):
        return (("=", item.text),)
    entries = item.entries if isinstance(item, Mapping) else {struct.text if struct else "": item}
    choices = kind.identified_by if isinstance(kind, ListOf) and kind.identified_by else _UNKNOWN
    names = next((names for names in choices if names[0] in entries), choices[-1])
    optional = {field.name for field in fields_of(struct.model) if not field.required} if struct else set()
    found: list[object] = []
    for name in names:
        value = entries.get(name)
        inner = value.entries.items() if isinstance(value, Mapping) else ()
        if inner and all(isinstance(each, Scalar) for _, each in inner):
            found.append((name, tuple(sorted((key, each.text) for key, each in inner if isinstance(each, Scalar)))))
            continue
        if isinstance(value, Sequence) and all(isinstance(each, Scalar) for each in value.items):
            found.append((name, tuple(each.text for each in value.items if isinstance(each, Scalar))))
            continue
        if not (isinstance(value, Scalar) or (value is None and name in optional)):
            return None
        found.append((name, value.text if value else None))
    return tuple(found)


def _in_brackets(text: str, node: Node) -> bool:
    return text[node.start : node.start + 1] in ("{", "[")


def _last(text: str, node: Node) -> int:
    """Where the text of a value ends. A collection without brackets itself ends only after the comments below it."""
    if isinstance(node, Scalar) or _in_brackets(text, node):
        return node.end
    inside = node.entries.values() if isinstance(node, Mapping) else node.items
    return max((_last(text, each) for each in inside if node.start <= each.start), default=node.end)


def _line_end(text: str, at: int) -> int:
    if at and text[at - 1] == "\n":
        return at
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _outdented(text: str, column: int) -> str:
    """The text with every line moved to the left by so many columns, or as far as it goes."""
    return "\n".join([line[min(column, len(line) - len(line.lstrip(" "))) :] for line in text.split("\n")])


def indented(text: str, column: int) -> str:
    """The text with every line moved to the right; empty lines stay empty."""
    return "\n".join([" " * column + line if line else line for line in text.split("\n")])
