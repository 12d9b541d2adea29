"""The recorder of a comparison: the changes found so far, and the new ids of the parts of the old version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from journeymap.history.changes import Change, MapPlace, Ref, Value, What
from journeymap.history.matching import Pairing, PartText, pair_parts, unmoved
from journeymap.history.weight import weight
from journeymap.insight.blueprint import all_service_steps
from journeymap.insight.trees import all_messages, all_questions
from journeymap.model import EXIT, Journey
from journeymap.model.kinds import Id
from journeymap.overlays.changes import How
from journeymap.records import cached_property

POINTS = "point"
"""The kind under which ids of pains, gains, opportunities and improvements are kept: no two of them may be equal."""

REUSED = "?"
"""The prefix of an old id whose part was removed while another part took over the id. No id of a file starts so."""


class HasId(Protocol):
    """A part with an id."""

    @property
    def id(self) -> str:
        """The id."""


T = TypeVar("T", bound=HasId)


class Recorder:
    """Collects the changes of a comparison, and which new id belongs to which old one."""

    def __init__(self, old: Journey, new: Journey) -> None:
        self.old = old
        self.new = new
        self.changes: list[Change] = []
        self._ids: dict[str, dict[str, str]] = {}
        self._renamed: dict[str, set[str]] = {}
        self._names: dict[tuple[bool, str], dict[str, str]] = {}

    def record(self, how: How, what: What, item: Ref, **facts: object) -> None:
        """Record a change; `facts` are fields of `Change`."""
        size = facts.get("size")
        if isinstance(size, float):
            facts["size"] = round(size, 9)  # so that 0.1 + 0.2 is 0.3
        change = Change(how=how, what=what, item=item, **facts)  # type: ignore[arg-type]  # fields of Change
        self.changes.append(replace(change, weight=weight(change)))

    def record_pairs(
        self, kind: What, old: Sequence[T], new: Sequence[T], text_of: Callable[[T], PartText], name: Callable[[T], str]
    ) -> Pairing[T]:
        """Pair parts with ids, and record those that were added, removed, or have another id or name."""
        pairing = self.pair(kind, old, new, text_of)
        for part in pairing.removed:
            self.record("removed", kind, Ref(part.id, name(part)))
        for part in pairing.added:
            self.record("added", kind, Ref(part.id, name(part)))
        for before, after in pairing.pairs:
            self.record_renaming(kind, Ref(before.id, name(before)), Ref(after.id, name(after)))
        return pairing

    def pair(self, kind: str, old: Sequence[T], new: Sequence[T], text_of: Callable[[T], PartText]) -> Pairing[T]:
        """Pair parts with ids, and keep the new id of each old one."""
        pairing = pair_parts(old, new, lambda part: part.id, text_of)
        self._ids[kind] = {before.id: after.id for before, after in pairing.pairs}
        return pairing

    def keep_id(self, kind: str, old: str, new: str) -> None:
        """Keep the new id of an old one."""
        self._ids.setdefault(kind, {})[old] = new
        self._renamed.pop(kind, None)

    def new_id(self, kind: str, old: str | None) -> str | None:
        """The new id of an old id: another one if the part was renamed, else the same.

        It begins with `REUSED` if the part was removed and another one has its id now.
        """
        ids = self._ids.get(kind, {})
        if old is None or old in ids:
            return ids.get(old or "")
        return f"{REUSED}{old}" if old in self._ids_after_renaming(kind) else old

    def _ids_after_renaming(self, kind: str) -> set[str]:
        """The new ids of the parts that had another id before."""
        if kind not in self._renamed:
            self._renamed[kind] = {new for old, new in self._ids.get(kind, {}).items() if new != old}
        return self._renamed[kind]

    @cached_property
    def personas(self) -> tuple[frozenset[str], frozenset[str]]:
        """The personas of the old version, by their new ids, and of the new one.

        Both include the empty id, that of feelings without a persona.
        """
        had = {self.new_id("persona", each.id) or "" for each in self.old.personas}
        return frozenset(had | {""}), frozenset({each.id for each in self.new.personas} | {""})

    def new_ids(self, kind: str) -> dict[str, str]:
        """The new ids by the old ones, for the parts of a kind that both versions have."""
        return self._ids.get(kind, {})

    def record_renaming(self, what: What, before: Ref, after: Ref, place: MapPlace | None = None) -> None:
        """Record a changed name, and a changed id."""
        self.record_field(what, after, "name", before.name, after.name, place=place)
        self.record_field(what, after, "id", before.id, after.id, place=place, kind=Id())

    def record_field(self, what: What, item: Ref, name: str, old: Value, new: Value, **facts: object) -> None:
        """Record a changed field; equal values are no change, and empty ones are recorded as None.

        Of two truth values, neither is empty.
        """
        if old is not new and isinstance(old, bool) and isinstance(new, bool):
            self.record("changed", what, item, field=name, old=old, new=new, **facts)
        elif old != new:
            self.record("changed", what, item, field=name, old=old or None, new=new or None, **facts)

    def record_number(
        self, what: What, item: Ref, name: str, old: float | None, new: float | None, **facts: object
    ) -> None:
        """Record a changed number with the size of the change. Zero is a value, not None."""
        if old != new:
            size = None if old is None or new is None else new - old
            self.record("changed", what, item, field=name, old=old, new=new, size=size, **facts)

    def record_date(
        self, what: What, item: Ref, name: str, old: dt.date | None, new: dt.date | None, **facts: object
    ) -> None:
        """Record a changed date, with the number of days as the size of the change."""
        if old != new:
            size = (new - old).days if old and new else None
            self.record("changed", what, item, field=name, old=old, new=new, size=size, **facts)

    def record_reference(
        self, what: What, item: Ref, name: str, of: str, ids: tuple[str | None, str | None], **facts: object
    ) -> None:
        """Record a reference to another part. A new id of the same part is no change."""
        old, new = ids
        if self.new_id(of, old) != new:
            self.record(
                "changed", what, item, field=name, old=self.old_ref(of, old), new=self.new_ref(of, new), **facts
            )

    def record_references(
        self, what: What, item: Ref, name: str, of: str, ids: tuple[Sequence[str], Sequence[str]], **facts: object
    ) -> None:
        """Record a changed list of references. Its order and new ids of the same parts are no change."""
        old, new = ids
        if {self.new_id(of, each) for each in old} != set(new):
            before = tuple(ref for each in old if (ref := self.old_ref(of, each)))
            after = tuple(ref for each in new if (ref := self.new_ref(of, each)))
            self.record("changed", what, item, field=name, old=before or None, new=after or None, **facts)

    def record_order(
        self, what: What, pairs: Sequence[tuple[T, T]], old: Sequence[T], name: Callable[[T], str]
    ) -> None:
        """Record the parts whose place changed among those that both versions have."""
        index = {id(part): position for position, part in enumerate(old)}
        order = [index[id(before)] for before, _ in pairs]
        ranks = {value: rank for rank, value in enumerate(sorted(order), 1)}
        kept = unmoved(order)
        for position, (_, after) in enumerate(pairs):
            if position not in kept:
                ref = Ref(after.id, name(after))
                self.record("moved", what, ref, old=ranks[order[position]], new=position + 1)

    def old_ref(self, kind: str, each: str | None) -> Ref | None:
        """The part of the old version that has this id."""
        return self._ref(self.old, kind, each)

    def new_ref(self, kind: str, each: str | None) -> Ref | None:
        """The part of the new version that has this id."""
        return self._ref(self.new, kind, each)

    def name_by_old_id(self, kind: str, each: str) -> str:
        """The name, by its old id, of a part: its name in the new version; the old one if it was removed."""
        remains = each in self.new_ids(kind)
        ref = self.new_ref(kind, self.new_id(kind, each)) if remains else self.old_ref(kind, each)
        return ref.name if ref else each

    def name_by_new_id(self, kind: str, each: str) -> str:
        """The name of a part of the new version, by its id."""
        ref = self.new_ref(kind, each)
        return ref.name if ref else each

    def _ref(self, journey: Journey, kind: str, each: str | None) -> Ref | None:
        if each is None:
            return None
        key = (journey is self.new, kind)
        if key not in self._names:
            self._names[key] = _names(journey, kind)
        return Ref(each, self._names[key].get(each, each))


def _names(journey: Journey, kind: str) -> dict[str, str]:
    named = _TEXTS.get(kind)
    if named is not None:
        return dict(named(journey))
    parts: Sequence[HasId] = {
        "owner": journey.owners, "persona": journey.personas, "segment": journey.segments,
        "channel": journey.channels, "stage": journey.stages,
    }[kind]  # type: ignore[assignment]  # fmt: skip
    return {part.id: part.name for part in parts}  # type: ignore[attr-defined]


_TEXTS: dict[str, Callable[[Journey], Iterator[tuple[str, str]]]] = {
    "touchpoint": lambda journey: iter([(EXIT, ""), *((each.id, each.name) for each in journey.touchpoints)]),
    POINTS: lambda journey: ((point.id, point.text) for _, point in journey.addressable() if point.id),
    "source": lambda journey: ((source.id, source.id) for source in journey.sources),
    "service-step": lambda journey: ((step.id, step.text) for _, step in all_service_steps(journey) if step.id),
    "action": lambda journey: ((action.id, action.title) for action in journey.actions),
    "message": lambda journey: ((each.id, each.text) for each in all_messages(journey) if each.id),
    "question": lambda journey: ((each.id, each.question) for _, each in all_questions(journey)),
}
"""The ids and texts of parts whose text is no `name`, and of those that stand in several places."""
