"""One touchpoint in both versions: its texts, feelings, measures, owner, and where customers go from it."""

from __future__ import annotations

from operator import attrgetter
from typing import NamedTuple

from journeymap.history.changes import MapPlace, Ref
from journeymap.history.compare.fields import NAMED, compare_fields
from journeymap.history.compare.recorder import NOWHERE, Recorder
from journeymap.history.intervals import Estimate, is_beyond
from journeymap.history.matching import by_keys
from journeymap.history.plain import plain_texts, span
from journeymap.insight.feelings import by_persona, feeling
from journeymap.insight.transitions import transitions_from
from journeymap.model import EXIT, Emotion, Journey, Metric, Next, Touchpoint
from journeymap.model.kinds import Pair
from journeymap.model.metrics import standard
from journeymap.model.shape import field_of, identifying_fields

_OWN = NAMED | {"thinking", "emotions", "pains", "opportunities", "metrics", "next"}
_FEELING_OWN = frozenset({"persona", "score", "low", "high"})
_METRIC_OWN = frozenset({"value", "low", "high"})
_WAY_OWN = frozenset({"to", "share"})
_SHARE = field_of(Next, "share").kind
_THINKING = field_of(Touchpoint, "thinking").kind
_WAYS_APART = identifying_fields(Touchpoint, "next")
_NEARLY = 1e-9


def compare_touchpoint(recorder: Recorder, old: Touchpoint, new: Touchpoint, place: MapPlace) -> None:
    """Take down what changed in a touchpoint that both versions have."""
    item = Ref(new.id, new.name)
    compare_fields(recorder, "touchpoint", item, (old, new), own=_OWN, place=place)
    if old.thinking or new.thinking:
        _compare_thoughts(recorder, item, (old, new), place)
    _compare_emotions(recorder, old, new, place)
    _compare_metrics(recorder, old, new, place)
    _compare_ways(recorder, old, new, place)


def _compare_thoughts(recorder: Recorder, item: Ref, sides: tuple[Touchpoint, Touchpoint], place: MapPlace) -> None:
    """Thoughts are told by their words; where these are the same, with all else that is said of them."""
    old, new = (side.thinking for side in sides)
    before, after = plain_texts(_THINKING, old, recorder.name_before), plain_texts(_THINKING, new, recorder.name_now)
    if before != after:
        words = [tuple(thought.text for thought in thoughts) for thoughts in (old, new)]
        told = (before, after) if words[0] == words[1] else words
        recorder.field("touchpoint", item, "thinking", *told, kind=_THINKING, place=place)


def _compare_emotions(recorder: Recorder, old: Touchpoint, new: Touchpoint, place: MapPlace) -> None:
    before = {recorder.now("persona", persona): each for persona, each in by_persona(recorder.old, old).items()}
    after = by_persona(recorder.new, new)
    stayed, known = recorder.personas
    for persona in [*after, *(each for each in before if each not in after)]:
        was, now = before.get(persona), after.get(persona or "")
        if (was is None and persona not in stayed) or (now is None and persona not in known):
            continue  # the persona came or went, which says it all
        who = recorder.named("persona", persona) if persona else None
        _compare_emotion(recorder, was, now, who, place)


def _compare_emotion(
    recorder: Recorder, old: Emotion | None, new: Emotion | None, who: Ref | None, place: MapPlace
) -> None:
    item = who or Ref("", "")
    facts = {"persona": who, "place": place}
    if old is None or new is None:
        side = new or old
        assert side is not None
        scores = {"old": old.score if old else None, "new": new.score if new else None}
        recorder.note("added" if new else "removed", "emotion", item, **scores, **facts)
        return
    before, after = Estimate(*feeling(recorder.old, old)), Estimate(*feeling(recorder.new, new))
    if abs(after.value - before.value) > _NEARLY:
        recorder.note(
            "changed", "emotion", item, field="score", old=old.score, new=new.score, size=after.value - before.value,
            beyond=is_beyond(before, after), better=after.value > before.value, **facts,
        )  # fmt: skip
    if _differ(before.low, after.low) or _differ(before.high, after.high):
        values = [None if side.low is None or side.high is None else (side.low, side.high) for side in (old, new)]
        recorder.note("changed", "emotion", item, field="interval", old=_span(values[0]), new=_span(values[1]),
                     kind=Pair(), **facts)  # fmt: skip
    compare_fields(recorder, "emotion", item, (old, new), own=_FEELING_OWN, persona=who, place=place)


