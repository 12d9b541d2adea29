"""Compares competitors and custom lanes: what they say at each touchpoint."""

from __future__ import annotations

from journeymap.history.changes import MapPlace, Ref
from journeymap.history.compare.fields import NAME_FIELDS, compare_parts
from journeymap.history.compare.recorder import Recorder
from journeymap.history.compare.steps import place_of
from journeymap.history.matching import PartText
from journeymap.model import Competitor, CustomLane


def compare_rows(recorder: Recorder) -> None:
    """Record what changed in competitors and custom lanes, at the touchpoints that both versions have."""
    old, new = recorder.old, recorder.new
    rivals = (old.competitors, new.competitors)
    for before, after in compare_parts(
        recorder, "competitor", rivals, _part_text, excluded=NAME_FIELDS | {"scores"}
    ).pairs:
        _compare_scores(recorder, before, after)
    for before_lane, after_lane in compare_parts(
        recorder, "lane", (old.custom, new.custom), _part_text, excluded=NAME_FIELDS | {"texts"}
    ).pairs:
        _compare_texts(recorder, before_lane, after_lane)


def _compare_scores(recorder: Recorder, old: Competitor, new: Competitor) -> None:
    item = Ref(new.id, new.name)
    for before, after, place in _shared_touchpoints(recorder):
        scores = old.scores.get(before), new.scores.get(after)
        old_feeling = None if scores[0] is None else recorder.old.feeling(scores[0])
        new_feeling = None if scores[1] is None else recorder.new.feeling(scores[1])
        if old_feeling != new_feeling:
            size = None if old_feeling is None or new_feeling is None else new_feeling - old_feeling
            recorder.record(
                "changed", "competitor", item, field="score", old=scores[0], new=scores[1], size=size, place=place
            )


def _compare_texts(recorder: Recorder, old: CustomLane, new: CustomLane) -> None:
    item = Ref(new.id, new.name)
    for before, after, place in _shared_touchpoints(recorder):
        recorder.record_field("lane", item, "texts", old.texts.get(before, ()), new.texts.get(after, ()), place=place)


def _shared_touchpoints(recorder: Recorder) -> list[tuple[str, str, MapPlace]]:
    """The touchpoints that both versions have: old id, new id and place in the new version."""
    found = []
    for before, after in recorder.new_ids("touchpoint").items():
        place = place_of(recorder.new, after)
        if place is not None:
            found.append((before, after, place))
    return found


def _part_text(part: Competitor | CustomLane) -> PartText:
    return PartText.of(part.name, ())
