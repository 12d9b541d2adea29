"""Where in a file a part of a text stands."""

from __future__ import annotations

from functools import lru_cache

from journeymap.source.tree import Mapping, Node, Scalar


@lru_cache(maxsize=2)  # a map, its page and its plan ask for the same tree
def holders_of(root: Node, part: str) -> frozenset[int]:
    """Returns the `id()` of every node under a root whose text has a part, and of the nodes that hold it."""
    found: set[int] = set()
    nodes = [root]
    parents = [-1]
    for index, node in enumerate(nodes):  # both lists grow while they are read
        if type(node) is Scalar:
            if part in node.text:
                at = index
                while at >= 0:
                    found.add(id(nodes[at]))
                    at = parents[at]
            continue
        inner = node.entries.values() if type(node) is Mapping else node.items  # type: ignore[union-attr]
        nodes += inner
        parents += [index] * len(inner)
    return frozenset(found)
