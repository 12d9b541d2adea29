"""Anchors and aliases: what `*name` stands for, and how much a file comes to once aliases are written out.

A few hundred bytes of aliases can stand for billions of values; here they are counted and never copied.
"""

from __future__ import annotations

from typing import NamedTuple

from journeymap.source import limits
from journeymap.source.refusal import Refused
from journeymap.source.tree import Mapping, Node, Scalar


class _Extent(NamedTuple):
    """How many values a node comes to, aliases written out, and how deep it is; a scalar has no depth."""

    node: Node
    size: int
    depth: int


class Anchors:
    """The anchors of one file, in the order in which it is read."""

    def __init__(self) -> None:
        self.unfinished: dict[int, str] = {}
        """The names of the collections that are still being read, by the identity of their nodes."""
        self._named: dict[str, Node] = {}
        self._extents: dict[int, _Extent] = {}
        self._count = 0
        self.expanded = 0

    def begin(self, name: str, node: Node) -> None:
        """A collection with an anchor begins: until it ends, its name would stand inside itself."""
        self.unfinished[id(node)] = name
        self._named.pop(name, None)

    def finish(self, node: Node) -> None:
        """A collection that began with an anchor is read."""
        self.remember(self.unfinished.pop(id(node)), node)

    def remember(self, name: str, node: Node) -> None:
        """What `*name` stands for from here on."""
        self._extents[id(node)] = self._measured(node)
        self._named[name] = node

    def resolve(self, name: str, start: int, end: int, *, read: int, depth: int) -> Node:
        """What `*name` stands for, `depth` levels down, after `read` values. Raises Refused."""
        self._count += 1
        if self._count > limits.MAX_ALIASES:
            raise Refused(
                "JM002", f"more than {limits.MAX_ALIASES:,} aliases in one file", start, end, "write them out"
            )
        node = self._named.get(name)
        if node is None and name in self.unfinished.values():
            raise Refused(
                "JM010", f"`*{name}` stands inside what it names, so it never ends", start, end, "write it out"
            )
        if node is None:
            raise Refused(
                "JM001", f"`*{name}` names nothing above it", start, end, f"mark the text with `&{name}` first"
            )
        extent = self._extents[id(node)]
        self.expanded += extent.size
        if read + self.expanded > limits.MAX_EXPANDED_NODES:
            raise Refused(
                "JM002", f"the aliases stand for more than {limits.MAX_EXPANDED_NODES:,} values", start, end,
                "write out what is meant",
            )  # fmt: skip
        if depth + extent.depth > limits.MAX_DEPTH:
            raise Refused(
                "JM002", f"nested more than {limits.MAX_DEPTH} levels deep", start, end, "write it out flatter"
            )
        return node

    def _measured(self, node: Node) -> _Extent:
        """The extent of a node. What has an anchor inside it was measured before, so each node is visited once."""
        size = deepest = 0
        ahead: list[tuple[Node, int]] = [(node, 1)]
        while ahead:
            inner, level = ahead.pop()
            known = self._extents.get(id(inner))
            if known is not None:
                size += known.size
                deepest = max(deepest, level - 1 + known.depth)
                continue
            size += 1
            if isinstance(inner, Scalar):
                continue
            deepest = max(deepest, level)
            if isinstance(inner, Mapping):
                size += len(inner.entries)
                ahead += ((value, level + 1) for value in inner.entries.values())
            else:
                ahead += ((item, level + 1) for item in inner.items)
        return _Extent(node, size, deepest)
