"""Compares pains, gains and opportunities: added, removed, moved to another step or stage, reworded or rated anew.

They are paired by id in the whole journey; then, at the same touchpoint, by the same text and by likeness; and then by
the same text anywhere. Those of a touchpoint or stage that was added or removed are not recorded again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from journeymap.history.changes import MapPlace, Ref
from journeymap.history.compare.fields import compare_fields
from journeymap.history.compare.recorder import POINTS, Recorder
from journeymap.history.compare.steps import Steps, place_of
from journeymap.history.matching import PartText, pair_by_key, pair_parts
from journeymap.model import Journey, Point, PointKind, Stage
from journeymap.model.kinds import Id

Place = tuple[str, str]
"""A touchpoint or a stage: `touchpoint` or `stage`, and the id."""
_EXCLUDED = frozenset({"id", "text", "severity"})


class _PlacedPoint(NamedTuple):
    """A point and its place: that in its own version, and that in the new one (None when the place was removed)."""

    point: Point
    kind: PointKind
    place: Place
    new_place: Place | None


def compare_points(recorder: Recorder, steps: Steps) -> None:
    """Record what changed in pains, gains and opportunities."""
    old, new = _all_points(recorder, recorder.old), _all_points(recorder, recorder.new)
    pairs = _pairs(old, new)
    for before, after in pairs:
        if before.point.id and after.point.id:
            recorder.keep_id(POINTS, before.point.id, after.point.id)
    for before, after in pairs:
        _compare(recorder, before, after)
    _record_unpaired(recorder, steps, (old, new), pairs)


def _all_points(recorder: Recorder, journey: Journey) -> list[_PlacedPoint]:
    found = []
    for part, point, kind in journey.points():
        word = "stage" if isinstance(part, Stage) else "touchpoint"
        new_id = part.id if journey is recorder.new else recorder.new_ids(word).get(part.id)
        found.append(_PlacedPoint(point, kind, (word, part.id), (word, new_id) if new_id else None))
    return found


def _map_place(journey: Journey, place: Place) -> MapPlace | None:
    """The place on the map; None where the journey has none of this id."""
    kind, each = place
    if kind == "touchpoint":
        return place_of(journey, each)
    return next((MapPlace(Ref(stage.id, stage.name)) for stage in journey.stages if stage.id == each), None)


def _pairs(old: list[_PlacedPoint], new: list[_PlacedPoint]) -> list[tuple[_PlacedPoint, _PlacedPoint]]:
    keys: list[Callable[[_PlacedPoint], object]] = [
        lambda each: (each.kind, each.point.id) if each.point.id else None,
        lambda each: (each.kind, each.new_place, each.point.text) if each.new_place else None,
    ]
    pairs: list[tuple[_PlacedPoint, _PlacedPoint]] = []
    for key in keys:
        old, new = _move_pairs(old, new, pair_by_key(old, new, key), pairs)
    here: defaultdict[object, tuple[list[_PlacedPoint], list[_PlacedPoint]]] = defaultdict(lambda: ([], []))
    for side, found in enumerate((old, new)):
        for each in found:
            if each.new_place:
                here[each.kind, each.new_place][side].append(each)
    for before, after in here.values():
        if before and after:
            pairs += pair_parts(before, after, lambda each: None, lambda each: PartText.of(each.point.text, ())).pairs
    old, new = _without(old, (pair[0] for pair in pairs)), _without(new, (pair[1] for pair in pairs))
    _move_pairs(old, new, pair_by_key(old, new, lambda each: (each.kind, each.point.text)), pairs)
    return pairs


def _move_pairs(
    old: list[_PlacedPoint],
    new: list[_PlacedPoint],
    matches: dict[int, int],
    pairs: list[tuple[_PlacedPoint, _PlacedPoint]],
) -> tuple[list[_PlacedPoint], list[_PlacedPoint]]:
    """Add the matches to `pairs`; returns the two lists without them."""
    pairs += [(old[before], new[after]) for after, before in matches.items()]
    taken = set(matches.values())
    return (
        [each for index, each in enumerate(old) if index not in taken],
        [each for index, each in enumerate(new) if index not in matches],
    )


def _without(found: list[_PlacedPoint], taken: Iterable[_PlacedPoint]) -> list[_PlacedPoint]:
    removed = {id(each) for each in taken}
    return [each for each in found if id(each) not in removed]


def _compare(recorder: Recorder, old: _PlacedPoint, new: _PlacedPoint) -> None:
    before, after = old.point, new.point
    item, place = _ref(after), _map_place(recorder.new, new.place)
    if old.new_place != new.new_place:
        origin = recorder.old_ref(*old.place)
        target = recorder.new_ref(*new.place)
        recorder.record("moved", new.kind, item, old=origin, new=target, place=place)
    recorder.record_field(new.kind, item, "text", before.text, after.text, place=place)
    recorder.record_field(new.kind, item, "id", before.id, after.id, place=place, kind=Id())
    better = None
    if before.severity and after.severity and new.kind == "pain":
        better = after.severity < before.severity
    recorder.record_number(new.kind, item, "severity", before.severity, after.severity, place=place, better=better)
    compare_fields(recorder, new.kind, item, (before, after), excluded=_EXCLUDED, place=place)


def _record_unpaired(
    recorder: Recorder,
    steps: Steps,
    sides: tuple[list[_PlacedPoint], list[_PlacedPoint]],
    pairs: list[tuple[_PlacedPoint, _PlacedPoint]],
) -> None:
    for each in _without(sides[0], (pair[0] for pair in pairs)):
        if each.new_place:
            place = _map_place(recorder.new, each.new_place)
            recorder.record("removed", each.kind, _ref(each.point), place=place, size=each.point.severity,
                         better=each.kind == "pain" or None)  # fmt: skip
    for each in _without(sides[1], (pair[1] for pair in pairs)):
        if each.place not in steps.added:
            place = _map_place(recorder.new, each.place)
            recorder.record("added", each.kind, _ref(each.point), place=place, size=each.point.severity,
                         better=False if each.kind == "pain" else None)  # fmt: skip


def _ref(point: Point) -> Ref:
    return Ref(point.id or "", point.text)
