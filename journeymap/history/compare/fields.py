"""Compares the fields of a part as the model declares them, each by its kind, so that none is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

from journeymap.history.changes import MapPlace, Ref, What
from journeymap.history.compare.recorder import HasId, Recorder, T
from journeymap.history.matching import Look, Pairing
from journeymap.history.plain import plain_texts
from journeymap.model import Item
from journeymap.model.kinds import Choice, Date, Every, Id, Language, Number, Pair, Share, Text
from journeymap.model.reading import Kind
from journeymap.model.shape import ListOf, Struct, fields_of

NAMED = frozenset({"id", "name"})
"""The fields that say which part it is: another value of them is a renaming."""


class _About(NamedTuple):
    """What a change is about: the part, where on the map it is, and whose."""

    what: What
    item: Ref
    place: MapPlace | None
    persona: Ref | None


class _Compared(NamedTuple):
    """A field that is compared. `refers` says that the same id may mean another part."""

    name: str
    kind: Kind
    default: object
    refers: bool


def compare_parts(
    recorder: Recorder, what: What, sides: tuple[Sequence[T], Sequence[T]], look: Callable[[T], Look],
    *, name: str = "name", own: frozenset[str] = NAMED,
) -> Pairing[T]:  # fmt: skip
    """Pair parts with ids, take down those that came and went, and compare those that both versions have.

    `name` is the field with their name; those in `own` are left out.
    """
    pairing = recorder.pair(what, *sides, look, lambda part: getattr(part, name))
    for before, after in pairing.pairs:
        compare_fields(recorder, what, Ref(after.id, getattr(after, name)), (before, after), own=own)
    return pairing


def compare_fields(
    recorder: Recorder, what: What, item: Ref, sides: tuple[HasId | Item | None, HasId | Item | None], *,
    own: frozenset[str] = NAMED, place: MapPlace | None = None, persona: Ref | None = None,
) -> None:  # fmt: skip
    """Take down what differs between the two sides of one part, save in the fields in `own`.

    A side that is None says nothing; one of the two is there.
    """
    old, new = sides
    about = _About(what, item, place, persona)
    model: type = type(old if new is None else new)
    for name, kind, default, refers in _compared(model, own):
        before, after = getattr(old, name, default), getattr(new, name, default)
        if before is not after and (refers or before != after):
            _compare(recorder, about, name, kind, before, after)


@cache
def _compared(model: type, own: frozenset[str]) -> tuple[_Compared, ...]:
    return tuple(
        _Compared(field.name, field.kind, field.default, _refers(field.kind))
        for field in fields_of(model)
        if field.name not in own and field.is_shown_in("diff")
    )


def _refers(kind: Kind) -> bool:
    item = kind.item if isinstance(kind, ListOf) else kind
    return isinstance(item, Id) and bool(item.of)


def _compare(recorder: Recorder, about: _About, name: str, kind: Kind, old: Any, new: Any) -> None:
    what, item, place, persona = about
    facts = {"kind": kind, "place": place, "persona": persona}
    if isinstance(kind, Number | Share):
        recorder.number(what, item, name, old, new, **facts)
    elif isinstance(kind, Date):
        recorder.date(what, item, name, old, new, **facts)
    elif isinstance(kind, Id) and kind.of:
        recorder.refers(what, item, name, kind.of, (old, new), **facts)
    elif isinstance(kind, ListOf) and isinstance(kind.item, Id) and kind.item.of:
        recorder.refer(what, item, name, kind.item.of, (old, new), **facts)
    elif isinstance(kind, Struct):
        for inner, inner_kind, default, _ in _compared(kind.model, frozenset()):
            called = name if inner == kind.main else f"{name}-{inner}"
            _compare(recorder, about, called, inner_kind, getattr(old, inner, default), getattr(new, inner, default))
    elif isinstance(kind, Text | Choice | Language):
        recorder.field(what, item, name, old, new, **facts)
    else:
        before, after = plain_texts(kind, old, recorder.name_before), plain_texts(kind, new, recorder.name_now)
        if isinstance(kind, Pair | Every):
            recorder.field(what, item, name, "".join(before), "".join(after), **facts)
        else:
            recorder.field(what, item, name, before, after, **facts)
