"""Helpers for the fixes of rules: the place and the kind of each value in a file, and how to rewrite it.

A rule whose findings can have a single right answer has a function `fix(finding, file)` beside its check. It returns
the replacements in the text, or none when several answers could be right. Values that an anchor shares are not fixed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from journeymap.calendars import CALENDARS, Calendar
from journeymap.model import (
    Action,
    CustomLane,
    Improvement,
    Item,
    Journey,
    Message,
    Owner,
    Persona,
    Point,
    Segment,
    ServiceStep,
    Source,
    Stage,
    Touchpoint,
    TreeQuestion,
)
from journeymap.model.kinds import Date, Id, Pair
from journeymap.model.reader import calendar_of
from journeymap.model.reading import IS_ID, Kind, slug
from journeymap.model.shape import ListOf, MapOf, Struct, fields_of
from journeymap.model.unknown_keys import is_cut_off
from journeymap.records import cached_property
from journeymap.source.offsets import bare_start, ends_of, is_flow, line_end, line_start, replaceable_span
from journeymap.source.text import Replacement
from journeymap.source.tree import Mapping, Node, Scalar, Sequence
from journeymap.source.writing import quoted
from journeymap.spelling import similar

DECLARED_BY: dict[str, type[Item]] = {
    "owner": Owner, "persona": Persona, "segment": Segment, "touchpoint": Touchpoint, "point": Point, "action": Action,
    "lane": CustomLane, "service-step": ServiceStep, "stage": Stage, "message": Message, "question": TreeQuestion,
    "source": Source,
}  # fmt: skip
"""The classes of the items with the ids that references name, by what the references refer to."""
_IN_SPACE_OF: dict[type | None, type[Item]] = {Improvement: Point}
_LINE_END = re.compile(r"\r\n|\r|\n")


def id_space(model: type | None) -> type | None:
    """Returns the class with which a class shares its ids: an improvement may have none that a point has."""
    return _IN_SPACE_OF.get(model, model)


def _refers(kind: Kind | None) -> bool:
    return isinstance(kind, Id) and bool(kind.refers_to)


def _names_calendar(value: Node) -> bool:
    return isinstance(value, Scalar) and value.text in CALENDARS


class ValuePlace(NamedTuple):
    """One value or key: its node, the kind of value that is expected there, and the collection that holds it.

    `key` is the key of the value, and `model` the class of the mapping with this key; it is None for a mapping
    whose keys are ids or names.
    """

    node: Scalar
    kind: Kind | None
    holder: Mapping | Sequence
    key: str
    model: type | None
    is_key: bool = False


class File:
    """The text and the tree of one file, and the day that its dates are compared with."""

    def __init__(self, text: str, tree: Node, today: dt.date) -> None:
        self.text = text
        self.tree = tree
        self.today = today
        self._ends: dict[int, dict[int, tuple[int, int]]] = {}

    def at(self, start: int) -> ValuePlace | None:
        """Returns the value or key that starts at an offset.

        Returns None where aliases share it between several places, or where a comma has cut it in two.
        """
        return self._places.get(start)

    @cached_property
    def declarations(self) -> dict[tuple[type | None, str], list[ValuePlace]]:
        """The places where ids are declared, by the class of the item with the id, and the nearest valid id."""
        found: dict[tuple[type | None, str], list[ValuePlace]] = {}
        for place in self._places.values():
            if place and place.key == "id" and not place.is_key and not _refers(place.kind):
                found.setdefault((id_space(place.model), nearest_id(place.node.text)), []).append(place)
        return found

    @cached_property
    def ids(self) -> Counter[str]:
        """How often each id is declared, with invalid ids counted as the nearest valid one."""
        counts: Counter[str] = Counter()
        for (_, name), places in self.declarations.items():
            counts[name] += len(places)
        return counts

    @cached_property
    def calendar(self) -> Calendar | None:
        """The calendar that its dates are in; None where a misspelt key or name may have said another one."""
        entries = self.tree.entries if isinstance(self.tree, Mapping) else {}
        if "calendar" in entries:
            return calendar_of(self.tree) if _names_calendar(entries["calendar"]) else None
        known = {field.name for field in fields_of(Journey)}
        unknown = [key for key in entries if key not in known and not key.startswith("x-")]
        meant = any(similar(key.lower(), ("calendar",)) or _names_calendar(entries[key]) for key in unknown)
        return None if meant else "gregorian"

    @property
    def dates(self) -> list[ValuePlace]:
        """The places of all dates, in the order of the text."""
        return [place for place in self.values if isinstance(place.kind, Date)]

    @cached_property
    def values(self) -> list[ValuePlace]:
        """The places of all values and keys that no aliases share, in the order of the text."""
        return sorted(filter(None, self._places.values()), key=lambda place: place.node.start)

    def is_in_brackets(self, items: Sequence) -> bool:
        """Whether a list is written in brackets."""
        return is_flow(self.text, items)

    def ends_in_brackets(self, items: Sequence) -> dict[int, tuple[int, int]]:
        """Returns the ends of the previous item and of the item itself, by the start of each item but the first."""
        known = self._ends.get(id(items))
        if known is None:
            ends = ends_of(self.text, items.items, bare_start(self.text, items) + 1)
            known = {
                item.start: (before, end) for item, before, end in zip(items.items[1:], ends, ends[1:], strict=False)
            }
            self._ends[id(items)] = known
        return known

    def places(self) -> Iterator[ValuePlace]:
        """Yields every value and key, one that aliases share once for each place where it stands."""

        def visit(node: Node, kind: Kind | None, place: _Container) -> Iterator[ValuePlace]:
            if isinstance(kind, ListOf):
                if not isinstance(node, Sequence):
                    yield from visit(node, kind.item, place)
                    return
                for item in node.items:
                    yield from visit(item, kind.item, place._replace(holder=node))
            elif isinstance(node, Scalar):
                yield ValuePlace(node, _kind_of_text(kind), *place)
            elif isinstance(node, Sequence) and isinstance(kind, Pair):
                for item in node.items:
                    yield from visit(item, kind.number, place._replace(holder=node))
            elif isinstance(node, Mapping) and isinstance(kind, Struct):
                kinds = {field.name: field.kind for field in fields_of(kind.model)}
                for name, key_node, value in _intact_entries(node):
                    yield ValuePlace(key_node, None, node, name, kind.model, is_key=True)
                    yield from visit(value, kinds.get(name), _Container(node, name, kind.model))
            elif isinstance(node, Mapping) and isinstance(kind, MapOf):
                for name, key_node, value in _intact_entries(node):
                    key_kind = None if kind.free else Id(of=kind.of)
                    yield ValuePlace(key_node, key_kind, node, name, None, is_key=True)
                    yield from visit(value, kind.value, _Container(node, name, None))

        if isinstance(self.tree, Mapping):
            yield from visit(self.tree, Struct(Journey), _Container(self.tree, "", None))

    @cached_property
    def _places(self) -> dict[int, ValuePlace | None]:
        places: dict[int, ValuePlace | None] = {}
        for place in self.places():
            start = place.node.start
            places[start] = None if start in places else place
        return places


class _Container(NamedTuple):
    """The collection, key and class that a value belongs to."""

    holder: Mapping | Sequence
    key: str
    model: type | None


def _intact_entries(node: Mapping) -> Iterator[tuple[str, Scalar, Node]]:
    """Yields the entries of a mapping, except those that a comma in braces has cut in two: `{share: 12,5 %}`."""
    entries = list(node.pairs())
    for (key, value), following in zip_longest(entries, entries[1:]):
        if not is_cut_off(key, value) and not (following and is_cut_off(*following)):
            yield key.text, key, value


def _kind_of_text(kind: Kind | None) -> Kind | None:
    """Returns the kind of a single text: for a struct, that of the field that a single text stands for."""
    if isinstance(kind, Struct):
        return next((field.kind for field in fields_of(kind.model) if field.name == kind.text), None)
    return kind


def nearest_id(text: str) -> str:
    """Returns the text itself if it is an id, else the nearest id."""
    return text if IS_ID.match(text) else slug(text)


def replace_text(file: File, node: Scalar, new: str) -> list[Replacement]:
    """Returns the replacement of a value or key by another text, in the same quotes."""
    start, end = replaceable_span(file.text, node)
    raw = file.text[start:end]
    return [Replacement(start, end, quoted(new, quotes=raw[0] if raw[:1] in ("'", '"') else ""))]


def replace_value(file: File, node: Scalar, new: str) -> list[Replacement]:
    """Returns the replacement of a value by `new` as it is, for values that are no texts or need no quotes."""
    return [Replacement(*replaceable_span(file.text, node), new)]


def add_at_top(file: File, key: str, value: str) -> list[Replacement]:
    """Returns the addition of a key to the journey, below its language, title or id.

    Returns none where none of them stands on one line of its own.
    """
    journey, text = file.tree, file.text
    if not isinstance(journey, Mapping) or is_flow(text, journey):
        return []
    for name in ("language", "title", "id"):
        given = journey.entries.get(name)
        if isinstance(given, Scalar):
            start, end = line_start(text, journey.key(name).start), line_end(text, given.start)
            if given.end <= end and not text[start : journey.key(name).start].strip():
                first = _LINE_END.search(text)
                indent = text[start : journey.key(name).start]
                return [Replacement(end, end, f"{first.group() if first else chr(10)}{indent}{key}: {value}")]
    return []


def remove_from_list(file: File, place: ValuePlace) -> list[Replacement]:
    """Returns the replacement that removes an item, not the first one, from a list.

    Returns none where a comment would be removed as well.
    """
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
