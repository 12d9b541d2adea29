"""Mentions: `[[pays]]` in a text stands for the number of the touchpoint `pays`, or for the code of an action.

Numbers that are typed in prose are wrong as soon as a step is put in before them. A mention names the touchpoint or the
action by its id, and is replaced wherever the text is shown; `[[action:t]]` and `[[touchpoint:t]]` say which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from operator import is_
from typing import Any, Literal, TypeVar

from journeymap.model import Item, Journey
from journeymap.model.kinds import Text
from journeymap.model.reading import Kind
from journeymap.model.search import holders_of
from journeymap.model.shape import ListOf, MapOf, Struct, fields_of
from journeymap.records import NamedTuple

MENTION = re.compile(r"\[\[([^\[\]]{1,100})\]\]")
"""A mention as it is typed; its group is what stands inside the brackets."""
T = TypeVar("T", bound=Item)
MentionKind = Literal["touchpoint", "action"]


class Mention(NamedTuple):
    """What a mention names: a touchpoint or an action, by its id."""

    kind: MentionKind
    id: str


def mentioned(journey: Journey, inside: str) -> Mention | None:
    """Returns what the text inside the brackets of a mention names in a journey, as `mention_of` does."""
    return mention_of(inside, journey.number_of, journey.action_codes)


def mention_of(inside: str, touchpoints: Container[str], actions: Container[str]) -> Mention | None:
    """Returns what the text inside the brackets of a mention names, of these ids; None when it names nothing.

    An id that a touchpoint and an action share names the touchpoint.
    """
    kind, colon, name = inside.strip().rpartition(":")
    kind, name = kind.strip(), name.strip()
    if kind in ("", "touchpoint") and name in touchpoints and (kind or not colon):
        return Mention("touchpoint", name)
    if kind in ("", "action") and name in actions and (kind or not colon):
        return Mention("action", name)
    return None


def named_touchpoints(journey: Journey, text: str) -> tuple[str, ...]:
    """Returns the ids of the touchpoints that a text mentions, each once, in order."""
    found = (mentioned(journey, each[1]) for each in MENTION.finditer(text))
    return tuple(dict.fromkeys(each.id for each in found if each is not None and each.kind == "touchpoint"))


def text_with_mentions(text: str, journey: Journey, write: Callable[[Mention], str]) -> str:
    """Returns a text with `write(mention)` in place of every mention of something in the journey."""

    def replaced(found: re.Match[str]) -> str:
        mention = mentioned(journey, found[1])
        return write(mention) if mention else found[0]

    return MENTION.sub(replaced, text) if "[[" in text else text


def with_mentions(journey: Journey, write: Callable[[Mention], str]) -> Journey:
    """Returns the journey with `write(mention)` in place of every mention in its texts.

    A mention that names nothing stays as it is typed. The nodes remain those of the file.
    """
    holders = holders_of(journey.node, "[[") if journey.may_mention else None
    if not holders:
        return journey
    return _with_texts(journey, holders, lambda text: text_with_mentions(text, journey, write))


def _with_texts(item: T, holders: frozenset[int], change: Callable[[str], str]) -> T:
    """Returns the item with its texts changed, and with those of the items in it; itself where none changes.

    `holders` has the `id()` of the nodes in which there is something to change.
    """
    if id(item.node) not in holders:
        return item
    changes = {}
    for field in fields_of(type(item)):
        value = getattr(item, field.name)
        new = _changed(field.kind, value, holders, change) if value else value
        if new is not value:
            changes[field.name] = new
    return item.replace(**changes) if changes else item


def _changed(kind: Kind, value: Any, holders: frozenset[int], change: Callable[[str], str]) -> Any:
    """Returns the value of a field with its texts changed; the same object where none changes."""
    if isinstance(kind, Text):
        return value if kind.is_address else change(value)
    if isinstance(kind, Struct):
        return _with_texts(value, holders, change)
    if isinstance(kind, ListOf):
        listed = tuple(_changed(kind.item, each, holders, change) for each in value)
        return value if all(map(is_, listed, value)) else listed
    if isinstance(kind, MapOf):
        mapped = {key: _changed(kind.value, each, holders, change) for key, each in value.items()}
        return value if all(mapped[key] is each for key, each in value.items()) else mapped
    return value
