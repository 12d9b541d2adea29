"""A difference as an overlay on the new version: marks, the old feelings, and what changed in words."""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.history.changes import Change, Difference
from journeymap.history.describe import DescribedChange, Describer
from journeymap.history.story import START, MarkPlaces
from journeymap.insight.curve_shape import curve_shapes
from journeymap.insight.feelings import by_persona, curves
from journeymap.model import Journey
from journeymap.overlays import ItemPath
from journeymap.overlays.changes import HOWS, ChangesOverlay, How, PathChange, StoryLine

_MOST_LINES = 48
"""So that the marks of most maps lead to a line below them."""
_RANK: dict[How, int] = {"changed": 0, "moved": 1, "removed": 0, "added": 2}


def overlays_of(difference: Difference) -> tuple[ChangesOverlay, ...]:
    """The overlay that shows a difference on the map of the new version; none unless both versions exist."""
    old, new = difference.old, difference.new
    if old is None or new is None:
        return ()
    places = MarkPlaces(difference)
    marks = _Marks(places)
    for change in difference.changes:
        marks.add(change)
    feelings = _feelings(difference, old, new)
    describer = Describer(difference)
    words, lines = describer.words, describer.lines()
    left = len(lines) - _MOST_LINES
    comma = describer.map_words["list-comma"]
    removed = {
        path: words.say("removed-here", names=comma.join(names)) for path, names in _removed_names(places, old).items()
    }
    overlay = ChangesOverlay(
        name="changes",
        title=words["change"],
        language="" if words.has_words else words.language,
        values=_numbered(_values(marks.hows, feelings, removed), places, lines),
        texts=_texts(lines, new),
        words={how: words[f"mark-{how}"] for how in HOWS},
        before=words["mark-before"],
        felt_by=tuple(feelings),
        joined_before=_joined_before(difference, old),
        heading=f"{words.say('what-changed', title=describer.title)} · {describer.headline()}",
        story=tuple(
            StoryLine(line.change.how, line.whole, line.number)
            for _, inside in describer.sections(lines[:_MOST_LINES])
            for line in inside
        ),
        titles={line.number: line.whole for line in reversed(lines) if line.number},
        leads={(_about(line.change, new), _said(line, new)): line.number for line in lines if line.number},
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


def _numbered(
    values: dict[ItemPath, PathChange], places: MarkPlaces, lines: Iterable[DescribedChange]
) -> dict[ItemPath, PathChange]:
    """The values with the numbers of their marks."""
    for line in lines:
        place = places.of(line.change) if line.number else None
        if place is not None:
            value, number = values[place.path], line.number
            gone = value._replace(number_of_removed=number) if place.is_gone else None
            values[place.path] = gone or value._replace(number=number)
    return values


def _texts(lines: Iterable[DescribedChange], new: Journey) -> dict[ItemPath, tuple[str, ...]]:
    """The changes in words, by path. Those of a stage or a touchpoint do not name it."""
    found: dict[ItemPath, list[str]] = {}
    for line in lines:
        found.setdefault(_about(line.change, new), []).append(_said(line, new))
    return {path: tuple(texts) for path, texts in found.items()}


def _said(line: DescribedChange, new: Journey) -> str:
    """A change in words, where the page tells it."""
    placed = _about(line.change, new).steps[0][0] in ("stage", "touchpoint")
    return line.here if placed else line.whole


def _about(change: Change, new: Journey) -> ItemPath:
    """The touchpoint, stage or action of the new version that a change is about; else the journey."""
    place = change.place
    if place and place.touchpoint and place.touchpoint.id in new.touchpoint_by_id:
        return ItemPath.to(touchpoint=place.touchpoint.id)
    if change.what in ("stage", "action") and change.how != "removed":
        return ItemPath.to(**{change.what: change.item.id})
    return START


class _Marks:
    """Collects the marks. The one of highest `_RANK` stays on an item; a cell with different marks is changed."""

    def __init__(self, places: MarkPlaces) -> None:
        self._places = places
        self.hows: dict[ItemPath, How] = {}

    def add(self, change: Change) -> None:
        """Mark what a change is about."""
        place = self._places.of(change)
        if place is None or place.is_gone:
            return
        path = place.path
        if path != path.root:
            self.hows[path] = change.how if self.hows.get(path, change.how) == change.how else "changed"
        is_whole = path == path.root and change.what in ("touchpoint", "stage", "action")
        self._mark(path.root, change.how if is_whole else "changed")

    def _mark(self, path: ItemPath, how: How) -> None:
        if _RANK[how] >= _RANK[self.hows.get(path, "changed")]:
            self.hows[path] = how


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


def _removed_names(places: MarkPlaces, old: Journey) -> dict[ItemPath, list[str]]:
    """The names of the removed touchpoints, by the last touchpoint before them that still exists."""
    found: dict[ItemPath, list[str]] = {}
    for touchpoint, path in places.removed.items():
        found.setdefault(path, []).append(old.touchpoint_by_id[touchpoint].name)
    return found
