"""Anchors and aliases: finds the node that `*name` refers to, and limits how many values a file expands to.

A few hundred bytes of aliases can stand for billions of values, so the values are counted and never copied.
"""

from __future__ import annotations

from journeymap.records import NamedTuple
from journeymap.source import limits
from journeymap.source.refusal import Refused, refused_alias
from journeymap.source.tree import Mapping, Node, Scalar


class _Extent(NamedTuple):
    """How many values a node has with its aliases expanded, and how many levels of collections; a scalar has none."""

    node: Node
    size: int
    depth: int


class Anchors:
    """The anchors of one file, in the order in which it is read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.unfinished: dict[int, str] = {}
        """The anchors of the collections that are still being read, by the `id()` of their nodes."""
        self._named: dict[str, Node] = {}
        self._extents: dict[int, _Extent] = {}
        self._count = 0
        self.expanded = 0

    def begin(self, name: str, node: Node) -> None:
        """Records that a collection with an anchor begins. Until it ends, an alias to it is an endless loop."""
        self.unfinished[id(node)] = name
        self._named.pop(name, None)

    def finish(self, node: Node) -> None:
        """Records that a collection with an anchor has ended, so that aliases can refer to it."""
        self.remember(self.unfinished.pop(id(node)), node)

    def remember(self, name: str, node: Node) -> None:
        """Makes `node` what `*name` refers to from here on."""
        self._extents[id(node)] = self._measured(node)
        self._named[name] = node

    def resolve(self, name: str, start: int, end: int, *, read: int, depth: int) -> Node:
        """Returns the node that `*name` refers to.

        The alias stands `depth` levels deep, after `read` values. Raises Refused for an unknown or endless alias, and
        when a limit is exceeded.
        """
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
            raise refused_alias(name, self._text, start, end)
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
        """Returns the extent of a node. Anchored nodes inside it are measured already, so each node is visited once."""
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
