"""Stages and touchpoints: which is which, what came, went and moved, and what is said of each."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from journeymap.history.changes import MapPlace, Ref
from journeymap.history.compare.fields import NAMED, compare_fields
from journeymap.history.compare.recorder import Recorder
from journeymap.history.compare.touchpoint import compare_touchpoint
from journeymap.history.matching import Look, Pairing, stayed
from journeymap.model import Journey, Stage, Touchpoint

_STAGE_OWN = NAMED | {"touchpoints"}


class Steps(NamedTuple):
    """Which stages and touchpoints are which; `come` are the ids of the new touchpoints that were not there."""

    stages: Pairing[Stage]
    touchpoints: Pairing[Touchpoint]
    come: frozenset[str]


def match_steps(recorder: Recorder) -> Steps:
    """Pair the stages, and the touchpoints wherever they stand."""
    old, new = recorder.old, recorder.new
    touchpoints = recorder.match("touchpoint", old.touchpoints, new.touchpoints, _look)
    stages = recorder.match("stage", old.stages, new.stages, _stage_look)
    return Steps(stages, touchpoints, frozenset(each.id for each in touchpoints.come))


def place_of(journey: Journey, touchpoint: str) -> MapPlace | None:
    """Where a touchpoint stands; None when there is none of this id."""
    found, stage = journey.touchpoint_by_id.get(touchpoint), journey.stage_of.get(touchpoint)
    return MapPlace(Ref(stage.id, stage.name), Ref(found.id, found.name)) if found and stage else None


def compare_steps(recorder: Recorder, steps: Steps) -> None:
    """Take down what changed among them."""
    _compare_stages(recorder, steps)
    _compare_touchpoints(recorder, steps)


def _compare_stages(recorder: Recorder, steps: Steps) -> None:
    for stage in steps.stages.gone:
        names = tuple(each.name for each in stage.touchpoints)
        recorder.note("removed", "stage", _ref(stage), old=names, place=MapPlace(_ref(stage)))
    for stage in steps.stages.come:
        names = tuple(each.name for each in stage.touchpoints)
        recorder.note("added", "stage", _ref(stage), new=names, place=MapPlace(_ref(stage)))
    for before, after in steps.stages.pairs:
        place = MapPlace(_ref(after))
        recorder.renamed("stage", _ref(before), _ref(after), place)
        compare_fields(recorder, "stage", _ref(after), (before, after), own=_STAGE_OWN, place=place)
    recorder.order("stage", steps.stages.pairs, recorder.old.stages, lambda stage: stage.name)


def _compare_touchpoints(recorder: Recorder, steps: Steps) -> None:
    gone = {stage.id for stage in steps.stages.gone}
    come = {stage.id for stage in steps.stages.come}
    for touchpoint in steps.touchpoints.gone:
        place = place_of(recorder.old, touchpoint.id)
        if place and place.stage.id not in gone:  # else the stage has told it
            recorder.note("removed", "touchpoint", _ref(touchpoint), place=place)
    for touchpoint in steps.touchpoints.come:
        place = place_of(recorder.new, touchpoint.id)
        if place and place.stage.id not in come:
            recorder.note("added", "touchpoint", _ref(touchpoint), place=place)
    _tell_moves(recorder, steps.touchpoints.pairs)
    for before, after in steps.touchpoints.pairs:
        place = place_of(recorder.new, after.id)
        if place:
            recorder.renamed("touchpoint", _ref(before), _ref(after), place)
            compare_touchpoint(recorder, before, after, place)


def _tell_moves(recorder: Recorder, pairs: list[tuple[Touchpoint, Touchpoint]]) -> None:
    """Touchpoints that went to another stage, and those that stand elsewhere among the rest of their own."""
    old, new = recorder.old, recorder.new
    together: defaultdict[str, list[tuple[Touchpoint, Touchpoint]]] = defaultdict(list)
    for before, after in pairs:
        was, now = old.stage_of[before.id], new.stage_of[after.id]
        if recorder.now("stage", was.id) == now.id:
            together[now.id].append((before, after))
        else:
            place = place_of(new, after.id)
            recorder.note("moved", "touchpoint", _ref(after), old=_ref(was), new=_ref(now), place=place)
    for kept in together.values():
        numbers = [old.number_of[before.id] for before, _ in kept]
        ranks = {number: rank for rank, number in enumerate(sorted(numbers), 1)}
        staying = stayed(numbers)
        for position, (before, after) in enumerate(kept):
            if position not in staying:
                rank = ranks[old.number_of[before.id]]
                place = place_of(new, after.id)
                recorder.note("moved", "touchpoint", _ref(after), old=rank, new=position + 1, place=place)


def _ref(part: Stage | Touchpoint) -> Ref:
    return Ref(part.id, part.name)


def _look(touchpoint: Touchpoint) -> Look:
    points = [point.text for point in (*touchpoint.pains, *touchpoint.opportunities)]
    thoughts = [thought.text for thought in touchpoint.thinking]
    texts = (*touchpoint.doing, *thoughts, *points, *touchpoint.frontstage, *touchpoint.backstage)
    return Look.of(touchpoint.name, texts)


def _stage_look(stage: Stage) -> Look:
    return Look.of(stage.name, [touchpoint.name for touchpoint in stage.touchpoints])
