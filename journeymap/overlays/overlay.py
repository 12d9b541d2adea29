"""The base class of overlays: values by path, with texts about them and their places in a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from journeymap.diagnostics import Span
from journeymap.overlays.path import ItemPath
from journeymap.records import Record, cached_property
from journeymap.source.text import SourceText

if TYPE_CHECKING:
    from journeymap.model import Journey

V = TypeVar("V")


class Overlay(Record, Generic[V]):
    """Values of one kind beside a journey.

    `name` is unique among the overlays of a journey, and `title` is its name for readers. `texts` has finished
    sentences about the items that paths name, for the page. `title` and `texts` are in the journey's language, or in
    `language`, in which the map then says all that it says itself. For an overlay from a file, `source` is the file's
    text and `spans` has the place of each path in it; a computed one has none.
    """

    name: str
    title: str
    values: Mapping[ItemPath, V]
    texts: Mapping[ItemPath, tuple[str, ...]] = MappingProxyType({})
    language: str = ""
    source: SourceText | None = None
    spans: Mapping[ItemPath, Span] = MappingProxyType({})

    @classmethod
    def among(cls, overlays: Iterable[Overlay[Any]]) -> Self | None:
        """Returns the overlay of this class among others; None where there is none."""
        return next((each for each in overlays if isinstance(each, cls)), None)

    @cached_property
    def texts_by_root(self) -> dict[ItemPath, tuple[str, ...]]:
        """The texts about a top-level item (a stage, a touchpoint, an action …) and its parts, by the item's path."""
        found: dict[ItemPath, tuple[str, ...]] = {}
        for path, texts in self.texts.items():
            found[path.root] = found.get(path.root, ()) + texts
        return found

    def number_of(self, path: ItemPath, text: str) -> int:
        """Returns the number of the mark that a text about a top-level item leads to (`#mark-1`); 0 for none."""
        return 0

    def of_part(self, part: Journey) -> Self:
        """Returns what of the overlay belongs to the part of a journey that is one persona's or one segment's."""
        return self

    @cached_property
    def digest(self) -> str:
        """The SHA-256, in hexadecimal, of all fields but `source` and `spans`, whatever the order of mappings.

        Raises TypeError when a value is neither plain data (texts, numbers, days, sequences, mappings, sets) nor
        a dataclass or named tuple of plain data.
        """
        import hashlib  # noqa: PLC0415  only a build needs it
        import json  # noqa: PLC0415

        content = {name: getattr(self, name) for name in self.fields() if name not in ("source", "spans")}
        text = json.dumps([type(self).__name__, _plain(content)], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    """Returns a value as data for JSON that is the same in every process."""
    import dataclasses  # noqa: PLC0415  see above

    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, (dt.date, ItemPath)):
        return [type(value).__name__, str(value)]
    if isinstance(value, Mapping):
        return ["Mapping", sorted(([_plain(key), _plain(each)] for key, each in value.items()), key=repr)]
    if isinstance(value, (set, frozenset)):
        return ["set", sorted(map(_plain, value), key=repr)]
    if isinstance(value, (tuple, list)):
        return [type(value).__name__, *map(_plain, value)]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(_plain(getattr(value, each.name)) for each in dataclasses.fields(value))]
    raise TypeError(f"an overlay of {type(value).__name__} has no digest")
