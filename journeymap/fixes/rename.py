"""Renames an id and all that refers to it in the text of a file, and changes nothing else.

The model says which fields are references (`Id(of=…)`, `MapOf(of=…)`); mentions in texts (`[[pays]]`) refer too.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import NamedTuple

from journeymap.errors import UserError
from journeymap.insight.mentions import MENTION, MentionKind, mentioned
from journeymap.model import EXIT, LANES, Journey, Point, read_journey
from journeymap.model.kinds import Id, Text
from journeymap.model.reading import IS_ID, id_hint
from journeymap.model.shape import fields_of, struct_of
from journeymap.rules.rewriting import File, ValuePlace, id_space, replace_text
from journeymap.settings import reference_day
from journeymap.source import SourceText, load
from journeymap.source.offsets import replaceable_span
from journeymap.source.text import Replacement, with_replacements
from journeymap.spelling import did_you_mean

_TAKEN = {"touchpoint": (EXIT,), "lane": LANES}
"""The ids that have a meaning of their own, by what they would name."""


class Renaming(NamedTuple):
    """An id to change: what it names (`touchpoint`, …), and the id before and after."""

    kind: str
    old: str
    new: str


class Renamed(NamedTuple):
    """The bytes of a file after a renaming, and the number of places that were changed, 0 where it has no such id.

    `ids` are those that the file has of the kind.
    """

    data: bytes
    places: int
    ids: tuple[str, ...]


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


def parse_renaming(old: str, new: str) -> Renaming:
    """Returns what `touchpoint.pays` and `touchpoint.pays-online` ask for. Raises UserError when they make no sense."""
    kinds = kinds_of_ids()
    kind, dot, old_id = old.partition(".")
    if kind not in kinds or not dot:
        words = ", ".join(kinds)
        hint = did_you_mean(kind, kinds) if dot else ""
        raise UserError(f"{old}: say what it names and its id, such as `touchpoint.pays`",
                        hint=hint or f"these have ids: {words}")  # fmt: skip
    new_kind, dot, new_id = new.rpartition(".")
    if dot and kinds.get(new_kind) is not kinds[kind]:
        raise UserError(f"{new}: a {kind} stays a {kind}", hint=f"write `{kind}.{new_id}`")
    if not IS_ID.match(new_id):
        raise UserError(f'"{new_id}" cannot be an id', hint=id_hint(new_id))
    if new_id in _TAKEN.get(kind, ()):
        raise UserError(f"`{new_id}` has a meaning of its own and cannot be an id", hint=f"call it `{new_id}-1`, say")
    return Renaming(kind, old_id, new_id)


def rename(data: bytes, name: str, renaming: Renaming) -> Renamed:
    """Returns the bytes of the file called `name` with the id changed, and all that refers to it.

    Comments, quotes and everything else stay as they are. Raises UserError when the file has an error that hides a
    part of it, when the new id is taken, and when an anchor shares the id with something of another kind.
    """
    loaded = load(data, name)
    journey = read_journey(loaded.tree)[0] if loaded.tree is not None else None
    if not loaded.is_whole or journey is None or loaded.tree is None:
        place = f":{loaded.source.place(loaded.errors[0].span.start)[0]}" if loaded.errors else ""
        why = loaded.errors[0].message if loaded.errors else "it is no journey"
        raise UserError(f"{name}{place}: {why}", hint="mend it first: `journeymap validate` says more")
    file = File(loaded.source.text, loaded.tree, reference_day(None))
    model = kinds_of_ids()[renaming.kind]
    places = list(file.places())
    ids = tuple(place.node.text for place in places if _declares(place, model))
    if renaming.old not in ids:
        return Renamed(data, 0, ids)
    if renaming.new in ids:
        raise UserError(f"{name}: there is a {renaming.kind} `{renaming.new}` already", hint="choose another id")
    changes = _changes(file, places, journey, renaming, name)
    text = with_replacements(loaded.source.text, changes)
    return Renamed((BOM_UTF8 if data.startswith(BOM_UTF8) else b"") + text.encode(), len(changes), ids)


def _declares(place: ValuePlace, model: type | None) -> bool:
    return id_space(place.model) is model and place.key == "id" and not place.is_key


def _changes(
    file: File, places: list[ValuePlace], journey: Journey, renaming: Renaming, name: str
) -> list[Replacement]:
    """Returns the replacements of the id, of the references to it, and of the mentions in texts."""
    model = kinds_of_ids()[renaming.kind]
    words = {word for word, each in kinds_of_ids().items() if each is model}
    found: dict[int, list[Replacement]] = {}
    for place in places:
        start = place.node.start
        changes: list[Replacement] = []
        if place.node.text == renaming.old and (_declares(place, model) or _refers(place, words)):
            changes = replace_text(file, place.node, renaming.new)
        elif isinstance(place.kind, Text) and not place.kind.is_address and not place.is_key:
            changes = list(_in_mentions(file, place, journey, renaming))
        if found.setdefault(start, changes) != changes:
            line = SourceText(file.text, name).place(start)[0]
            raise UserError(f"{name}:{line}: an anchor (`&…`) shares this id with something else",
                            hint="write it out in both places, and try again")  # fmt: skip
    return [change for changes in found.values() for change in changes]


def _refers(place: ValuePlace, words: set[str]) -> bool:
    if isinstance(place.kind, Text):
        return place.kind.may_be_id_of in words
    return isinstance(place.kind, Id) and place.kind.refers_to in words


def _in_mentions(file: File, place: ValuePlace, journey: Journey, renaming: Renaming) -> Iterator[Replacement]:
    """Yields the replacements in the mentions of a text.

    One that would name something else after the renaming, since a touchpoint and an action share an id, says which
    it means.
    """
    if "[[" not in place.node.text or renaming.kind not in ("touchpoint", "action"):
        return
    begin, end = replaceable_span(file.text, place.node)
    for match in MENTION.finditer(file.text, begin, end):
        mention = mentioned(journey, match[1])
        if mention is None:
            continue
        new_id = renaming.new if mention[:] == (renaming.kind, renaming.old) else mention.id
        kind, _, _ = match[1].rpartition(":")
        prefix = f"{kind.strip()}:" if kind.strip() else ""
        if not prefix and _means_after(journey, renaming, new_id) != mention.kind:
            prefix = f"{mention.kind}:"
        written = f"[[{prefix}{new_id}]]"
        if (new_id, prefix) != (mention.id, f"{kind.strip()}:" if kind.strip() else ""):
            yield Replacement(match.start(), match.end(), written)


def _means_after(journey: Journey, renaming: Renaming, name: str) -> MentionKind:
    """What a mention without a kind names once the id is renamed."""
    touchpoints = {each.id for each in journey.touchpoints}
    if renaming.kind == "touchpoint":
        touchpoints.add(renaming.new)
    return "touchpoint" if name in touchpoints else "action"
