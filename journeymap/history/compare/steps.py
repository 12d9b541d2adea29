"""Compares stages and touchpoints: which were added, removed or moved, and what changed in the others."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from journeymap.history.changes import MapPlace, Ref
from journeymap.history.compare.fields import NAME_FIELDS, compare_fields
from journeymap.history.compare.recorder import Recorder
from journeymap.history.compare.touchpoint import FOUND_FIELDS, compare_found, compare_touchpoint
from journeymap.history.matching import Pairing, PartText, unmoved
from journeymap.model import Journey, Stage, Touchpoint

_TEXTS = ("doing", "thinking", "pains", "opportunities", "frontstage", "backstage")
"""The fields with the texts by which a touchpoint is recognised."""
_STAGE_EXCLUDED = NAME_FIELDS | FOUND_FIELDS | {"touchpoints"}


class Steps(NamedTuple):
    """The paired stages and touchpoints. `added` are the kinds and ids of those that only the new version has."""

    stages: Pairing[Stage]
    touchpoints: Pairing[Touchpoint]
    added: frozenset[tuple[str, str]]


def match_steps(recorder: Recorder) -> Steps:
    """Pair the stages of both versions, and their touchpoints whatever stage they are in."""
    old, new = recorder.old, recorder.new
    touchpoints = recorder.pair("touchpoint", old.touchpoints, new.touchpoints, _part_text)
    stages = recorder.pair("stage", old.stages, new.stages, _stage_text)
    return Steps(
        stages,
        touchpoints,
        frozenset(
            [*(("touchpoint", each.id) for each in touchpoints.added), *(("stage", each.id) for each in stages.added)]
        ),
    )


def place_of(journey: Journey, touchpoint: str) -> MapPlace | None:
    """The place of a touchpoint on the map; None if the journey has no touchpoint of this id."""
    found, stage = journey.touchpoint_by_id.get(touchpoint), journey.stage_of.get(touchpoint)
    return MapPlace(Ref(stage.id, stage.name), Ref(found.id, found.name)) if found and stage else None


def compare_steps(recorder: Recorder, steps: Steps) -> None:
    """Record what changed in stages and touchpoints."""
    _compare_stages(recorder, steps)
    _compare_touchpoints(recorder, steps)


def _compare_stages(recorder: Recorder, steps: Steps) -> None:
    for stage in steps.stages.removed:
        names = tuple(each.name for each in stage.touchpoints)
        recorder.record("removed", "stage", _ref(stage), old=names, place=MapPlace(_ref(stage)))
    for stage in steps.stages.added:
        names = tuple(each.name for each in stage.touchpoints)
        recorder.record("added", "stage", _ref(stage), new=names, place=MapPlace(_ref(stage)))
    for before, after in steps.stages.pairs:
        place = MapPlace(_ref(after))
        recorder.record_renaming("stage", _ref(before), _ref(after), place)
        compare_fields(recorder, "stage", _ref(after), (before, after), excluded=_STAGE_EXCLUDED, place=place)
        compare_found(recorder, before, after, place)
    recorder.record_order("stage", steps.stages.pairs, recorder.old.stages, lambda stage: stage.name)


def _compare_touchpoints(recorder: Recorder, steps: Steps) -> None:
    removed = {stage.id for stage in steps.stages.removed}
    added = {stage.id for stage in steps.stages.added}
    for touchpoint in steps.touchpoints.removed:
        place = place_of(recorder.old, touchpoint.id)
        if place and place.stage.id not in removed:  # otherwise recorded with its stage
            recorder.record("removed", "touchpoint", _ref(touchpoint), place=place)
    for touchpoint in steps.touchpoints.added:
        place = place_of(recorder.new, touchpoint.id)
        if place and place.stage.id not in added:
            recorder.record("added", "touchpoint", _ref(touchpoint), place=place)
    _record_moves(recorder, steps.touchpoints.pairs)
    for before, after in steps.touchpoints.pairs:
        place = place_of(recorder.new, after.id)
        if place:
            recorder.record_renaming("touchpoint", _ref(before), _ref(after), place)
            compare_touchpoint(recorder, before, after, place)


def _record_moves(recorder: Recorder, pairs: list[tuple[Touchpoint, Touchpoint]]) -> None:
    """Record touchpoints that moved to another stage, and those that moved within their stage."""
    old, new = recorder.old, recorder.new
    together: defaultdict[str, list[tuple[Touchpoint, Touchpoint]]] = defaultdict(list)
    for before, after in pairs:
        origin, target = old.stage_of[before.id], new.stage_of[after.id]
        if recorder.new_id("stage", origin.id) == target.id:
            together[target.id].append((before, after))
        else:
            place = place_of(new, after.id)
            recorder.record("moved", "touchpoint", _ref(after), old=_ref(origin), new=_ref(target), place=place)
    for kept in together.values():
        numbers = [old.number_of[before.id] for before, _ in kept]
        ranks = {number: rank for rank, number in enumerate(sorted(numbers), 1)}
        staying = unmoved(numbers)
        for position, (before, after) in enumerate(kept):
            if position not in staying:
                rank = ranks[old.number_of[before.id]]
                place = place_of(new, after.id)
                recorder.record("moved", "touchpoint", _ref(after), old=rank, new=position + 1, place=place)


def _ref(part: Stage | Touchpoint) -> Ref:
    return Ref(part.id, part.name)


def _part_text(touchpoint: Touchpoint) -> PartText:
    texts = [each.text for name in _TEXTS for each in getattr(touchpoint, name)]
    return PartText.of(touchpoint.name, texts)


def _stage_text(stage: Stage) -> PartText:
    return PartText.of(stage.name, [touchpoint.name for touchpoint in stage.touchpoints])
