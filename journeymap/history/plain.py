"""Values of a journey as plain texts: as the file writes them, in no language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from journeymap.model import Item
from journeymap.model.kinds import Id, Interval
from journeymap.model.reading import Kind
from journeymap.model.shape import ListOf, MapOf, Struct, fields_of

Naming = Callable[[str, str], str]
"""What an id is called, given what it refers to (`owner`) and the id."""


def number(value: float) -> str:
    """A number with as many digits as it has, up to twelve."""
    return f"{value:.12g}"


def span(interval: tuple[float, float]) -> str:
    """The two ends of an interval or of a scale."""
    return f"{interval[0]:g} … {interval[1]:g}"


def plain_texts(kind: Kind, value: Any, naming: Naming) -> tuple[str, ...]:
    """A value as texts, one for each item of a list or a map; none where it says nothing."""
    if value is None or value is False:
        return ()
    if isinstance(kind, ListOf):
        return tuple(", ".join(plain_texts(kind.item, each, naming)) for each in value)
    if isinstance(kind, MapOf):
        called: Mapping[str, str] = {key: naming(kind.of, key) if kind.of else key for key in value}
        said = {key: ", ".join(plain_texts(kind.value, each, naming)) for key, each in value.items()}
        return tuple(f"{called[key]}: {text}" for key, text in said.items())
    if isinstance(kind, Struct):
        return (item_in_one_line(kind, value, naming),)
    return (_single(kind, value, naming),)


def item_in_one_line(kind: Struct, item: Item, naming: Naming) -> str:
    """All that a part says; what stands for the whole of it comes last, after a colon."""
    main = kind.text or kind.main
    said = {
        field.name: ", ".join(plain_texts(field.kind, getattr(item, field.name), naming))
        for field in fields_of(kind.model)
    }
    others = ", ".join(text for name, text in said.items() if text and name != main)
    return ": ".join(text for text in (others, said.get(main, "")) if text)


def _single(kind: Kind, value: Any, naming: Naming) -> str:
    if isinstance(kind, Id):
        return naming(kind.of, value) if kind.of else str(value)
    if isinstance(value, Interval):
        return f"{value.number} {value.unit}"
    if isinstance(value, tuple):
        return span(value)
    if isinstance(value, float):
        return number(value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)
