"""What the canonical form takes from the model: the order of keys, and which mappings stand on one line.

Keys stand as the model declares them, save where people read them in another order.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from journeymap.model import (
    Emotion,
    Item,
    Journey,
    Link,
    Metric,
    Next,
    Owner,
    Persona,
    Point,
    Review,
    Segment,
    Swot,
    Thought,
    Touchpoint,
)
from journeymap.model.kinds import Id, Number
from journeymap.model.shape import ListOf, MapOf, Struct, fields_of

SECTIONS = ("owners", "segments", "personas", "stages", "actions", "swot", "competitors", "custom")

_ONE_LINE: tuple[type[Item], ...] = (Owner, Segment, Emotion, Thought, Point, Metric, Next, Review, Link)
_FIRST: dict[type[Item], tuple[str, ...]] = {  # these keys lead, the others follow as they are declared
    Touchpoint: ("id", "name", "channels", "moment_of_truth"),
    Metric: ("name", "value", "unit", "scale", "better"),
    Link: ("title",),
    Persona: ("id", "name", "portrait"),
}


class Shape(NamedTuple):
    """What is known of a value before it is looked at; of the items, where it is a list.

    `order` gives the place of each key, `keys` the shapes under them, `every` the shape under any other key
    (None where nothing is known of it); `one_line` says that such a mapping stands on one line where it fits,
    `tall` that such a list never does, and `wide` that one may be as long as a line.
    """

    order: dict[str, int]
    keys: dict[str, Shape]
    every: Shape | None = None
    one_line: bool = False
    tall: bool = False
    wide: bool = False


_LEAF = Shape({}, {})
_IDS = Shape({}, {}, wide=True)
_TALL = Shape({}, {}, tall=True)


def journey_shape() -> Shape:
    """The shape of a whole file."""
    return _struct(Journey)


@cache
def _struct(model: type[Item]) -> Shape:
    fields = fields_of(model)
    first = _FIRST.get(model, ())
    names = [*first, *(field.name for field in fields if field.name not in first)]
    return Shape(
        order={name: place for place, name in enumerate(names)},
        keys={field.name: _TALL if model is Swot else _of(field.kind) for field in fields},
        one_line=model in _ONE_LINE,
    )


def _of(kind: object) -> Shape:
    if isinstance(kind, ListOf):
        return _of(kind.item)
    if isinstance(kind, Struct):
        return _struct(kind.model)
    if isinstance(kind, MapOf):
        return Shape({}, {}, every=_of(kind.value), one_line=isinstance(kind.value, Number))
    return _IDS if isinstance(kind, Id) else _LEAF
