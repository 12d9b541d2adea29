"""Where in a file a part of a text stands."""

from __future__ import annotations

from functools import lru_cache

from journeymap.source.tree import Mapping, Node, Scalar


@lru_cache(maxsize=2)  # a map, its page and its plan ask for the same tree
def holders_of(root: Node, part: str) -> frozenset[int]:
    """Returns the `id()` of every node under a root whose text has a part, and of the nodes that hold it."""
    found: set[int] = set()
    collections = [] if isinstance(root, Scalar) else [root]
    parents = [-1]
    for index, node in enumerate(collections):  # both lists grow while they are read
        for inner in node.entries.values() if type(node) is Mapping else node.items:  # type: ignore[union-attr]
            if type(inner) is not Scalar:
                collections.append(inner)  # type: ignore[arg-type]
                parents.append(index)
            elif part in inner.text:
                found.add(id(inner))
                at = index
                while at >= 0:
                    found.add(id(collections[at]))
                    at = parents[at]
    return frozenset(found)
