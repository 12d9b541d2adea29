"""A difference as an overlay on the new version: marks, the old feelings, and what changed in words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from journeymap.history.changes import Change, Difference
from journeymap.history.describe import DescribedChange, Describer
from journeymap.insight.curve_shape import curve_shapes
from journeymap.insight.feelings import by_persona, curves
from journeymap.model import LANE_FIELDS, Journey
from journeymap.model.shape import struct_of
from journeymap.overlays import ItemPath
from journeymap.overlays.changes import HOWS, ChangesOverlay, How, PathChange

_MOST_LINES = 16
_RANK: dict[How, int] = {"changed": 0, "moved": 1, "removed": 0, "added": 2}
_JOURNEY = ItemPath.to(journey="")


def overlays_of(difference: Difference) -> tuple[ChangesOverlay, ...]:
    """The overlay that shows a difference on the map of the new version; none unless both versions exist."""
    old, new = difference.old, difference.new
    if old is None or new is None:
        return ()
    marks = _Marks()
    for change in difference.changes:
        marks.add(change)
    feelings = _feelings(difference, old, new)
    describer = Describer(difference)
    words, lines = describer.words, describer.lines()
    left = len(lines) - _MOST_LINES
    comma = describer.map_words["list-comma"]
    removed = {
        path: words.say("removed-here", names=comma.join(names))
        for path, names in _removed_names(difference, old).items()
    }
    overlay = ChangesOverlay(
        name="changes",
        title=words["change"],
        language="" if words.has_words else words.language,
        values=_values(marks.hows, feelings, removed),
        texts=_texts(lines, new),
        words={how: words[f"mark-{how}"] for how in HOWS},
        before=words["mark-before"],
        felt_by=tuple(feelings),
        joined_before=_joined_before(difference, old),
        heading=f"{words.say('what-changed', title=describer.title)} · {describer.headline()}",
        story=tuple((line.change.how, line.whole) for line in lines[:_MOST_LINES]),
        more=words.say("left-out", count=left) if left > 0 else "",
    )
    return (overlay,)


def _values(
    hows: dict[ItemPath, How], feelings: dict[str, dict[str, float]], removed: dict[ItemPath, str]
) -> dict[ItemPath, PathChange]:
    """The marks, old feelings and removed touchpoints, joined by path."""
    values = {path: PathChange(how) for path, how in hows.items()}
    for persona, felt in feelings.items():
        for touchpoint, feeling in felt.items():
            values[ItemPath.to(touchpoint=touchpoint, emotion=persona)] = PathChange(feeling=feeling)
    for path, words in removed.items():
        values[path] = values.get(path, PathChange())._replace(removed=words)
    return values


def _texts(lines: Iterable[DescribedChange], new: Journey) -> dict[ItemPath, tuple[str, ...]]:
    """The changes in words, by path. Those of a stage or a touchpoint do not name it."""
    found: dict[ItemPath, list[str]] = {}
    for line in lines:
        path = _about(line.change, new)
        placed = path.steps[0][0] in ("stage", "touchpoint")
        found.setdefault(path, []).append(line.here if placed else line.whole)
    return {path: tuple(texts) for path, texts in found.items()}


def _about(change: Change, new: Journey) -> ItemPath:
    """The touchpoint, stage or action of the new version that a change is about; else the journey."""
    place = change.place
    if place and place.touchpoint and place.touchpoint.id in new.touchpoint_by_id:
        return ItemPath.to(touchpoint=place.touchpoint.id)
    if change.what in ("stage", "action") and change.how != "removed":
        return ItemPath.to(**{change.what: change.item.id})
    return _JOURNEY


class _Marks:
    """Collects the marks. The one of highest `_RANK` stays on an item; a cell with different marks is changed."""

    def __init__(self) -> None:
        self.hows: dict[ItemPath, How] = {}

    def add(self, change: Change) -> None:
        """Mark what a change is about."""
        place = change.place
        if change.what == "measured" and not change.beyond:
            return  # noise
        if change.what == "action":
            self._mark(ItemPath.to(action=change.item.id), change.how)
        elif change.what == "stage":
            self._mark(ItemPath.to(stage=change.item.id), change.how)
            return
        if place is None or place.touchpoint is None:
            return
        touchpoint = place.touchpoint.id
        if change.what == "touchpoint" and change.how != "changed":
            self._mark(ItemPath.to(touchpoint=touchpoint), change.how)
            return
        self._mark(ItemPath.to(touchpoint=touchpoint), "changed")
        lane = self._lane(change)
        if lane:
            cell = ItemPath.to(touchpoint=touchpoint, lane=lane)
            self.hows[cell] = change.how if self.hows.get(cell, change.how) == change.how else "changed"

    def _lane(self, change: Change) -> str:
        if change.what == "lane":
            return change.item.id
        return _lanes().get(change.field if change.what == "touchpoint" else change.what, "")

    def _mark(self, path: ItemPath, how: How) -> None:
        if how != "removed" and _RANK[how] >= _RANK[self.hows.get(path, "changed")]:
            self.hows[path] = how


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


def _new_personas(difference: Difference) -> dict[object, str]:
    """The new ids of personas by their old ones, where they have changed."""
    return {change.old: change.item.id for change in difference.changes
            if change.what == "persona" and change.field == "id"}  # fmt: skip


def _joined_before(difference: Difference, old: Journey) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The lines of each old curve, by the new ids of persona and touchpoints; those that were removed are left out."""
    personas = _new_personas(difference)
    ids = {number: difference.touchpoints.get(each.id) for number, each in old.touchpoint_by_number.items()}
    return {
        personas.get(persona, persona): tuple(
            tuple(each for number in line if (each := ids[number])) for line in (*shape.main, *shape.branches)
        )
        for persona, shape in curve_shapes(old).items()
    }


def _feelings(difference: Difference, old: Journey, new: Journey) -> dict[str, dict[str, float]]:
    """The old feelings by the new ids of persona and touchpoint, for personas whose feelings have changed."""
    personas = _new_personas(difference)
    known = {persona.id for persona in new.personas} | ({""} if not new.personas else set())
    found: dict[str, dict[str, float]] = {}
    for touchpoint in old.touchpoints:
        new_id = difference.touchpoints.get(touchpoint.id)
        for old_persona, emotion in by_persona(old, touchpoint).items() if new_id else ():
            persona = str(personas.get(old_persona, old_persona))
            if new_id and persona in known and emotion.score is not None:
                found.setdefault(persona, {}).setdefault(new_id, old.feeling(emotion.score))
    return {persona: feelings for persona, feelings in found.items() if feelings != _feelings_of(new, persona)}


def _feelings_of(journey: Journey, persona: str) -> dict[str, float]:
    curve = curves(journey).get(persona, {})
    numbered = journey.touchpoint_by_number
    return {numbered[number].id: journey.feeling(emotion.known_score) for number, emotion in curve.items()}


def _removed_names(difference: Difference, old: Journey) -> dict[ItemPath, list[str]]:
    """The names of the removed touchpoints, by the last touchpoint before them that still exists."""
    found: dict[ItemPath, list[str]] = {}
    before = _JOURNEY
    for touchpoint in old.touchpoints:
        new_id = difference.touchpoints.get(touchpoint.id)
        if new_id is None:
            found.setdefault(before, []).append(touchpoint.name)
        else:
            before = ItemPath.to(touchpoint=new_id)
    return found
