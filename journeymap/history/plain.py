"""Values of a journey as plain texts, as the file has them: independent of language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from journeymap.model import Item
from journeymap.model.amounts import Sum, TimeSpan
from journeymap.model.effects import Shift
from journeymap.model.experiments import Level
from journeymap.model.kinds import Id, Interval, Share
from journeymap.model.reading import Kind
from journeymap.model.shape import ListOf, MapOf, Struct, fields_of

Naming = Callable[[str, str], str]
"""Returns the name to show for an id, given what it refers to (`owner`) and the id."""


def number(value: float) -> str:
    """A number with all its digits, up to twelve."""
    return f"{value:.12g}"


def span(interval: tuple[float, float]) -> str:
    """The two ends of an interval or of a scale."""
    return f"{interval[0]:g} … {interval[1]:g}"


def plain_texts(kind: Kind, value: Any, naming: Naming) -> tuple[str, ...]:
    """A value as texts, one for each item of a list or a map; none for None and False."""
    if value is None or value is False:
        return ()
    if isinstance(kind, ListOf):
        return tuple(", ".join(plain_texts(kind.item, each, naming)) for each in value)
    if isinstance(kind, MapOf):
        names: Mapping[str, str] = {key: naming(kind.of, key) if kind.of else key for key in value}
        texts = {key: ", ".join(plain_texts(kind.value, each, naming)) for key, each in value.items()}
        return tuple(f"{names[key]}: {text}" for key, text in texts.items())
    if isinstance(kind, Struct):
        return (item_in_one_line(kind, value, naming),)
    return (_single(kind, value, naming),)


def item_in_one_line(kind: Struct, item: Item, naming: Naming) -> str:
    """All fields of a part; the main one comes last, after a colon. The order of a map means nothing."""
    main = kind.text or kind.main
    texts = {}
    for field in fields_of(kind.model):
        found = plain_texts(field.kind, getattr(item, field.name), naming)
        texts[field.name] = ", ".join(sorted(found) if isinstance(field.kind, MapOf) else found)
    others = ", ".join(text for name, text in texts.items() if text and name != main)
    return ": ".join(text for text in (others, texts.get(main, "")) if text)


def _single(kind: Kind, value: Any, naming: Naming) -> str:  # noqa: PLR0911  one return a kind
    if isinstance(kind, Id):
        return naming(kind.of, value) if kind.of else str(value)
    if isinstance(kind, Share):
        return f"{number(round(value * 100, 8))}%"
    if isinstance(value, Interval):
        return f"{value.number} {value.unit}{'s' if value.number > 1 else ''}"
    if isinstance(value, TimeSpan):
        return f"{number(value.number)} {value.unit}{'s' if value.number != 1 else ''}"
    if isinstance(value, Shift | Level):
        return value.written
    if isinstance(value, Sum):
        return f"{number(value.number)} {value.currency}"
    if isinstance(value, tuple):
        return span(value)
    if isinstance(value, float):
        return number(value)
    return str(value)


def cut(text: str, most: int) -> str:
    """The text, cut to at most so many characters, with an ellipsis if it was longer."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
