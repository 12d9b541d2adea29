"""Computes the true offsets of nodes in a text.

The parser puts the end of a block collection at the next token, after comments and blank lines, and gives an alias
the offsets of the node that it refers to. The functions here correct for both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence as Items

from journeymap.source.tree import Mapping, Node, Scalar, Sequence

_PROPERTIES = re.compile(r"(?:&[^\s,\[\]{}]*\s*)*")
_TO_ALIAS = re.compile(r"(?:[\s,:-]|(?<=\s)#[^\r\n]*)*\*[^\s,\[\]{}]+")
_LINE_END = re.compile(r"\r\n|\r|\n|\Z")


def bare_start(text: str, node: Node) -> int:
    """Returns the offset at which the node starts, after its anchor."""
    match = _PROPERTIES.match(text, node.start)
    return match.end() if match and text[node.start : node.start + 1] == "&" else node.start


def is_flow(text: str, node: Node) -> bool:
    """Whether the node is a collection in brackets or braces."""
    return not isinstance(node, Scalar) and text[bare_start(text, node)] in "[{"


def is_block_scalar(text: str, node: Node) -> bool:
    """Whether the node is a text below a `|` or a `>`."""
    at = bare_start(text, node)
    return isinstance(node, Scalar) and not node.plain and text[at : at + 1] in ("|", ">")


def end_of(text: str, node: Node) -> int:
    """Returns the offset after the last character of the node; blank lines that a `|+` text keeps belong to it."""
    if isinstance(node, Scalar):
        return _block_scalar_end(text, node) if is_block_scalar(text, node) else node.end
    if is_flow(text, node):
        return node.end
    if isinstance(node, Sequence):
        return ends_of(text, node.items, node.start)[-1]
    if not node.entries:  # its keys are lists or mappings, which are left out
        return line_end(text, node.start)
    key, value = list(node.pairs())[-1]
    return _alias_end(text, key.end) if value.start < key.start else end_of(text, value)


def replaceable_span(text: str, node: Scalar) -> tuple[int, int]:
    """Returns the start and end of a scalar without its anchor, and without the blank lines that a `|+` text keeps."""
    start = bare_start(text, node)
    end = start + len(text[start : node.end].rstrip("\r\n")) if is_block_scalar(text, node) else node.end
    return start, end


def ends_of(text: str, items: Items[Node], start: int) -> list[int]:
    """Returns the end offset of each item of a list that begins at `start`."""
    ends: list[int] = []
    reached = start
    for node in items:
        reached = _alias_end(text, reached) if node.start < reached else end_of(text, node)
        ends.append(reached)
    return ends


def line_end(text: str, at: int) -> int:
    """Returns the end of the line that the offset is on, before its line break."""
    match = _LINE_END.search(text, at)
    return match.start() if match else len(text)


def line_start(text: str, at: int) -> int:
    """Returns the start of the line that the offset is on."""
    start = text.rfind("\n", 0, at) + 1
    return max(start, text.rfind("\r", start, at) + 1)


def column(text: str, at: int) -> int:
    """Returns the number of characters before the offset on its line."""
    return at - line_start(text, at)


def shared_nodes(tree: Node) -> set[int]:
    """Returns the `id()` of every node that stands in several places of the tree because of aliases."""
    seen: set[int] = set()
    twice: set[int] = set()
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            twice.add(id(node))
            continue
        seen.add(id(node))
        if isinstance(node, Sequence):
            waiting += node.items
        elif isinstance(node, Mapping):
            waiting += node.entries.values()
    return twice


def list_offset(text: str, tree: Node) -> int:
    """Returns how many columns lists are indented more than their keys: as in the first block list, else 2."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Sequence):
            waiting += reversed(node.items)
        elif isinstance(node, Mapping) and not is_flow(text, node):
            for key, value in node.pairs():
                if isinstance(value, Sequence) and value.start > key.start and not is_flow(text, value):
                    return max(column(text, dash_of(text, value)) - column(text, key.start), 0)
            waiting += reversed(node.entries.values())
    return 2


def dash_of(text: str, node: Sequence) -> int:
    """Returns the offset of the first dash of a block list."""
    return text.index("-", bare_start(text, node))


def _block_scalar_end(text: str, node: Scalar) -> int:
    start, end = replaceable_span(text, node)
    header = text[start : line_end(text, start)].split("#", maxsplit=1)[0]
    return node.end if "+" in header else end


def _alias_end(text: str, after: int) -> int:
    match = _TO_ALIAS.match(text, after)
    return match.end() if match else after
