"""The texts of a journey, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.model import Journey
from journeymap.source.tree import Mapping, Node, Scalar, Sequence


def texts(journey: Journey) -> Iterator[Scalar]:
    """Every value of the file in its order, save addresses of links and keys of a team's own (`x-…`)."""
    waiting: list[Node] = [journey.node]
    while waiting:
        node = waiting.pop()
        if type(node) is Scalar:
            yield node
        elif type(node) is Sequence:
            waiting.extend(reversed(node.items))
        elif type(node) is Mapping:
            waiting.extend(
                value for key, (_, value) in reversed(node.entries.items()) if key != "url" and not key.startswith("x-")
            )
