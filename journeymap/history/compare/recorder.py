"""Records a comparison: the changes found so far, and which id of the old version is which of the new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Protocol, TypeVar

from journeymap.history.changes import Change, MapPlace, Ref, Value, What
from journeymap.history.matching import Look, Pairing, paired, stayed
from journeymap.history.weight import weight
from journeymap.model import EXIT, Journey
from journeymap.model.kinds import Id
from journeymap.overlays.changes import How

POINTS = "point"
"""Pains and opportunities share their ids."""

NOWHERE = "?"
"""No id begins so."""


class HasId(Protocol):
    """A part with an id."""

    @property
    def id(self) -> str:
        """The id."""


T = TypeVar("T", bound=HasId)


class Recorder:
    """What a comparison has found. `ids` leads from old ids to new ones, by kind, where they differ."""

    def __init__(self, old: Journey, new: Journey) -> None:
        self.old = old
        self.new = new
        self.changes: list[Change] = []
        self._ids: dict[str, dict[str, str]] = {}
        self._renamed: dict[str, set[str]] = {}
        self._names: dict[tuple[bool, str], dict[str, str]] = {}

    def note(self, how: How, what: What, item: Ref, **facts: object) -> None:
        """Take down a change."""
        size = facts.get("size")
        if isinstance(size, float):
            facts["size"] = round(size, 9)  # 0.1 + 0.2 is 0.3 to a reader
        change = Change(how=how, what=what, item=item, **facts)  # type: ignore[arg-type]  # the facts are Change's own
        self.changes.append(replace(change, weight=weight(change)))

    def pair(
        self, kind: What, old: Sequence[T], new: Sequence[T], look: Callable[[T], Look], name: Callable[[T], str]
    ) -> Pairing[T]:
        """Pair parts with ids; take down those that came, are gone, or have another id or name."""
        pairing = self.match(kind, old, new, look)
        for part in pairing.gone:
            self.note("removed", kind, Ref(part.id, name(part)))
        for part in pairing.come:
            self.note("added", kind, Ref(part.id, name(part)))
        for before, after in pairing.pairs:
            self.renamed(kind, Ref(before.id, name(before)), Ref(after.id, name(after)))
        return pairing

    def match(self, kind: str, old: Sequence[T], new: Sequence[T], look: Callable[[T], Look]) -> Pairing[T]:
        """Pair parts with ids, and remember which id has become which."""
        pairing = paired(old, new, lambda part: part.id, look)
        self._ids[kind] = {before.id: after.id for before, after in pairing.pairs}
        return pairing

    def remember(self, kind: str, old: str, new: str) -> None:
        """An old id is now this one."""
        self._ids.setdefault(kind, {})[old] = new
        self._renamed.pop(kind, None)

    def now(self, kind: str, old: str | None) -> str | None:
        """The id that an old id has become; one that led nowhere does not lead to what has the id now."""
        ids = self._ids.get(kind, {})
        if old is None or old in ids:
            return ids.get(old or "")
        return f"{NOWHERE}{old}" if old in self._taken(kind) else old

    def _taken(self, kind: str) -> set[str]:
        """The new ids of what had another one."""
        if kind not in self._renamed:
            self._renamed[kind] = {new for old, new in self._ids.get(kind, {}).items() if new != old}
        return self._renamed[kind]

    @cached_property
    def personas(self) -> tuple[frozenset[str], frozenset[str]]:
        """The personas that were there, by their new ids, and those that are; nobody's feelings are in both."""
        had = {self.now("persona", each.id) or "" for each in self.old.personas}
        return frozenset(had | {""}), frozenset({each.id for each in self.new.personas} | {""})

    def became(self, kind: str) -> dict[str, str]:
        """The new ids by the old ones, of the parts that both versions have."""
        return self._ids.get(kind, {})

    def renamed(self, what: What, before: Ref, after: Ref, place: MapPlace | None = None) -> None:
        """Take down another name, or another id."""
        self.field(what, after, "name", before.name, after.name, place=place)
        self.field(what, after, "id", before.id, after.id, place=place, kind=Id())

    def field(self, what: What, item: Ref, name: str, old: Value, new: Value, **facts: object) -> None:
        """Take down a field that is not what it was; equal values are no change."""
        if old != new:
            self.note("changed", what, item, field=name, old=old or None, new=new or None, **facts)

    def number(self, what: What, item: Ref, name: str, old: float | None, new: float | None, **facts: object) -> None:
        """Take down a number that is not what it was, with the size of the change. Zero is a number."""
        if old != new:
            size = None if old is None or new is None else new - old
            self.note("changed", what, item, field=name, old=old, new=new, size=size, **facts)

    def date(self, what: What, item: Ref, name: str, old: dt.date | None, new: dt.date | None, **facts: object) -> None:
        """Take down another day, with the days between."""
        if old != new:
            size = (new - old).days if old and new else None
            self.note("changed", what, item, field=name, old=old, new=new, size=size, **facts)

    def refers(
        self, what: What, item: Ref, name: str, of: str, ids: tuple[str | None, str | None], **facts: object
    ) -> None:
        """Take down a reference that leads to something else; that it follows a renaming is no change."""
        old, new = ids
        if self.now(of, old) != new:
            self.note("changed", what, item, field=name, old=self.was(of, old), new=self.named(of, new), **facts)

    def refer(
        self, what: What, item: Ref, name: str, of: str, ids: tuple[Sequence[str], Sequence[str]], **facts: object
    ) -> None:
        """The same for a list of references, whose order says nothing."""
        old, new = ids
        if {self.now(of, each) for each in old} != set(new):
            before = tuple(ref for each in old if (ref := self.was(of, each)))
            after = tuple(ref for each in new if (ref := self.named(of, each)))
            self.note("changed", what, item, field=name, old=before or None, new=after or None, **facts)

    def order(self, what: What, pairs: Sequence[tuple[T, T]], old: Sequence[T], name: Callable[[T], str]) -> None:
        """Take down the parts that stand elsewhere among those that both versions have."""
        index = {id(part): position for position, part in enumerate(old)}
        order = [index[id(before)] for before, _ in pairs]
        ranks = {value: rank for rank, value in enumerate(sorted(order), 1)}
        kept = stayed(order)
        for position, (_, after) in enumerate(pairs):
            if position not in kept:
                ref = Ref(after.id, name(after))
                self.note("moved", what, ref, old=ranks[order[position]], new=position + 1)

    def was(self, kind: str, each: str | None) -> Ref | None:
        """What an id of the old version refers to."""
        return self._ref(self.old, kind, each)

    def named(self, kind: str, each: str | None) -> Ref | None:
        """What an id of the new version refers to."""
        return self._ref(self.new, kind, each)

    def name_before(self, kind: str, each: str) -> str:
        """What something of the old version is called now, or was where it is no more."""
        now = self.now(kind, each) or each
        ref = self.was(kind, each) if now.startswith(NOWHERE) else self.named(kind, now)
        return ref.name if ref else each

    def name_now(self, kind: str, each: str) -> str:
        """What something of the new version is called."""
        ref = self.named(kind, each)
        return ref.name if ref else each

    def _ref(self, journey: Journey, kind: str, each: str | None) -> Ref | None:
        if each is None:
            return None
        key = (journey is self.new, kind)
        if key not in self._names:
            self._names[key] = _names(journey, kind)
        return Ref(each, self._names[key].get(each, each))


def _names(journey: Journey, kind: str) -> dict[str, str]:
    if kind == "touchpoint":
        return {EXIT: ""} | {touchpoint.id: touchpoint.name for touchpoint in journey.touchpoints}
    if kind == POINTS:
        return {point.id: point.text for _, point, _ in journey.points() if point.id}
    if kind == "action":
        return {action.id: action.title for action in journey.actions}
    parts: Sequence[HasId] = {
        "owner": journey.owners, "persona": journey.personas, "segment": journey.segments
    }[kind]  # type: ignore[assignment]  # fmt: skip
    return {part.id: part.name for part in parts}  # type: ignore[attr-defined]
