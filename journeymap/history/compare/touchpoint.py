"""Compares a touchpoint of both versions: its texts, feelings, metrics, owner and transitions."""

from __future__ import annotations

from operator import attrgetter
from typing import NamedTuple

from journeymap.history.changes import MapPlace, Ref
from journeymap.history.compare.channels import compare_channels_at
from journeymap.history.compare.fields import NAME_FIELDS, compare_fields
from journeymap.history.compare.recorder import REUSED, Recorder
from journeymap.history.intervals import IntervalEstimate, is_beyond
from journeymap.history.matching import pair_by_keys
from journeymap.history.plain import span
from journeymap.insight.feelings import by_persona, feeling
from journeymap.insight.transitions import transitions_from
from journeymap.model import EXIT, Emotion, Journey, Metric, Next, Stage, Touchpoint
from journeymap.model.kinds import Pair
from journeymap.model.metrics import standard
from journeymap.model.shape import field_of, identifying_fields

Part = Stage | Touchpoint
FOUND_FIELDS = frozenset({"emotions", "pains", "gains", "opportunities", "metrics"})
"""The fields whose items are compared one by one, at touchpoints and stages."""
_EXCLUDED = NAME_FIELDS | FOUND_FIELDS | {"channels", "next"}
_EMOTION_EXCLUDED = frozenset({"persona", "score", "low", "high"})
_METRIC_EXCLUDED = frozenset({"value", "low", "high"})
_TRANSITION_EXCLUDED = frozenset({"to", "share"})
_SHARE = field_of(Next, "share").kind
_TRANSITION_KEYS = identifying_fields(Touchpoint, "next")
_NEARLY = 1e-9


def compare_touchpoint(recorder: Recorder, old: Touchpoint, new: Touchpoint, place: MapPlace) -> None:
    """Record what changed in a touchpoint that both versions have."""
    item = Ref(new.id, new.name)
    compare_fields(recorder, "touchpoint", item, (old, new), excluded=_EXCLUDED, place=place)
    if old.channels or new.channels:
        compare_channels_at(recorder, old, new, place)
    compare_found(recorder, old, new, place)
    _compare_transitions(recorder, old, new, place)


def compare_found(recorder: Recorder, old: Part, new: Part, place: MapPlace) -> None:
    """Record what changed in the feelings and the metrics of a touchpoint or a stage that both versions have."""
    _compare_emotions(recorder, old, new, place)
    _compare_metrics(recorder, old, new, place)


def _compare_emotions(recorder: Recorder, old: Part, new: Part, place: MapPlace) -> None:
    before = {recorder.new_id("persona", persona): each for persona, each in by_persona(recorder.old, old).items()}
    after = by_persona(recorder.new, new)
    old_personas, new_personas = recorder.personas
    for persona in [*after, *(each for each in before if each not in after)]:
        pair = before.get(persona), after.get(persona or "")
        if (pair[0] is None and persona not in old_personas) or (pair[1] is None and persona not in new_personas):
            continue  # the persona itself was added or removed
        who = recorder.new_ref("persona", persona) if persona else None
        _compare_emotion(recorder, *pair, who, place)


def _compare_emotion(
    recorder: Recorder, old: Emotion | None, new: Emotion | None, who: Ref | None, place: MapPlace
) -> None:
    item = who or Ref("", "")
    facts = {"persona": who, "place": place}
    if old is None or new is None:
        side = new or old
        assert side is not None
        scores = {"old": _felt(old), "new": _felt(new)}
        recorder.record("added" if new else "removed", "emotion", item, **scores, **facts)
        return
    compare_fields(recorder, "emotion", item, (old, new), excluded=_EMOTION_EXCLUDED, persona=who, place=place)
    if old.score is None or new.score is None:  # a word alone has a score since, or the other way about
        recorder.record_field("emotion", item, "score", old.score, new.score, **facts)
        return
    before, after = IntervalEstimate(*feeling(recorder.old, old)), IntervalEstimate(*feeling(recorder.new, new))
    if abs(after.value - before.value) > _NEARLY:
        recorder.record(
            "changed", "emotion", item, field="score", old=old.score, new=new.score, size=after.value - before.value,
            beyond=is_beyond(before, after), better=after.value > before.value, **facts,
        )  # fmt: skip
    if _differ(before.low, after.low) or _differ(before.high, after.high):
        recorder.record("changed", "emotion", item, field="interval", old=_interval(old), new=_interval(new),
                     kind=Pair(), **facts)  # fmt: skip


