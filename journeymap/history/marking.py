"""A difference as what a map can show: marks, the old feelings, and the story in short."""

from __future__ import annotations

from functools import cache

from journeymap.history.changes import Change, Difference
from journeymap.history.story import Teller
from journeymap.layout.overlay import Gone, How, Overlay
from journeymap.model import LANE_FIELDS, Journey
from journeymap.model.shape import struct_of

_MOST_TOLD = 16
_RANK: dict[How, int] = {"changed": 0, "moved": 1, "removed": 0, "added": 2}


def overlay_of(difference: Difference) -> Overlay | None:
    """What to show on the new version's map; None when one of the two versions is not there."""
    if difference.old is None or difference.new is None:
        return None
    marks = _Marks()
    for change in difference.changes:
        marks.add(change)
    teller = Teller(difference)
    lines = teller.lines()
    told = [(line.change.how, line.whole) for line in lines[:_MOST_TOLD]]
    left = len(lines) - len(told)
    return Overlay(
        teller.words,
        heading=f"{teller.words.say('what-changed', title=teller.title)} · {teller.headline()}",
        touchpoints=marks.touchpoints,
        stages=marks.stages,
        actions=marks.actions,
        cells=marks.cells,
        feelings=_feelings(difference),
        gone=_gone(difference),
        story=tuple(told),
        more=teller.words.say("left-out", count=left) if left else "",
    )


class _Marks:
    """The marks so far. Of several on one thing the weightiest stays; a cell that gained and lost has changed."""

    def __init__(self) -> None:
        self.touchpoints: dict[str, How] = {}
        self.stages: dict[str, How] = {}
        self.actions: dict[str, How] = {}
        self.cells: dict[tuple[str, str], How] = {}

    def add(self, change: Change) -> None:
        """Mark what a change is about."""
        place = change.place
        if change.what == "action":
            self._mark(self.actions, change.item.id, change.how)
        elif change.what == "stage":
            self._mark(self.stages, change.item.id, change.how)
            return
        if place is None or place.touchpoint is None:
            return
        touchpoint = place.touchpoint.id
        if change.what == "touchpoint" and change.how != "changed":
            self._mark(self.touchpoints, touchpoint, change.how)
            return
        self._mark(self.touchpoints, touchpoint, "changed")
        lane = self._lane(change)
        if lane:
            key = (lane, touchpoint)
            self.cells[key] = change.how if self.cells.get(key, change.how) == change.how else "changed"

    def _lane(self, change: Change) -> str:
        if change.what == "lane":
            return change.item.id
        return _lanes().get(change.field if change.what == "touchpoint" else change.what, "")

    def _mark(self, marks: dict[str, How], key: str, how: How) -> None:
        if how != "removed" and _RANK[how] >= _RANK[marks.get(key, "changed")]:
            marks[key] = how


@cache
def _lanes() -> dict[str, str]:
    """The row that shows a field of a touchpoint, or what one of the parts in that row is called."""
    found: dict[str, str] = {}
    for lane, (_, field) in LANE_FIELDS.items():
        struct = struct_of(field.kind)
        found[field.name] = lane
        if struct is not None and struct.each:
            found[struct.each] = lane
    return found


def _feelings(difference: Difference) -> dict[str, dict[str, float]]:
    """The old feelings by the personas and touchpoints that are still there."""
    old, new = difference.old, difference.new
    assert old is not None and new is not None
    personas = {change.old: change.item.id for change in difference.changes
                if change.what == "persona" and change.field == "id"}  # fmt: skip
    known = {persona.id for persona in new.personas} | ({""} if not new.personas else set())
    found: dict[str, dict[str, float]] = {}
    for touchpoint in old.touchpoints:
        now = difference.touchpoints.get(touchpoint.id)
        for emotion in touchpoint.emotions if now else ():
            was = old.persona_of(emotion) or ""
            persona = str(personas.get(was, was))
            if now and persona in known:
                found.setdefault(persona, {}).setdefault(now, old.feeling(emotion.score))
    return {persona: feelings for persona, feelings in found.items() if feelings != _felt(new, persona)}


def _felt(journey: Journey, persona: str) -> dict[str, float]:
    return {
        touchpoint.id: journey.feeling(emotion.score)
        for touchpoint in journey.touchpoints
        for emotion in touchpoint.emotions
        if (journey.persona_of(emotion) or "") == persona
    }


def _gone(difference: Difference) -> tuple[Gone, ...]:
    """The touchpoints that are gone, by what stood before them and still does."""
    old = difference.old
    assert old is not None
    found: dict[str | None, list[str]] = {}
    before: str | None = None
    for touchpoint in old.touchpoints:
        now = difference.touchpoints.get(touchpoint.id)
        if now is None:
            found.setdefault(before, []).append(touchpoint.name)
        else:
            before = now
    return tuple(Gone(after, tuple(names)) for after, names in found.items())
