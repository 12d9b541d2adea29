"""The text of a journey file in blocks: each key with its value, each item of a list, with the lines above it.

A block is found again in another version by its key, or by what tells items of a list apart: `id`, else whose
emotion it is, where a way leads, or the text itself. Indentation is taken off, so that it makes no difference.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from journeymap.source.tree import Mapping, Node, Scalar, Sequence, to_json

_TELLING = ("id", "persona", "to", "text", "url")


class _Span(NamedTuple):
    """Where a block stands in its text: the lines above it, then its first character, then its end."""

    above: int
    line: int
    start: int
    end: int


class Block:
    """A part of a text: `lead` are the lines above it, `body` it and its value, both without indentation.

    `key` tells it apart among its siblings; `column` is where it stood.
    """

    def __init__(self, text: str, key: object, node: Node, span: _Span, column: int) -> None:
        self.key = key
        self.node = node
        self.column = column
        self._text = text
        self._span = span

    @cached_property
    def lead(self) -> str:
        """The comments and empty lines above it."""
        return _outdented(self._text[self._span.above : self._span.line], self.column)

    @cached_property
    def body(self) -> str:
        """Its text, with one line end."""
        own = self._text[self._span.start : self._span.end].rstrip("\n")
        first, newline, rest = own.partition("\n")
        return first + newline + _outdented(rest, self.column) + "\n"

    @cached_property
    def value(self) -> object:
        """What it says."""
        return to_json(self.node)

    @cached_property
    def children(self) -> Children | None:
        """The blocks that it is made of; None where it is in one piece."""
        return _children(self._text, self.node, self._span.start, self._span.end)


class Children(NamedTuple):
    """The blocks inside a block. `intro` is what stands above the first of them; where `inline`, on its line.

    `tail` is what follows the last block of a file; `texts` says that the blocks are plain texts.
    """

    blocks: dict[object, Block]
    intro: str
    inline: bool
    texts: bool
    tail: str

    @property
    def column(self) -> int:
        """Where the blocks stand."""
        return next(iter(self.blocks.values())).column


def whole(text: str, tree: Node) -> Children | None:
    """The blocks of a whole file; None where it is in one piece."""
    return _children(text, tree, 0, len(text), root=True)


def _children(text: str, node: Node, start: int, end: int, *, root: bool = False) -> Children | None:
    parts = _parts(text, node)
    if not parts or not all(start <= at <= value.start <= value.end for _, at, value in parts):
        return None  # in one piece, or an alias of what stands elsewhere
    first = parts[0][1]
    line = text.rfind("\n", 0, first) + 1
    inline = not root and line <= start
    inner = first if inline else 0 if root else text.find("\n", start) + 1
    if text[start:first].strip(" ") != "-" and inline:
        return None
    blocks: dict[object, Block] = {}
    done = inner
    for key, at, value in parts:
        upper = at if inline and not blocks else text.rfind("\n", 0, at) + 1
        stop = _line_end(text, _last(text, value))
        if key in blocks or upper < done or text[upper:at].strip(" ") or stop > _line_end(text, end):
            return None  # not to be told apart, or several on one line
        blocks[key] = Block(text, key, value, _Span(done, upper, at, stop), first - line)
        done = stop
    texts = isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items)
    return Children(blocks, text[start:inner], inline, texts, text[done:] if root else "")


def _parts(text: str, node: Node) -> list[tuple[object, int, Node]]:
    """Key, start and value of each part, in the order of the text; empty for what is in one piece."""
    if isinstance(node, Scalar) or _in_brackets(text, node):
        return []
    if isinstance(node, Mapping):
        return sorted(((key.text, key.start, value) for key, value in node.pairs()), key=lambda each: each[1])
    parts: list[tuple[object, int, Node]] = []
    for item in node.items:
        dash, key = text.rfind("-", 0, item.start), _telling(item)
        if dash < 0 or text[dash + 1 : item.start].strip() or key is None:
            return []
        parts.append((key, dash, item))
    return parts


def _telling(item: Node) -> object:
    if isinstance(item, Scalar):
        return "=", item.text
    if isinstance(item, Mapping):
        for name in _TELLING:
            if name in item.entries:
                value = item.entries[name]
                return (name, value.text) if isinstance(value, Scalar) else None
    return None


def _in_brackets(text: str, node: Node) -> bool:
    return text[node.start : node.start + 1] in ("{", "[")


def _last(text: str, node: Node) -> int:
    """Where a value ends. The end of a collection without brackets lies behind the comments that follow it."""
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
