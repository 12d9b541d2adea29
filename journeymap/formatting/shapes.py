"""What the canonical form takes from the model: the order of keys, and which mappings are written on one line.

Keys are in the order of the model, except where another order reads better.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from journeymap.model import (
    Activity,
    AnswerScale,
    Capability,
    Channel,
    ChannelUse,
    CommentColumn,
    Emotion,
    EventPlace,
    ExperimentArm,
    ExperimentComparison,
    ExperimentSource,
    ExperimentVariant,
    Image,
    Improvement,
    Item,
    Journey,
    Link,
    Message,
    Metric,
    Next,
    Objection,
    Owner,
    Persona,
    Point,
    Question,
    Review,
    Segment,
    ServiceStep,
    SourceFormat,
    SourceSegment,
    Swot,
    SwotEntry,
    Thought,
    Touchpoint,
)
from journeymap.model.kinds import Id, Number
from journeymap.model.shape import ListOf, MapOf, Struct, fields_of
from journeymap.source.written import Collection, WrittenItem, WrittenScalar

SECTIONS = (
    "owners",
    "segments",
    "personas",
    "channels",
    "stages",
    "actions",
    "experiments",
    "capabilities",
    "trees",
    "sources",
    "signals",
    "swot",
    "competitors",
    "custom",
)

_ONE_LINE: tuple[type[Item], ...] = (
    Owner, Segment, Channel, Emotion, Thought, Point, Metric, Next, Review, Link, Activity, ChannelUse, Image,
    Improvement, Message, Objection, ServiceStep, SwotEntry, Question, AnswerScale, SourceFormat, SourceSegment,
    CommentColumn, EventPlace, Capability, ExperimentVariant, ExperimentArm, ExperimentComparison, ExperimentSource,
)  # fmt: skip
_FIRST: dict[type[Item], tuple[str, ...]] = {  # these keys come first, the others follow in the order of the model
    Touchpoint: ("id", "name", "channels", "moment_of_truth"),
    Metric: ("name", "value", "unit", "scale", "better"),
    Link: ("title",),
    Persona: ("id", "name", "portrait"),
}


class Shape(NamedTuple):
    """How a value is written, by its field; for a list, how its items are written.

    `order` has the position of each key, `keys` the shapes of their values, and `every` the shape of the value of any
    other key (None for an unknown one). `one_line`: such a mapping is written on one line if it fits. `tall`: such a
    list is never written on one line. `wide`: such a list may be as long as a whole line.
    """

    order: dict[str, int]
    keys: dict[str, Shape]
    every: Shape | None = None
    one_line: bool = False
    tall: bool = False
    wide: bool = False


_LEAF = Shape({}, {})
_IDS = Shape({}, {}, wide=True)


def journey_shape() -> Shape:
    """Returns the shape of a whole file."""
    return _struct(Journey)


@cache
def _struct(model: type[Item]) -> Shape:
    fields = fields_of(model)
    first = _FIRST.get(model, ())
    names = [*first, *(field.name for field in fields if field.name not in first)]
    return Shape(
        order={name: place for place, name in enumerate(names)},
        keys={field.name: _of(field.kind)._replace(tall=model is Swot) for field in fields},
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


def shape_of_value(shape: Shape | None, item: WrittenItem, parent: Collection) -> Shape | None:
    """Returns the shape of an item's value."""
    if shape is None or parent.is_list:
        return shape
    name = item.key.text if isinstance(item.key, WrittenScalar) else ""
    return shape.keys.get(name, shape.every)
