"""Where the ids of a file stand: where each is declared, and where it is referred to.

The model says which fields are references (`Id(of=…)`, `MapOf(of=…)`); mentions in texts (`[[pays]]`) refer too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from journeymap.diagnostics import Span
from journeymap.insight.mentions import MENTION, Mention, mention_of
from journeymap.model import Action, Journey, Point, Touchpoint
from journeymap.model.kinds import Id, Text
from journeymap.model.shape import fields_of, struct_of
from journeymap.rules.rewriting import File, ValuePlace, id_space
from journeymap.source.offsets import replaceable_span
from journeymap.source.tree import Mapping


class IdPlace(NamedTuple):
    """One place of an id: the class of what it names, the span of the value that is the id, and whether it declares it.

    In a text, `mention` is the match of `[[id]]`, and the span is that of the brackets.
    """

    model: type
    id: str
    span: Span
    declares: bool
    place: ValuePlace
    mention: re.Match[str] | None = None


@cache
def kinds_of_ids() -> dict[str, type | None]:
    """Returns the words for what has an id that others can refer to, with its class: `touchpoint`, `owner`, ….

    A pain, a gain, an opportunity and an improvement are each a `point` too, since their ids are of one kind.
    """
    found: dict[str, type | None] = {}
    waiting: list[type] = [Journey]
    for model in waiting:  # grows while it is read
        for field in fields_of(model):
            struct = struct_of(field.kind)
            if struct is None:
                continue
            waiting.append(struct.model)
            if struct.each and any(each.name == "id" for each in fields_of(struct.model)):
                found[struct.each] = id_space(struct.model)
    return found | {"point": Point}


def named_by(kind: object) -> str:
    """Returns what a value of a kind refers to, or may, by its id: `owner`, `lane`, …; else an empty string."""
    if isinstance(kind, Text):
        return kind.may_be_id_of
    return kind.refers_to if isinstance(kind, Id) else ""


class IdsOfFile:
    """The ids of a file. `declared` has, by the class of what they name, each id with the mapping that it is in.

    Of several with one id it is the first.
    """

    def __init__(self, file: File) -> None:
        self.file = file
        self.places = list(file.places())
        self.declared: dict[type, dict[str, Mapping]] = {}
        self.classes: dict[int, type] = {}
        """The class of every mapping with an id, by the `id()` of its node."""
        for place in self.places:
            space = _declares(place)
            if space is not None and place.model is not None and isinstance(place.holder, Mapping):
                self.declared.setdefault(space, {}).setdefault(place.node.text, place.holder)
                self.classes[id(place.holder)] = place.model

    def __iter__(self) -> Iterator[IdPlace]:
        """Yields every place of an id, in the order of the tree; what aliases share, once for each place."""
        for place in self.places:
            yield from self.at(place)

    def at(self, place: ValuePlace) -> Iterator[IdPlace]:
        """Yields the places of ids in a value or a key: one where it is an id, and one for each mention in a text.

        A text that may be an id is one where something has this id.
        """
        text = place.node.text
        space = _declares(place)
        if space is not None:
            yield IdPlace(space, text, self._span(place), True, place)
            return
        model = kinds_of_ids().get(named_by(place.kind))
        if model is not None and (isinstance(place.kind, Id) or text in self.declared.get(model, ())):
            yield IdPlace(model, text, self._span(place), False, place)
        if isinstance(place.kind, Text) and not place.kind.is_address and not place.is_key and "[[" in text:
            yield from self._mentions(place)

    def mentioned(self, inside: str) -> Mention | None:
        """Returns what the text inside the brackets of a mention names; None when it names nothing."""
        return mention_of(inside, self.declared.get(Touchpoint, {}), self.declared.get(Action, {}))

    def _mentions(self, place: ValuePlace) -> Iterator[IdPlace]:
        begin, end = replaceable_span(self.file.text, place.node)
        for match in MENTION.finditer(self.file.text, begin, end):
            mention = self.mentioned(match[1])
            if mention is not None:
                model = kinds_of_ids()[mention.kind]
                assert model is not None
                yield IdPlace(model, mention.id, Span(*match.span()), False, place, match)

    def _span(self, place: ValuePlace) -> Span:
        return Span(*replaceable_span(self.file.text, place.node))


def _declares(place: ValuePlace) -> type | None:
    """The class of what has this value as its id; None for a value that is no such id."""
    if place.key != "id" or place.is_key or named_by(place.kind):
        return None
    space = id_space(place.model)
    return space if space in kinds_of_ids().values() else None
