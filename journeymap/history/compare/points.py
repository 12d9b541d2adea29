"""Pains and opportunities: gained, lost, moved to another touchpoint, reworded, or weighed anew.

They are found by id in the whole journey; then, at the same touchpoint, by the same text and by likeness; and then by
the same text anywhere. Those of a touchpoint that came or went came or went with it, and are not told again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from journeymap.history.changes import Ref
from journeymap.history.compare.fields import compare_fields
from journeymap.history.compare.recorder import POINTS, Recorder
from journeymap.history.compare.steps import Steps, place_of
from journeymap.history.matching import Look, by_key, paired
from journeymap.model import Journey, Point
from journeymap.model.kinds import Id

Kind = Literal["pain", "opportunity"]
_OWN = frozenset({"id", "text", "severity"})


class _PlacedPoint(NamedTuple):
    """A point where it stands: its touchpoint by its new id, None when that is gone."""

    point: Point
    kind: Kind
    touchpoint: str
    now: str | None


def compare_points(recorder: Recorder, steps: Steps) -> None:
    """Take down what changed among them."""
    became = recorder.became("touchpoint")
    old = _all(recorder.old, became.get)
    new = _all(recorder.new, lambda each: each)
    pairs = _pairs(old, new)
    for before, after in pairs:
        if before.point.id and after.point.id:
            recorder.remember(POINTS, before.point.id, after.point.id)
    for before, after in pairs:
        _compare(recorder, before, after)
    _tell_rest(recorder, steps, (old, new), pairs)


def _all(journey: Journey, now: Callable[[str], str | None]) -> list[_PlacedPoint]:
    return [_PlacedPoint(point, kind, tp.id, now(tp.id)) for tp, point, kind in journey.points()]


def _pairs(old: list[_PlacedPoint], new: list[_PlacedPoint]) -> list[tuple[_PlacedPoint, _PlacedPoint]]:
    ways: list[Callable[[_PlacedPoint], object]] = [
        lambda each: (each.kind, each.point.id) if each.point.id else None,
        lambda each: (each.kind, each.now, each.point.text) if each.now else None,
    ]
    pairs: list[tuple[_PlacedPoint, _PlacedPoint]] = []
    for way in ways:
        old, new = _take(old, new, by_key(old, new, way), pairs)
    here: defaultdict[object, tuple[list[_PlacedPoint], list[_PlacedPoint]]] = defaultdict(lambda: ([], []))
    for side, found in enumerate((old, new)):
        for each in found:
            if each.now:
                here[each.kind, each.now][side].append(each)
    for before, after in here.values():
        if before and after:
            pairs += paired(before, after, lambda each: None, lambda each: Look.of(each.point.text, ())).pairs
    old, new = _without(old, (pair[0] for pair in pairs)), _without(new, (pair[1] for pair in pairs))
    _take(old, new, by_key(old, new, lambda each: (each.kind, each.point.text)), pairs)
    return pairs


def _take(
    old: list[_PlacedPoint],
    new: list[_PlacedPoint],
    mates: dict[int, int],
    pairs: list[tuple[_PlacedPoint, _PlacedPoint]],
) -> tuple[list[_PlacedPoint], list[_PlacedPoint]]:
    """Move the pairs out of the two lists."""
    pairs += [(old[before], new[after]) for after, before in mates.items()]
    taken = set(mates.values())
    return (
        [each for index, each in enumerate(old) if index not in taken],
        [each for index, each in enumerate(new) if index not in mates],
    )


def _without(found: list[_PlacedPoint], taken: Iterable[_PlacedPoint]) -> list[_PlacedPoint]:
    gone = {id(each) for each in taken}
    return [each for each in found if id(each) not in gone]


def _compare(recorder: Recorder, old: _PlacedPoint, new: _PlacedPoint) -> None:
    before, after = old.point, new.point
    item, place = _ref(after), place_of(recorder.new, new.touchpoint)
    if old.now != new.now:
        was = recorder.was("touchpoint", old.touchpoint)
        now = recorder.named("touchpoint", new.touchpoint)
        recorder.note("moved", new.kind, item, old=was, new=now, place=place)
    recorder.field(new.kind, item, "text", before.text, after.text, place=place)
    recorder.field(new.kind, item, "id", before.id, after.id, place=place, kind=Id())
    better = None
    if before.severity and after.severity and new.kind == "pain":
        better = after.severity < before.severity
    recorder.number(new.kind, item, "severity", before.severity, after.severity, place=place, better=better)
    compare_fields(recorder, new.kind, item, (before, after), own=_OWN, place=place)


def _tell_rest(
    recorder: Recorder,
    steps: Steps,
    sides: tuple[list[_PlacedPoint], list[_PlacedPoint]],
    pairs: list[tuple[_PlacedPoint, _PlacedPoint]],
) -> None:
    for each in _without(sides[0], (pair[0] for pair in pairs)):
        if each.now:
            place = place_of(recorder.new, each.now)
            recorder.note("removed", each.kind, _ref(each.point), place=place, size=each.point.severity,
                         better=each.kind == "pain" or None)  # fmt: skip
    for each in _without(sides[1], (pair[1] for pair in pairs)):
        if each.touchpoint not in steps.come:
            place = place_of(recorder.new, each.touchpoint)
            recorder.note("added", each.kind, _ref(each.point), place=place, size=each.point.severity,
                         better=False if each.kind == "pain" else None)  # fmt: skip


def _ref(point: Point) -> Ref:
    return Ref(point.id or "", point.text)
