"""Fields of the model as typed columns of tables for analysts."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from journeymap.model import Item
from journeymap.model.amounts import Duration, Money
from journeymap.model.kinds import Choice, Date, Number, Pair, Share
from journeymap.model.reading import Kind
from journeymap.model.shape import Field, ListOf, Struct, fields_of
from journeymap.source.tree import to_json

TEXT, NUMBER, WHOLE, TRUTH, DAY, TEXTS = "VARCHAR", "DOUBLE", "BIGINT", "BOOLEAN", "DATE", "VARCHAR[]"
"""The types of columns, as SQL has them."""


class ValueColumn(NamedTuple):
    """A column: its name and type, what it holds, and how that is taken from a part of a journey; None for nothing."""

    name: str
    type: str
    doc: str
    value: Callable[[Any], Any]


def columns_of_field(field: Field, prefix: str = "") -> Iterator[ValueColumn]:
    """Yields the columns of a field: one, or two for an amount with its unit or the two ends of a scale."""
    kind, doc, name = field.kind, field.doc, prefix + field.name

    def given(item: Any) -> Any:
        return getattr(item, field.name) if item is not None else None

    def part(attribute: str | int) -> Callable[[Any], Any]:
        def taken(item: Any) -> Any:
            value = given(item)
            if value is None:
                return None
            return value[attribute] if isinstance(attribute, int) else getattr(value, attribute)

        return taken

    if isinstance(kind, Struct):
        for each in _columns_of_model(kind.model):
            yield each._replace(name=f"{name}_{each.name}", value=_within(given, each.value))
    elif isinstance(kind, Duration):
        yield ValueColumn(f"{name}_minutes", NUMBER, f"{doc} In minutes.", part("minutes"))
    elif isinstance(kind, Money):
        yield ValueColumn(name, NUMBER, doc, part("number"))
        yield ValueColumn(f"{name}_currency", TEXT, "Its currency.", part("currency"))
    elif isinstance(kind, Pair):
        yield ValueColumn(f"{name}_low", NUMBER, f"{doc} The lowest.", part(0))
        yield ValueColumn(f"{name}_high", NUMBER, f"{doc} The highest.", part(1))
    elif isinstance(kind, ListOf):
        yield ValueColumn(name, TEXTS, doc, lambda item: [_as_text(kind.item, each) for each in given(item) or ()])
    else:
        yield ValueColumn(name, _type_of(kind), doc, lambda item: _plain(_type_of(kind), given(item)))


def _within(outer: Callable[[Any], Any], inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda item: inner(outer(item))


def _columns_of_model(model: type[Item]) -> list[ValueColumn]:
    return [column for field in fields_of(model) for column in columns_of_field(field)]


def _type_of(kind: Kind) -> str:
    if isinstance(kind, Number):
        return WHOLE if kind.whole else NUMBER
    if isinstance(kind, Choice) and all(isinstance(each, bool) for each in kind.options):
        return TRUTH
    return {Share: NUMBER, Date: DAY}.get(type(kind), TEXT)


def _plain(type_: str, value: Any) -> Any:
    """A value of a choice among words and truth is a text: `zmot`, `true`; nothing where it is not so.

    A day is Gregorian, whatever the calendar of its file, and a month or a quarter its last day.
    """
    if type_ == TEXT and isinstance(value, bool):
        return "true" if value else None
    if type_ == DAY and value is not None:
        return dt.date(value.year, value.month, value.day)
    return float(value) if type_ == NUMBER and value is not None else value


def _as_text(kind: Kind, value: Any) -> str:
    """An item of a list: its text, else all of it as JSON."""
    if not isinstance(kind, Struct):
        return str(value)
    return getattr(value, kind.text) if kind.text else json.dumps(to_json(value.node), ensure_ascii=False)
