"""What a journey's file says, as plain data: every field that is not its default, by its kind."""

from __future__ import annotations

import datetime as dt
from typing import Any

from journeymap.exchange.sheets.places import names_of_items
from journeymap.history.plain import plain_texts
from journeymap.model import Item
from journeymap.model.kinds import Id
from journeymap.model.reading import Kind
from journeymap.model.shape import ListOf, MapOf, Struct, field_of, fields_of


def contents(item: Item, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Returns the fields of a part of a journey as JSON has them, `without` those of these names.

    Fields that are left out of the file are left out here. Items that have an id of their own are in an object by
    these ids; all other lists are lists, also where the file has a single value. A text that could be a mapping is one:
    `{"text": …}`. Shares are numbers from 0 to 1, days are Gregorian (`2027-01-31`); spans of time, sums of money and
    rhythms are texts as the file has them.
    """
    model: type = type(item)
    return {
        field.name: _value(field.kind, value)
        for field in fields_of(model)
        if field.name not in without and (value := getattr(item, field.name)) != field.default
    }


def _value(kind: Kind, value: Any) -> Any:  # noqa: PLR0911  one return a kind
    if isinstance(kind, ListOf):
        if isinstance(kind.item, Struct) and _has_id(kind.item.model):
            keys = names_of_items([each.id for each in value])
            return {key: contents(each, ("id",)) for key, each in zip(keys, value, strict=True)}
        return [_value(kind.item, each) for each in value]
    if isinstance(kind, MapOf):
        return {key: _value(kind.value, each) for key, each in value.items()}
    if isinstance(kind, Struct):
        return contents(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str | bool | int | float):
        return value
    if type(value) is tuple:
        return list(value)
    return plain_texts(kind, value, _as_written)[0]


def _has_id(model: type) -> bool:
    """Whether each item of a class has an id of its own, by which others refer to it."""
    names = [field.name for field in fields_of(model)]
    if "id" not in names:
        return False
    field = field_of(model, "id")
    return field.required and isinstance(field.kind, Id) and not field.kind.of


def _as_written(_: str, each: str) -> str:
    return each
