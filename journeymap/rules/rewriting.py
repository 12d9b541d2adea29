"""What the rules that can mend need: where each value of a file stands, what it is meant to be, and how to rewrite it.

A rule that knows the one right answer has a function `fix(finding, file)` beside its check. It gives the changes of
the text, or none where more than one answer could be right. Nothing that an anchor shares is mended.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from journeymap.model import Journey
from journeymap.model.kinds import Id
from journeymap.model.reading import IS_ID, Kind, slug
from journeymap.model.shape import ListOf, MapOf, Struct, fields_of
from journeymap.source.offsets import bare_start, ends_of, is_flow, line_end, line_start, replaceable_span
from journeymap.source.replacements import Replacement
from journeymap.source.tree import Mapping, Node, Scalar, Sequence
from journeymap.source.writing import quoted

_NEAR = 0.75
_LINE_END = re.compile(r"\r\n|\r|\n")


class ValuePlace(NamedTuple):
    """One value or key: its node, what kind of value is meant there, and what it stands in.

    `key` is the key that a value stands under, `model` the class of the mapping that both stand in: None for a
    mapping whose keys are ids or names.
    """

    node: Scalar
    kind: Kind | None
    holder: Mapping | Sequence
    key: str
    model: type | None
    is_key: bool = False


class File:
    """The text and the tree of one file."""

    def __init__(self, text: str, tree: Node) -> None:
        self.text = text
        self.tree = tree
        self._ends: dict[int, dict[int, tuple[int, int]]] = {}

    def at(self, start: int) -> ValuePlace | None:
        """The value or key that starts at an offset; None where several places share it, or a comma has cut it."""
        return self._places.get(start)

    @cached_property
    def given(self) -> dict[tuple[type | None, str], list[ValuePlace]]:
        """The places where ids are given, by the class of what has the id, and the id that each is or is nearest to."""
        found: dict[tuple[type | None, str], list[ValuePlace]] = {}
        for place in self._places.values():
            if place and place.key == "id" and not place.is_key:
                found.setdefault((place.model, nearest_id(place.node.text)), []).append(place)
        return found

    @cached_property
    def ids(self) -> Counter[str]:
        """How often each id is given, once those that are no ids have become the nearest one."""
        counts: Counter[str] = Counter()
        for (_, name), places in self.given.items():
            counts[name] += len(places)
        return counts

    def ends_in_brackets(self, items: Sequence) -> dict[int, tuple[int, int]]:
        """Where the item before ends, and where it ends itself: of each item of a list, by where it starts."""
        known = self._ends.get(id(items))
        if known is None:
            ends = ends_of(self.text, items.items, bare_start(self.text, items) + 1)
            known = {
                item.start: (before, end) for item, before, end in zip(items.items[1:], ends, ends[1:], strict=False)
            }
            self._ends[id(items)] = known
        return known

    @cached_property
    def _places(self) -> dict[int, ValuePlace | None]:
        places: dict[int, ValuePlace | None] = {}

        def put(place: ValuePlace) -> None:
            start = place.node.start
            places[start] = None if start in places else place

        def visit(node: Node, kind: Kind | None, place: _In) -> None:
            if isinstance(kind, ListOf):
                if not isinstance(node, Sequence):
                    visit(node, kind.item, place)
                    return
                for item in node.items:
                    visit(item, kind.item, place._replace(holder=node))
            elif isinstance(node, Scalar):
                put(ValuePlace(node, _of_text(kind), *place))
            elif isinstance(node, Mapping) and isinstance(kind, Struct):
                kinds = {field.name: field.kind for field in fields_of(kind.model)}
                for name, key_node, value in _uncut(node):
                    put(ValuePlace(key_node, None, node, name, kind.model, is_key=True))
                    visit(value, kinds.get(name), _In(node, name, kind.model))
            elif isinstance(node, Mapping) and isinstance(kind, MapOf):
                for name, key_node, value in _uncut(node):
                    put(ValuePlace(key_node, None if kind.free else Id(), node, name, None, is_key=True))
                    visit(value, kind.value, _In(node, name, None))

        if isinstance(self.tree, Mapping):
            visit(self.tree, Struct(Journey), _In(self.tree, "", None))
        return places


class _In(NamedTuple):
    """What a value stands in."""

    holder: Mapping | Sequence
    key: str
    model: type | None


def _uncut(node: Mapping) -> Iterator[tuple[str, Scalar, Node]]:
    """The entries of a mapping, without those that a comma in braces has cut in two: `{share: 12,5 %}`."""
    entries = list(node.pairs())
    for (key, value), following in zip_longest(entries, entries[1:]):
        if not _is_leftover(key, value) and not (following and _is_leftover(*following)):
            yield key.text, key, value


def _is_leftover(key: Scalar, value: Node) -> bool:
    return isinstance(value, Scalar) and value.plain and not value.text and value.start == key.end


def _of_text(kind: Kind | None) -> Kind | None:
    """What a text alone is meant to be where a mapping could stand too."""
    if isinstance(kind, Struct):
        return next((field.kind for field in fields_of(kind.model) if field.name == kind.text), None)
    return kind


def nearest_id(text: str) -> str:
    """The id that a text is, or comes nearest to."""
    return text if IS_ID.match(text) else slug(text)


def near(word: str, known: list[str]) -> str:
    """The one known word that is near; empty when none is, or several."""
    from difflib import get_close_matches  # noqa: PLC0415  only a failing file pays for it

    found = get_close_matches(word, known, n=2, cutoff=_NEAR)
    return found[0] if len(found) == 1 else ""


def rewritten(file: File, node: Scalar, new: str) -> list[Replacement]:
    """The change of one value or key into another text, in the quotes that it stood in."""
    start, end = replaceable_span(file.text, node)
    raw = file.text[start:end]
    return [Replacement(start, end, quoted(new, quotes=raw[0] if raw[:1] in ("'", '"') else ""))]


def replaced(file: File, node: Scalar, new: str) -> list[Replacement]:
    """The change of one value into another that is no text, or needs no quotes."""
    return [Replacement(*replaceable_span(file.text, node), new)]


def without(file: File, place: ValuePlace) -> list[Replacement]:
    """The change that takes an item out of a list, not its first; none where a comment would go with it."""
    items = place.holder
    if not isinstance(items, Sequence):
        return []
    text = file.text
    if is_flow(text, items):
        start, end = file.ends_in_brackets(items)[place.node.start]
        return [] if "#" in text[start : place.node.start] else [Replacement(start, end, "")]
    start, end = line_start(text, place.node.start), line_end(text, place.node.end)
    if re.sub(r"\s*-\s+", "", text[start:end].rstrip(), count=1) != text[place.node.start : place.node.end]:
        return []
    after = _LINE_END.match(text, end)
    return [Replacement(start, after.end() if after else end, "")]
