"""The texts of a journey, wherever they stand."""

from __future__ import annotations

from functools import lru_cache

from journeymap.model import Journey
from journeymap.source.tree import Mapping, Node, Scalar


def texts(journey: Journey) -> tuple[Scalar, ...]:
    """Every value of the file in no particular order, save addresses of links and keys of a team's own (`x-…`)."""
    return _texts(journey.node)


@lru_cache(maxsize=1)  # one rule after the other asks for the texts of the same tree
def _texts(root: Node) -> tuple[Scalar, ...]:
    found: list[Scalar] = []
    waiting = [root]
    for node in waiting:  # grows on the way
        if type(node) is Scalar:
            found.append(node)
        elif type(node) is Mapping:
            waiting += [value for key, value in node.entries.items() if key != "url" and key[:2] != "x-"]
        else:
            waiting += node.items  # type: ignore[union-attr]
    return tuple(found)
