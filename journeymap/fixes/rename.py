"""Renames an id and all that refers to it in the text of a file, and changes nothing else."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import NamedTuple

from journeymap.errors import UserError
from journeymap.fixes.ids import IdPlace, IdsOfFile, kinds_of_ids
from journeymap.insight.mentions import MentionKind
from journeymap.model import EXIT, LANES, Touchpoint, read_journey
from journeymap.model.reading import IS_ID, id_hint
from journeymap.rules.rewriting import File, replace_text
from journeymap.settings import reference_day
from journeymap.source import Loaded, SourceText, load
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

    Comments, quotes and everything else stay as they are. Raises UserError as `renaming_changes` does.
    """
    loaded = load(data, name)
    changes, ids = renaming_changes(loaded, renaming)
    if not changes:
        return Renamed(data, 0, ids)
    text = with_replacements(loaded.source.text, changes)
    return Renamed((BOM_UTF8 if data.startswith(BOM_UTF8) else b"") + text.encode(), len(changes), ids)


def renaming_changes(loaded: Loaded, renaming: Renaming) -> tuple[list[Replacement], tuple[str, ...]]:
    """Returns the replacements that change an id in a file, none where it has no such id, and its ids of the kind.

    Raises UserError when the file has an error that hides a part of it, when the new id is taken, and when an anchor
    shares the id with something of another kind.
    """
    name = loaded.source.name
    if not loaded.is_whole or loaded.tree is None or read_journey(loaded.tree)[0] is None:
        place = f":{loaded.source.place(loaded.errors[0].span.start)[0]}" if loaded.errors else ""
        why = loaded.errors[0].message if loaded.errors else "it is no journey"
        raise UserError(f"{name}{place}: {why}", hint="mend it first: `journeymap validate` says more")
    ids = IdsOfFile(File(loaded.source.text, loaded.tree, reference_day(None)))
    model = kinds_of_ids()[renaming.kind]
    assert model is not None
    known = tuple(ids.declared.get(model, ()))
    if renaming.old not in known:
        return [], known
    if renaming.new in known:
        raise UserError(f"{name}: there is a {renaming.kind} `{renaming.new}` already", hint="choose another id")
    return _changes(ids, model, renaming, name), known


def _changes(ids: IdsOfFile, model: type, renaming: Renaming, name: str) -> list[Replacement]:
    """Returns the replacements of the id, of the references to it, and of the mentions in texts."""
    found: dict[int, list[Replacement]] = {}
    for place in ids.places:
        start = place.node.start
        changes: list[Replacement] = []
        for each in ids.at(place):
            if each.mention is not None:
                changes += _in_mention(ids, each, each.mention, model, renaming)
            elif each.model is model and each.id == renaming.old:
                changes += replace_text(ids.file, place.node, renaming.new)
        if found.setdefault(start, changes) != changes:
            line = SourceText(ids.file.text, name).place(start)[0]
            raise UserError(f"{name}:{line}: an anchor (`&…`) shares this id with something else",
                            hint="write it out in both places, and try again")  # fmt: skip
    return [change for changes in found.values() for change in changes]


def _in_mention(
    ids: IdsOfFile, each: IdPlace, match: re.Match[str], model: type, renaming: Renaming
) -> Iterator[Replacement]:
    """Yields the replacement of a mention in a text.

    One that would name something else after the renaming, since a touchpoint and an action share an id, says which
    it means.
    """
    if renaming.kind not in ("touchpoint", "action"):
        return
    kind_now = ids.mentioned(match[1])
    assert kind_now is not None
    new_id = renaming.new if each.model is model and each.id == renaming.old else each.id
    kind, _, _ = match[1].rpartition(":")
    prefix = f"{kind.strip()}:" if kind.strip() else ""
    if not prefix and _means_after(ids, renaming, new_id) != kind_now.kind:
        prefix = f"{kind_now.kind}:"
    if (new_id, prefix) != (each.id, f"{kind.strip()}:" if kind.strip() else ""):
        yield Replacement(match.start(), match.end(), f"[[{prefix}{new_id}]]")


def _means_after(ids: IdsOfFile, renaming: Renaming, name: str) -> MentionKind:
    """What a mention without a kind names once the id is renamed."""
    touchpoints = set(ids.declared.get(Touchpoint, ()))
    if renaming.kind == "touchpoint":
        touchpoints.add(renaming.new)
    return "touchpoint" if name in touchpoints else "action"
