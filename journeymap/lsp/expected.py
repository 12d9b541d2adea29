"""What the model says of a place: the field there, and what kind of value it expects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from journeymap.model import Journey
from journeymap.model.kinds import Pair
from journeymap.model.reading import Kind
from journeymap.model.shape import Field, ListOf, MapOf, Struct, fields_of
from journeymap.source.bracketed import Step


class Expected(NamedTuple):
    """The kind of value at a path, None where nothing is known there, and the field whose value it is, or is in.

    `model` is the class of the mapping with the field, and `name` the last key of the path.
    """

    kind: Kind | None
    field: Field | None = None
    model: type | None = None
    name: str = ""

    @property
    def single(self) -> Kind | None:
        """The kind of a single value there: the item's of a list that may be one, the text's of a mapping."""
        kind = self.kind.item if isinstance(self.kind, ListOf) and self.kind.allow_single else self.kind
        if isinstance(kind, Struct):
            return next((each.kind for each in fields_of(kind.model) if each.name == kind.text), None)
        return None if isinstance(kind, ListOf | MapOf) else kind

    @property
    def mapping(self) -> Struct | MapOf | None:
        """The kind of a mapping there, if there may be one."""
        kind = self.kind.item if isinstance(self.kind, ListOf) and self.kind.allow_single else self.kind
        return kind if isinstance(kind, Struct | MapOf) else None

    def field_named(self, name: str) -> Field | None:
        """The field of the mapping there with this name."""
        if not isinstance(self.mapping, Struct):
            return None
        return next((each for each in fields_of(self.mapping.model) if each.name == name), None)


def expected_at(path: Iterable[Step]) -> Expected:
    """Returns what the model expects at a path of keys and items, from the whole journey on."""
    found = Expected(Struct(Journey))
    for step in path:
        if step is None:
            if isinstance(found.kind, ListOf):
                found = found._replace(kind=found.kind.item)
            else:
                found = found._replace(kind=found.kind.number if isinstance(found.kind, Pair) else None)
        elif isinstance(found.mapping, MapOf):
            found = found._replace(kind=found.mapping.value, name=step)
        else:
            field = found.field_named(step)
            if field is None or not isinstance(found.mapping, Struct):
                return Expected(None)
            found = Expected(field.kind, field, found.mapping.model, step)
    return found
