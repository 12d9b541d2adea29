"""Competitors and the lanes that a team invents: what they say at each touchpoint."""

from __future__ import annotations

from journeymap.history.changes import MapPlace, Ref
from journeymap.history.compare.fields import NAMED, compare_parts
from journeymap.history.compare.recorder import Recorder
from journeymap.history.compare.steps import place_of
from journeymap.history.matching import Look
from journeymap.model import Competitor, CustomLane


def compare_rows(recorder: Recorder) -> None:
    """Take down what changed among them, at the touchpoints that both versions have."""
    old, new = recorder.old, recorder.new
    rivals = (old.competitors, new.competitors)
    for before, after in compare_parts(recorder, "competitor", rivals, _look, own=NAMED | {"scores"}).pairs:
        _compare_scores(recorder, before, after)
    for lane, renewed in compare_parts(recorder, "lane", (old.custom, new.custom), _look, own=NAMED | {"texts"}).pairs:
        _compare_texts(recorder, lane, renewed)


def _compare_scores(recorder: Recorder, old: Competitor, new: Competitor) -> None:
    item = Ref(new.id, new.name)
    for before, after, place in _both(recorder):
        was, now = old.scores.get(before), new.scores.get(after)
        felt = None if was is None else recorder.old.feeling(was)
        feels = None if now is None else recorder.new.feeling(now)
        if felt != feels:
            size = None if felt is None or feels is None else feels - felt
            recorder.note("changed", "competitor", item, field="score", old=was, new=now, size=size, place=place)


def _compare_texts(recorder: Recorder, old: CustomLane, new: CustomLane) -> None:
    item = Ref(new.id, new.name)
    for before, after, place in _both(recorder):
        recorder.field("lane", item, "texts", old.texts.get(before, ()), new.texts.get(after, ()), place=place)


def _both(recorder: Recorder) -> list[tuple[str, str, MapPlace]]:
    """The touchpoints that both versions have: the old id, the new one, and the place."""
    found = []
    for before, after in recorder.became("touchpoint").items():
        place = place_of(recorder.new, after)
        if place is not None:
            found.append((before, after, place))
    return found


def _look(part: Competitor | CustomLane) -> Look:
    return Look.of(part.name, ())
