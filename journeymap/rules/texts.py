"""All texts in the file of a journey."""

from __future__ import annotations

from functools import lru_cache

from journeymap.model import Journey
from journeymap.source.tree import Mapping, Node, Scalar


def texts(journey: Journey) -> tuple[Scalar, ...]:
    """Returns every value of the file, in no particular order, except URLs of links and values under `x-…` keys."""
    return _texts(journey.node)


@lru_cache(maxsize=1)  # several rules in a row need the texts of the same tree
def _texts(root: Node) -> tuple[Scalar, ...]:
    found: list[Scalar] = []
    waiting = [root]
    for node in waiting:  # grows while it is read
        if type(node) is Scalar:
            found.append(node)
        elif type(node) is Mapping:
            waiting += [value for key, value in node.entries.items() if key != "url" and key[:2] != "x-"]
        else:
            waiting += node.items  # type: ignore[union-attr]
    return tuple(found)
