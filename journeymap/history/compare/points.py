"""Compares pains and opportunities: added, removed, moved to another touchpoint, reworded, or rated anew.

They are paired by id in the whole journey; then, at the same touchpoint, by the same text and by likeness; and then by
the same text anywhere. Those of a touchpoint that was added or removed are not recorded again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from journeymap.history.changes import Ref
from journeymap.history.compare.fields import compare_fields
from journeymap.history.compare.recorder import POINTS, Recorder
from journeymap.history.compare.steps import Steps, place_of
from journeymap.history.matching import PartText, pair_by_key, pair_parts
from journeymap.model import Journey, Point
from journeymap.model.kinds import Id

Kind = Literal["pain", "opportunity"]
_EXCLUDED = frozenset({"id", "text", "severity"})


class _PlacedPoint(NamedTuple):
    """A point and its touchpoint: the id in its own version, and in the new one (None when that was removed)."""

    point: Point
    kind: Kind
    touchpoint: str
    new_touchpoint: str | None


def compare_points(recorder: Recorder, steps: Steps) -> None:
    """Record what changed in pains and opportunities."""
    new_ids = recorder.new_ids("touchpoint")
    old = _all_points(recorder.old, new_ids.get)
    new = _all_points(recorder.new, lambda each: each)
    pairs = _pairs(old, new)
    for before, after in pairs:
        if before.point.id and after.point.id:
            recorder.keep_id(POINTS, before.point.id, after.point.id)
    for before, after in pairs:
        _compare(recorder, before, after)
    _record_unpaired(recorder, steps, (old, new), pairs)


def _all_points(journey: Journey, new_id: Callable[[str], str | None]) -> list[_PlacedPoint]:
    return [_PlacedPoint(point, kind, tp.id, new_id(tp.id)) for tp, point, kind in journey.points()]


def _pairs(old: list[_PlacedPoint], new: list[_PlacedPoint]) -> list[tuple[_PlacedPoint, _PlacedPoint]]:
    keys: list[Callable[[_PlacedPoint], object]] = [
        lambda each: (each.kind, each.point.id) if each.point.id else None,
        lambda each: (each.kind, each.new_touchpoint, each.point.text) if each.new_touchpoint else None,
    ]
    pairs: list[tuple[_PlacedPoint, _PlacedPoint]] = []
    for key in keys:
        old, new = _move_pairs(old, new, pair_by_key(old, new, key), pairs)
    here: defaultdict[object, tuple[list[_PlacedPoint], list[_PlacedPoint]]] = defaultdict(lambda: ([], []))
    for side, found in enumerate((old, new)):
        for each in found:
            if each.new_touchpoint:
                here[each.kind, each.new_touchpoint][side].append(each)
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
    item, place = _ref(after), place_of(recorder.new, new.touchpoint)
    if old.new_touchpoint != new.new_touchpoint:
        origin = recorder.old_ref("touchpoint", old.touchpoint)
        target = recorder.new_ref("touchpoint", new.touchpoint)
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
        if each.new_touchpoint:
            place = place_of(recorder.new, each.new_touchpoint)
            recorder.record("removed", each.kind, _ref(each.point), place=place, size=each.point.severity,
                         better=each.kind == "pain" or None)  # fmt: skip
    for each in _without(sides[1], (pair[1] for pair in pairs)):
        if each.touchpoint not in steps.added:
            place = place_of(recorder.new, each.touchpoint)
            recorder.record("added", each.kind, _ref(each.point), place=place, size=each.point.severity,
                         better=False if each.kind == "pain" else None)  # fmt: skip


def _ref(point: Point) -> Ref:
    return Ref(point.id or "", point.text)