def _felt(emotion: Emotion | None) -> float | str | None:
    """The score of an emotion or, of one without a score, its word; None without an emotion."""
    return None if emotion is None else emotion.label if emotion.score is None else emotion.score


def _differ(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is not other
    return abs(one - other) > _NEARLY


def _interval(measured: Emotion | Metric) -> str | None:
    """The interval as text; None unless both ends are given."""
    return None if measured.low is None or measured.high is None else span((measured.low, measured.high))


def _compare_metrics(recorder: Recorder, old: Part, new: Part, place: MapPlace) -> None:
    for key in [*new.metrics, *(key for key in old.metrics if key not in new.metrics)]:
        before, after = old.metrics.get(key), new.metrics.get(key)
        shown = after or before
        assert shown is not None
        item = Ref(key, shown.name or key)
        if before is None or after is None:
            recorder.record(
                "added" if after else "removed", "metric", item, old=before.value if before else None,
                new=after.value if after else None, place=place,
            )  # fmt: skip
            continue
        _compare_metric(recorder, item, before, after, place)


def _compare_metric(recorder: Recorder, item: Ref, old: Metric, new: Metric, place: MapPlace) -> None:
    if old.value is None or new.value is None:  # planned, and measured since; or the other way about
        recorder.record_number("metric", item, "value", old.value, new.value, place=place)
    elif old.value != new.value:
        beyond = is_beyond(
            IntervalEstimate(old.value, old.low, old.high), IntervalEstimate(new.value, new.low, new.high)
        )
        better = (new.value > old.value) == (standard(item.id, new).better == "higher")
        facts = {"beyond": beyond, "better": better, "place": place}
        recorder.record_number("metric", item, "value", old.value, new.value, **facts)
    if (old.low, old.high) != (new.low, new.high):
        ends = {"old": _interval(old), "new": _interval(new)}
        recorder.record("changed", "metric", item, field="interval", kind=Pair(), place=place, **ends)
    compare_fields(recorder, "metric", item, (old, new), excluded=_METRIC_EXCLUDED, place=place)


class _ComparedTransition(NamedTuple):
    """A transition. `to` is the new id of its target; `written` is its item of `next`, None where it is implied.

    `share` is the written one, or what the written ones leave; None where it is unknown, or where all go and the file
    need not say so.
    """

    to: str
    share: float | None
    when: str | None
    segment: str | None
    written: Next | None


def _compare_transitions(recorder: Recorder, old: Touchpoint, new: Touchpoint, place: MapPlace) -> None:
    if not old.next and not new.next:
        return
    before = [
        transition._replace(
            to=transition.to if transition.to == EXIT else recorder.new_id("touchpoint", transition.to) or ""
        )
        for transition in _transitions(recorder.old, old)
    ]
    after = _transitions(recorder.new, new)
    matches = pair_by_keys(before, after, [attrgetter(*names) for names in _TRANSITION_KEYS])
    for index, transition in enumerate(after):
        item = _target_ref(recorder.new, transition.to)
        if index not in matches:
            recorder.record("added", "way", item, new=transition.share, place=place)
            continue
        old_one = before[matches[index]]
        if _differ(old_one.share, transition.share):
            recorder.record_number("way", item, "share", old_one.share, transition.share, place=place, kind=_SHARE)
        if old_one.written or transition.written:
            compare_fields(
                recorder, "way", item, (old_one.written, transition.written), excluded=_TRANSITION_EXCLUDED, place=place
            )
    taken = set(matches.values())
    for index, transition in enumerate(before):
        if index not in taken:
            to = transition.to.removeprefix(REUSED)
            target = _target_ref(recorder.new, to)
            item = target if target.name or to == EXIT else _target_ref(recorder.old, to)
            recorder.record("removed", "way", item, old=transition.share, place=place)


def _transitions(journey: Journey, touchpoint: Touchpoint) -> list[_ComparedTransition]:
    """The transitions from a touchpoint, including those that the file implies."""
    return [
        _ComparedTransition(
            each.to,
            None if each.share == 1 and not each.share_is_written else each.share,
            each.when,
            each.written.segment if each.written else None,
            each.written,
        )
        for each in transitions_from(journey, touchpoint)
    ]


def _target_ref(journey: Journey, to: str) -> Ref:
    found = journey.touchpoint_by_id.get(to)
    return Ref(to, found.name if found else "")
