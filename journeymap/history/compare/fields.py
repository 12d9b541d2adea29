"""Compares the fields of a part by their kinds. The fields come from the model, so a new one is compared too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

from journeymap.history.changes import MapPlace, Ref, What
from journeymap.history.compare.recorder import HasId, Recorder, T
from journeymap.history.matching import Pairing, PartText
from journeymap.history.plain import plain_texts
from journeymap.model import Item
from journeymap.model.amounts import Duration, Money
from journeymap.model.kinds import Choice, Date, Every, Id, Language, Number, Pair, Share, Text
from journeymap.model.reading import Kind
from journeymap.model.shape import ListOf, MapOf, Struct, fields_of

NAME_FIELDS = frozenset({"id", "name"})
"""The fields that identify a part: a change of one is recorded as a renaming."""


class _About(NamedTuple):
    """What a change is about: the part, its place on the map, and the persona."""

    what: What
    item: Ref
    place: MapPlace | None
    persona: Ref | None


class _Compared(NamedTuple):
    """A field that is compared. In a reference (`is_reference`) the same id may mean another part."""

    name: str
    kind: Kind
    default: object
    is_reference: bool


def compare_parts(
    recorder: Recorder, what: What, sides: tuple[Sequence[T], Sequence[T]], text_of: Callable[[T], PartText],
    *, name: str = "name", excluded: frozenset[str] = NAME_FIELDS,
) -> Pairing[T]:  # fmt: skip
    """Pair parts with ids, record those that were added or removed, and compare the fields of the others.

    `name` is the field with their name. The fields in `excluded` are not compared.
    """
    pairing = recorder.record_pairs(what, *sides, text_of, lambda part: getattr(part, name))
    for before, after in pairing.pairs:
        compare_fields(recorder, what, Ref(after.id, getattr(after, name)), (before, after), excluded=excluded)
    return pairing


def compare_fields(
    recorder: Recorder, what: What, item: Ref, sides: tuple[HasId | Item | None, HasId | Item | None], *,
    excluded: frozenset[str] = NAME_FIELDS, place: MapPlace | None = None, persona: Ref | None = None,
) -> None:  # fmt: skip
    """Record the fields, except those `excluded`, that differ between the two versions of a part.

    One of the versions may be None; then its fields have their defaults.
    """
    old, new = sides
    about = _About(what, item, place, persona)
    model: type = type(old if new is None else new)
    for name, kind, default, is_reference in _compared(model, excluded):
        before, after = getattr(old, name, default), getattr(new, name, default)
        if before is not after and (is_reference or before != after):
            _compare(recorder, about, name, kind, before, after)


@cache
def _compared(model: type, excluded: frozenset[str]) -> tuple[_Compared, ...]:
    return tuple(
        _Compared(field.name, field.kind, field.default, _is_reference(field.kind))
        for field in fields_of(model)
        if field.name not in excluded and field.is_shown_in("diff")
    )


def _is_reference(kind: Kind) -> bool:
    item = kind.item if isinstance(kind, ListOf) else kind
    return isinstance(item, Id) and bool(item.of)


def _compare(recorder: Recorder, about: _About, name: str, kind: Kind, old: Any, new: Any) -> None:
    what, item, place, persona = about
    facts = {"kind": kind, "place": place, "persona": persona}
    if isinstance(kind, Number | Share):
        recorder.record_number(what, item, name, old, new, **facts)
    elif isinstance(kind, Date):
        recorder.record_date(what, item, name, old, new, **facts)
    elif isinstance(kind, Id) and kind.of:
        recorder.record_reference(what, item, name, kind.of, (old, new), **facts)
    elif isinstance(kind, ListOf) and isinstance(kind.item, Id) and kind.item.of:
        if name == "owner" and len(old) <= 1 and len(new) <= 1:
            one = (old[0] if old else None, new[0] if new else None)
            recorder.record_reference(what, item, name, kind.item.of, one, **facts)
            return
        recorder.record_references(what, item, name, kind.item.of, (old, new), **facts)
    elif isinstance(kind, Struct):
        for inner, inner_kind, default, _ in _compared(kind.model, frozenset()):
            called = name if inner == kind.main else f"{name}-{inner}"
            _compare(recorder, about, called, inner_kind, getattr(old, inner, default), getattr(new, inner, default))
    elif isinstance(kind, Text | Choice | Language):
        recorder.record_field(what, item, name, old, new, **facts)
    elif isinstance(kind, ListOf) and isinstance(kind.item, Struct) and kind.item.text:
        before, after = _texts_of(recorder, kind, kind.item.text, old, new)
        recorder.record_field(what, item, name, before, after, **facts)
    else:
        before, after = plain_texts(kind, old, recorder.name_by_old_id), plain_texts(kind, new, recorder.name_by_new_id)
        is_same_map = isinstance(kind, MapOf) and sorted(before) == sorted(after)  # whose order means nothing
        after = before if is_same_map else after
        if isinstance(kind, Pair | Every | Duration | Money):
            recorder.record_field(what, item, name, "".join(before), "".join(after), **facts)
        else:
            recorder.record_field(what, item, name, before, after, **facts)


def _texts_of(recorder: Recorder, kind: ListOf, text: str, old: Any, new: Any) -> tuple[tuple[str, ...], ...]:
    """The texts alone of items on both sides, or all their fields where the texts are the same."""
    words = tuple(tuple(getattr(each, text) for each in items) for items in (old, new))
    if words[0] != words[1]:
        return words
    return plain_texts(kind, old, recorder.name_by_old_id), plain_texts(kind, new, recorder.name_by_new_id)
