"""What has an id, in words: its title, and a summary of what the file says of it."""

from __future__ import annotations

import re

from journeymap.fixes.ids import IdsOfFile
from journeymap.model.reading import short
from journeymap.model.shape import fields_of
from journeymap.source.tree import Mapping, Node, Scalar, Sequence

_TITLES = ("name", "title", "text", "what", "question", "label")
_MOST_VALUES = 8
_MOST_ITEMS = 4


def item_title(node: Mapping) -> str:
    """Returns what an item is called: its name or, without one, the beginning of its text; empty without any."""
    for key in _TITLES:
        value = node.entries.get(key)
        if isinstance(value, Scalar) and value.text.strip():
            return short(value.text)
    return ""


def noun_of_item(ids: IdsOfFile, node: Mapping) -> str:
    """Returns what an item with an id is: `touchpoint`, `pain, gain or opportunity`."""
    return re.sub(r"\ban? ", "", str(ids.classes[id(node)].NOUN))  # type: ignore[attr-defined]


def item_summary(ids: IdsOfFile, node: Mapping) -> str:
    """Returns what an id stands for, as Markdown: what it is and is called, where it is, and what is said of it."""
    model = ids.classes[id(node)]
    noun = noun_of_item(ids, node)
    name = node.entries.get("id")
    lines = [f"**{_plain(item_title(node)) or '?'}** ({noun} `{name.text if isinstance(name, Scalar) else '?'}`)"]
    holder = _holder(ids, node)
    if holder is not None:
        lines[0] += f" in *{_plain(item_title(holder))}*"
    told = []
    for field in fields_of(model):
        value = node.entries.get(field.name)
        if value is not None and field.name != "id" and field.name not in _TITLES:
            said = _value(value)
            told += [f"- `{field.name}`: {said}"] if said else []
    return "\n".join([*lines, *([""] if told else []), *told[:_MOST_VALUES]])


def _holder(ids: IdsOfFile, node: Mapping) -> Mapping | None:
    """The item with an id within which another one stands: the stage of a touchpoint, the touchpoint of a pain."""
    around = [
        declared
        for by_id in ids.declared.values()
        for declared in by_id.values()
        if declared.start < node.start and node.end <= declared.end
    ]
    return max(around, key=lambda each: each.start, default=None)


def _value(node: Node) -> str:
    if isinstance(node, Scalar):
        return _plain(short(node.text))
    if isinstance(node, Sequence):
        items = [_value(item) for item in node.items[:_MOST_ITEMS]]
        more = [f"and {len(node.items) - _MOST_ITEMS} more"] if len(node.items) > _MOST_ITEMS else []
        return "; ".join([*filter(None, items), *more])
    values = [_value(value) for value in node.entries.values() if isinstance(value, Scalar)]
    return ", ".join(filter(None, values[:_MOST_ITEMS]))


def _plain(text: str) -> str:
    """A text without what Markdown would take for its own."""
    return "".join(f"\\{each}" if each in "\\`*_{}[]<>#|~!" else each for each in text)
