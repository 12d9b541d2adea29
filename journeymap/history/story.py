"""The order in which the story of a difference is told, and the numbers that lead from the marks of the map to it.

A number is that of a mark, and of all changes that the mark stands for. What the map has no mark for has none, as the
takeaway, an owner's name, or what was measured and is noise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from journeymap.history.changes import Change, Difference
from journeymap.model import LANE_FIELDS
from journeymap.model.shape import struct_of
from journeymap.overlays import ItemPath
from journeymap.records import cached_property

_SECTION = {
    "journey": "journey", "stage": "steps", "touchpoint": "steps", "lane": "steps", "channel": "steps",
    "emotion": "feelings", "competitor": "feelings", "pain": "points", "gain": "points", "opportunity": "points",
    "action": "plan", "experiment": "plan", "capability": "plan", "tree": "plan", "question": "plan",
    "metric": "measures", "source": "measures", "signal": "measures", "measured": "measures", "way": "flow",
}  # fmt: skip
START = ItemPath.to(journey="")


def section_of(change: Change) -> str:
    """The section of the story that tells a change."""
    return _SECTION.get(change.what, "people")


class MarkPlace(NamedTuple):
    """Where the map marks a change: at an item or, with `is_gone`, after it, where touchpoints were removed."""

    path: ItemPath
    is_gone: bool = False


class MarkPlaces:
    """Where the map of the new version marks the changes of a difference."""

    def __init__(self, found: Difference) -> None:
        self._found = found

    def of(self, change: Change) -> MarkPlace | None:
        """The most precise place at which a change has a mark: a cell rather than its touchpoint; None without any."""
        new = self._found.new
        if new is None or (change.what == "measured" and not change.beyond):  # noise
            return None
        if change.what == "stage" and change.how == "removed":
            return self._of_removed_stage(change.item.id)
        if change.what in ("stage", "action"):
            return None if change.how == "removed" else MarkPlace(ItemPath.to(**{change.what: change.item.id}))
        touchpoint = change.place.touchpoint if change.place else None
        is_removed = change.what == "touchpoint" and change.how == "removed"
        if touchpoint is None or is_removed or touchpoint.id not in new.touchpoint_by_id:
            return self._of_removed(change.item.id) if is_removed else None
        is_whole = change.what == "touchpoint" and change.how != "changed"
        lane = "" if is_whole else _lane(change)
        return MarkPlace(ItemPath.to(touchpoint=touchpoint.id, **({"lane": lane} if lane else {})))

    @cached_property
    def removed(self) -> dict[str, ItemPath]:
        """For each removed touchpoint, by its old id, the last touchpoint before it that still exists; else `START`."""
        before, found = START, {}
        for touchpoint in self._found.old.touchpoints if self._found.old else ():
            new_id = self._found.touchpoints.get(touchpoint.id)
            if new_id is None:
                found[touchpoint.id] = before
            else:
                before = ItemPath.to(touchpoint=new_id)
        return found

    def _of_removed(self, touchpoint: str) -> MarkPlace | None:
        path = self.removed.get(touchpoint)
        return MarkPlace(path, is_gone=True) if path else None

    def _of_removed_stage(self, stage: str) -> MarkPlace | None:
        """Where the first of its touchpoints that are gone stood."""
        gone = self._found.old.stages if self._found.old else ()
        steps = (step.id for each in gone if each.id == stage for step in each.touchpoints if step.id in self.removed)
        return self._of_removed(next(steps, ""))


def numbers_of(found: Difference, changes: Sequence[Change]) -> dict[int, int]:
    """The numbers from 1 on, by the `id()` of each change that the map marks. `changes` are the weightiest first."""
    places = MarkPlaces(found)
    sections: dict[str, list[Change]] = {}
    for change in changes:
        sections.setdefault(section_of(change), []).append(change)
    numbers: dict[MarkPlace, int] = {}
    numbered: dict[int, int] = {}
    for change in (each for inside in sections.values() for each in inside):
        place = places.of(change)
        if place is not None:
            numbered[id(change)] = numbers.setdefault(place, len(numbers) + 1)
    return numbered


def kept_together(numbers: Iterable[int]) -> list[int]:
    """The indexes of the lines of a section with these numbers (0 for none), so that those of one mark follow another.

    They are where the first of them was.
    """
    given = list(numbers)
    first: dict[int, int] = {}
    for index, number in enumerate(given):
        first.setdefault(number, index)
    return sorted(range(len(given)), key=lambda index: first[given[index]] if given[index] else index)


def _lane(change: Change) -> str:
    if change.what == "lane":
        return change.item.id
    return _lanes().get(change.field if change.what == "touchpoint" else change.what, "")


@cache
def _lanes() -> dict[str, str]:
    """The lanes by the field of a touchpoint that they show, and by what an item of that field is called."""
    found: dict[str, str] = {}
    for lane, (_, field) in LANE_FIELDS.items():
        struct = struct_of(field.kind)
        found[field.name] = lane
        if struct is not None and struct.each:
            found[struct.each] = lane
    return found
