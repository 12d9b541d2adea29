"""Says what of a journey a format has no place for, by the fields of the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Mapping as AnyMapping
from typing import Any

from journeymap.model import Item, Journey
from journeymap.model.shape import fields_of, struct_of


def left_out(journey: Journey, held: Mapping[type[Item], tuple[str, ...]]) -> tuple[str, ...]:
    """The keys of the journey's file that a format does not hold, each with how many there are: `goal`, `pains (7)`.

    `held` has the fields that it holds, by the class that has them. Of what it does not hold, one value is one item of
    a list or a mapping; what is within it is not counted. They are in the order of the model.
    """
    counts: Counter[str] = Counter()
    for name, number in _not_held(journey, held):
        counts[name] += number
    return tuple(f"{name} ({number})" if number > 1 else name for name, number in counts.items())


def _not_held(item: Item, held: Mapping[type[Item], tuple[str, ...]]) -> Iterator[tuple[str, int]]:
    for field in fields_of(type(item)):
        value = getattr(item, field.name)
        if value == field.default:
            continue
        if field.name not in held[type(item)]:
            yield field.name, len(value) if isinstance(value, tuple | AnyMapping) and struct_of(field.kind) else 1
        elif struct_of(field.kind):
            for each in _items(value):
                yield from _not_held(each, held)


def _items(value: Any) -> tuple[Item, ...]:
    if isinstance(value, AnyMapping):
        return tuple(value.values())
    return value if isinstance(value, tuple) else (value,)
