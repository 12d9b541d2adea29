"""What a mapping of the format may have, in a line for each key, made from the model."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.model.amounts import Duration, Money
from journeymap.model.item import RATING
from journeymap.model.kinds import Choice, Date, Every, Id, Number, Pair, Share
from journeymap.model.reading import Kind
from journeymap.model.shape import Field, ListOf, MapOf, Struct, fields_of

_CALLED: dict[type, str] = {
    Date: "date",
    Duration: "span",
    Every: "rhythm",
    Money: "money",
    Pair: "[number]",
    Share: "share",
}
"""What kinds of values are called that have no parameters; all others are texts."""


class FieldLines:
    """Writes the keys of classes. A description that was written for another class before is not repeated."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def of(self, model: type) -> Iterator[str]:
        """Yields a line for each key of a class: its name, with `*` where it is needed, kind, default and meaning."""
        for field in fields_of(model):
            notes = [kind_name(field.kind), _default(field)]
            noted = f" ({', '.join(filter(None, notes))})" if any(notes) else ""
            said = "" if field.doc in self._told else f" {field.doc}"
            self._told.add(field.doc)
            yield f"{field.name}{'*' if field.required else ''}{noted}{said}"


def kind_name(kind: Kind) -> str:
    """Returns what a kind is called in the guide: `[Point|text]`, `date`, `higher|lower`; empty for a text and an id.

    Classes are called as in the JSON Schema. Where one of their keys will do alone, it stands behind them.
    """
    if isinstance(kind, ListOf):
        return f"[{_inner_name(kind.item)}]"
    if isinstance(kind, MapOf):
        return f"{{{kind.of or 'name'}: {_inner_name(kind.value)}}}"
    if isinstance(kind, Struct):
        return kind.model.__name__ + (f"|{kind.text}" if kind.text else "")
    if isinstance(kind, Choice):
        return "|".join(map(_written, kind.options))
    if isinstance(kind, Number):
        return f"{kind.least:g}–{kind.most:g}" if kind == RATING else "number"
    return _CALLED.get(type(kind), "")


def _inner_name(kind: Kind) -> str:
    return kind_name(kind) or ("id" if isinstance(kind, Id) else "text")


def _default(field: Field) -> str:
    is_told = isinstance(field.default, str | bool) and field.default is not False
    return f"default {_written(field.default)}" if is_told else ""


def _written(value: str | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else value