def _differ(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is not other
    return abs(one - other) > _NEARLY


def _span(interval: tuple[float, float] | None) -> str | None:
    return span(interval) if interval else None


def _compare_metrics(recorder: Recorder, old: Touchpoint, new: Touchpoint, place: MapPlace) -> None:
    for key in [*new.metrics, *(key for key in old.metrics if key not in new.metrics)]:
        before, after = old.metrics.get(key), new.metrics.get(key)
        shown = after or before
        assert shown is not None
        item = Ref(key, shown.name or key)
        if before is None or after is None:
            recorder.note(
                "added" if after else "removed", "metric", item, old=before.value if before else None,
                new=after.value if after else None, place=place,
            )  # fmt: skip
            continue
        _compare_metric(recorder, item, before, after, place)


def _compare_metric(recorder: Recorder, item: Ref, old: Metric, new: Metric, place: MapPlace) -> None:
    if old.value != new.value:
        beyond = is_beyond(Estimate(old.value, old.low, old.high), Estimate(new.value, new.low, new.high))
        better = (new.value > old.value) == (standard(item.id, new).better == "higher")
        recorder.number("metric", item, "value", old.value, new.value, beyond=beyond, better=better, place=place)
    if (old.low, old.high) != (new.low, new.high):
        spans = [_span((side.low, side.high)) if side.low is not None and side.high is not None else None
                 for side in (old, new)]  # fmt: skip
        recorder.note("changed", "metric", item, field="interval", old=spans[0], new=spans[1], kind=Pair(), place=place)
    compare_fields(recorder, "metric", item, (old, new), own=_METRIC_OWN, place=place)


class _Onward(NamedTuple):
    """A way on, by the new id of where it leads; `written` is the item that says it, None where it is implied."""

    to: str
    share: float | None
    when: str | None
    written: Next | None


def _compare_ways(recorder: Recorder, old: Touchpoint, new: Touchpoint, place: MapPlace) -> None:
    if not old.next and not new.next:
        return
    before = [
        way._replace(to=way.to if way.to == EXIT else recorder.now("touchpoint", way.to) or "")
        for way in _effective(recorder.old, old)
    ]
    after = _effective(recorder.new, new)
    mates = by_keys(before, after, [attrgetter(*names) for names in _WAYS_APART])
    for index, way in enumerate(after):
        item = _goal(recorder.new, way.to)
        if index not in mates:
            recorder.note("added", "way", item, new=way.share, place=place)
            continue
        was = before[mates[index]]
        if was.written or way.written:  # the rest goes on in order: its share says nothing of its own
            recorder.number("way", item, "share", was.share, way.share, place=place, kind=_SHARE)
            compare_fields(recorder, "way", item, (was.written, way.written), own=_WAY_OWN, place=place)
    taken = set(mates.values())
    for index, way in enumerate(before):
        if index not in taken:
            to = way.to.removeprefix(NOWHERE)
            goal = _goal(recorder.new, to)
            item = goal if goal.name or to == EXIT else _goal(recorder.old, to)
            recorder.note("removed", "way", item, old=way.share, place=place)


def _effective(journey: Journey, touchpoint: Touchpoint) -> list[_Onward]:
    """The ways on, with those that the file implies."""
    ways = transitions_from(journey, touchpoint)
    return [_Onward(way.to, way.share, way.when, way.written) for way in ways]


def _goal(journey: Journey, to: str) -> Ref:
    found = journey.touchpoint_by_id.get(to)
    return Ref(to, found.name if found else "")
