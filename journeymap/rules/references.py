"""What several rules need to follow references: from the ids in a file to what they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeymap.diagnostics import Finding, Span
from journeymap.model import Item, Journey
from journeymap.model.reading import did_you_mean
from journeymap.source.tree import Mapping, Scalar, Sequence

_COMPARISONS = 20_000  # for one rule in one file: looking for a near id takes 10 µs for each known one
_LISTED = 6


class Known:
    """The ids that a reference may name, and what to tell of one that is not among them.

    `noun` is what the ids name, `declared` where: `Known("owner", "owners", …)`.
    """

    def __init__(self, noun: str, declared: str, ids: Iterable[str]) -> None:
        self.noun = noun
        self.declared = declared
        self.ids = dict.fromkeys(ids)
        self._left = _COMPARISONS

    def __contains__(self, name: str) -> bool:
        return name in self.ids

    def missing(self, code: str, name: str, span: Span) -> Finding:
        """The finding for an id that names nothing."""
        return Finding(code, f"there is no {self.noun} `{name}`", span, self._hint(name))

    def _hint(self, name: str) -> str:
        near = ""
        if len(self.ids) <= self._left:
            self._left -= len(self.ids)
            near = did_you_mean(name, list(self.ids))
        if near:
            return near
        if 0 < len(self.ids) <= _LISTED:
            return f"known: {', '.join(self.ids)}; declare others under `{self.declared}`"
        return f"declare it under `{self.declared}`"


def touchpoints(journey: Journey) -> Known:
    """The touchpoints that a journey has."""
    return Known("touchpoint", "touchpoints", journey.touchpoint_by_id)


def placed(item: Item, key: str, ids: tuple[str, ...]) -> Iterator[tuple[str, Span]]:
    """Each id of the list under `key` with its place, also where items that were no ids were left out."""
    node = item.node
    value = node.entries[key] if isinstance(node, Mapping) and key in node.entries else None
    if not isinstance(value, Sequence):
        yield from ((name, item.at(key)) for name in ids)
        return
    nodes = iter(value.items)
    for name in ids:
        for candidate in nodes:
            if isinstance(candidate, Scalar) and candidate.text == name:
                yield name, candidate.span
                break
