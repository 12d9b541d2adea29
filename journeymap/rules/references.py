"""Helpers for rules that check references by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from journeymap.diagnostics import Finding, Span
from journeymap.model import EXIT, LANES, Item, Journey
from journeymap.model.kinds import Id
from journeymap.source.tree import Mapping, Node, Scalar, Sequence
from journeymap.spelling import did_you_mean, only_slip

if TYPE_CHECKING:
    from journeymap.rules.rewriting import File
    from journeymap.source.text import Replacement

_COMPARISONS = 20_000  # for one rule in one file: looking for a similar id takes 10 µs for each known id
_MOST_IDS = 500  # with more, looking for the one that was meant would take too long
_LISTED = 6


class KnownIds:
    """The ids that a reference may name, and the finding for an id that is not among them.

    `noun` is what the ids name, and `declared` the key under which they are declared: `KnownIds("owner", "owners", …)`.
    """

    def __init__(self, noun: str, declared: str, ids: Iterable[str]) -> None:
        self.noun = noun
        self.declared = declared
        self.ids = dict.fromkeys(ids)
        self._left = _COMPARISONS

    def __contains__(self, name: str) -> bool:
        return name in self.ids

    def finding(self, code: str, name: str, span: Span) -> Finding:
        """Returns the finding for an id that is not known."""
        return Finding(code, f"there is no {self.noun} `{name}`", span, self._hint(name))

    def _hint(self, name: str) -> str:
        if len(self.ids) <= self._left:
            self._left -= len(self.ids)
            hint = did_you_mean(name, self.ids)
            if hint:
                return hint
        if 0 < len(self.ids) <= _LISTED:
            return f"known: {', '.join(self.ids)}; declare others under `{self.declared}`"
        return f"declare it under `{self.declared}`"


def touchpoints(journey: Journey) -> KnownIds:
    """Returns the ids of a journey's touchpoints."""
    return KnownIds("touchpoint", "touchpoints", journey.touchpoint_by_id)


def ids_with_spans(item: Item, key: str, ids: tuple[str, ...]) -> Iterator[tuple[str, Span]]:
    """Yields each id of the list under `key` with its span.

    The list in the file may have more items than `ids`, because the reader left out those that were no ids.
    """
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


def texts_with_spans(item: Item, key: str) -> Iterator[tuple[str, Span]]:
    """Yields each text under `key`, which has a list of texts or a single one, with its span."""
    yield from _texts_of(item.node, key)


def texts_with_spans_at(item: Item, key: str, name: str) -> Iterator[tuple[str, Span]]:
    """Yields each text under `name` in the mapping under `key`, with its span."""
    node = item.node
    inner = node.entries.get(key) if isinstance(node, Mapping) else None
    if inner is not None:
        yield from _texts_of(inner, name)


def _texts_of(node: Node, key: str) -> Iterator[tuple[str, Span]]:
    value = node.entries.get(key) if isinstance(node, Mapping) else None
    for each in value.items if isinstance(value, Sequence) else [value]:
        if isinstance(each, Scalar) and not each.is_null:
            yield each.text.strip(), each.span


def mend_reference(finding: Finding, file: File) -> list[Replacement]:
    """Replace a reference by the only id of which it is a slip of the hand, unless that stands beside it already."""
    from journeymap.rules.rewriting import DECLARED_BY, replace_text  # noqa: PLC0415  only fixing needs it

    place = file.at(finding.span.start)
    if place is None or not isinstance(place.kind, Id):
        return []
    model = DECLARED_BY.get(place.kind.refers_to)
    known = [name for (of, name), declared in file.declarations.items() if of is model and len(declared) == 1]
    known += words_beside_ids(place.kind, place.key)
    new = only_slip(place.node.text, known) if len(known) <= _MOST_IDS else ""
    beside: Iterable[str] = place.holder.entries if isinstance(place.holder, Mapping) and place.is_key else ()
    if isinstance(place.holder, Sequence):
        beside = [item.text for item in place.holder.items if isinstance(item, Scalar)]
    return replace_text(file, place.node, new) if new and new not in beside else []


def words_beside_ids(kind: Id, key: str) -> tuple[str, ...]:
    """Returns what a reference under a key may name besides ids: the rows that every map has, and the way out."""
    if kind.lane:
        return LANES
    return (EXIT,) if key in ("to", "next") else ()


def remove_item(finding: Finding, file: File) -> list[Replacement]:
    """Returns the replacements that take the item of a finding, not the first one, out of its list."""
    from journeymap.rules.rewriting import remove_from_list  # noqa: PLC0415  only fixing needs it

    place = file.at(finding.span.start)
    return remove_from_list(file, place) if place else []
