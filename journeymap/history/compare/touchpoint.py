"""One touchpoint in both versions: its texts, feelings, measures, owner, and where customers go from it."""

from __future__ import annotations

from typing import NamedTuple

from journeymap.history.changes import Place, Ref
from journeymap.history.compare.account import NOWHERE, Account
from journeymap.history.intervals import Estimate, is_beyond
from journeymap.history.matching import by_key
from journeymap.insight.feelings import by_persona, feeling
from journeymap.insight.transitions import transitions_from
from journeymap.model import EXIT, Emotion, Journey, Metric, Touchpoint
from journeymap.model.metrics import standard

_TEXTS = (
    "channels",
    "doing",
    "moment_of_truth",
    "message",
    "content",
    "frontstage",
    "backstage",
    "systems",
)
_METRIC_TEXTS = ("name", "unit", "method", "better")
_NEARLY = 1e-9


def compare_touchpoint(account: Account, old: Touchpoint, new: Touchpoint, place: Place) -> None:
    """Take down what changed in a touchpoint that both versions have."""
    item = Ref(new.id, new.name)
    account.texts("touchpoint", item, (old, new), _TEXTS, place=place)
    before = tuple((thought.text, account.now("persona", thought.persona)) for thought in old.thinking)
    if before != tuple((thought.text, thought.persona) for thought in new.thinking):
        texts = [tuple(thought.text for thought in side.thinking) for side in (old, new)]
        account.note("changed", "touchpoint", item, field="thinking", old=texts[0] or None, new=texts[1] or None,
                     place=place)  # fmt: skip
    account.refers("touchpoint", item, "owner", "owner", (old.owner, new.owner), place=place)
    _compare_emotions(account, old, new, place)
    _compare_metrics(account, old, new, place)
    _compare_ways(account, old, new, place)


def _compare_emotions(account: Account, old: Touchpoint, new: Touchpoint, place: Place) -> None:
    before = {account.now("persona", persona): each for persona, each in by_persona(account.old, old).items()}
    after = by_persona(account.new, new)
    stayed, known = account.personas
    for persona in [*after, *(each for each in before if each not in after)]:
        was, now = before.get(persona), after.get(persona or "")
        if (was is None and persona not in stayed) or (now is None and persona not in known):
            continue  # the persona came or went, which says it all
        who = account.named("persona", persona) if persona else None
        _compare_emotion(account, was, now, who, place)


def _compare_emotion(account: Account, old: Emotion | None, new: Emotion | None, who: Ref | None, place: Place) -> None:
    item = who or Ref("", "")
    facts = {"persona": who, "place": place}
    if old is None or new is None:
        side = new or old
        assert side is not None
        scores = {"old": old.score if old else None, "new": new.score if new else None}
        account.note("added" if new else "removed", "emotion", item, **scores, **facts)
        return
    before, after = Estimate(*feeling(account.old, old)), Estimate(*feeling(account.new, new))
    if abs(after.value - before.value) > _NEARLY:
        account.note(
            "changed", "emotion", item, field="score", old=old.score, new=new.score, size=after.value - before.value,
            beyond=is_beyond(before, after), better=after.value > before.value, **facts,
        )  # fmt: skip
    if _differ(before.low, after.low) or _differ(before.high, after.high):
        values = [None if side.low is None or side.high is None else (side.low, side.high) for side in (old, new)]
        account.note("changed", "emotion", item, field="interval", old=_span(values[0]), new=_span(values[1]), **facts)
    account.texts("emotion", item, (old, new), ("label", "quote", "evidence"), **facts)


def _differ(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is not other
    return abs(one - other) > _NEARLY


def _span(interval: tuple[float, float] | None) -> str | None:
    return f"{interval[0]:g} … {interval[1]:g}" if interval else None


def _compare_metrics(account: Account, old: Touchpoint, new: Touchpoint, place: Place) -> None:
    for key in [*new.metrics, *(key for key in old.metrics if key not in new.metrics)]:
        before, after = old.metrics.get(key), new.metrics.get(key)
        shown = after or before
        assert shown is not None
        item = Ref(key, shown.name or key)
        if before is None or after is None:
            account.note(
                "added" if after else "removed", "metric", item, old=before.value if before else None,
                new=after.value if after else None, place=place,
            )  # fmt: skip
            continue
        _compare_metric(account, item, before, after, place)


def _compare_metric(account: Account, item: Ref, old: Metric, new: Metric, place: Place) -> None:
    if old.value != new.value:
        beyond = is_beyond(Estimate(old.value, old.low, old.high), Estimate(new.value, new.low, new.high))
        better = (new.value > old.value) == (standard(item.id, new).better == "higher")
        account.number("metric", item, "value", old.value, new.value, beyond=beyond, better=better, place=place)
    for name in ("n", "target"):
        account.number("metric", item, name, getattr(old, name), getattr(new, name), place=place)
    if (old.low, old.high) != (new.low, new.high):
        spans = [_span((side.low, side.high)) if side.low is not None and side.high is not None else None
                 for side in (old, new)]  # fmt: skip
        account.note("changed", "metric", item, field="interval", old=spans[0], new=spans[1], place=place)
    if old.date != new.date:
        account.note("changed", "metric", item, field="date", old=old.date, new=new.date, place=place)
    account.texts("metric", item, (old, new), _METRIC_TEXTS, place=place)
    scales = [_span(side.scale) for side in (old, new)]
    account.field("metric", item, "scale", *scales, place=place)


class _Way(NamedTuple):
    """A way on, by the new id of where it leads; `implied` where the file does not write it."""

    to: str
    share: float | None
    when: str | None
    implied: bool = False


def _compare_ways(account: Account, old: Touchpoint, new: Touchpoint, place: Place) -> None:
    if not old.next and not new.next:
        return
    before = [
        way._replace(to=way.to if way.to == EXIT else account.now("touchpoint", way.to) or "")
        for way in _effective(account.old, old)
    ]
    after = _effective(account.new, new)
    mates = by_key(before, after, lambda way: (way.to, way.when))
    left = [index for index in range(len(before)) if index not in set(mates.values())]
    came = [index for index in range(len(after)) if index not in mates]
    rest = by_key([before[index] for index in left], [after[index] for index in came], lambda way: way.to)
    mates |= {came[j]: left[i] for j, i in rest.items()}
    for index, way in enumerate(after):
        item = _goal(account.new, way.to)
        if index not in mates:
            account.note("added", "way", item, new=way.share, place=place)
            continue
        was = before[mates[index]]
        if not (was.implied and way.implied):  # the rest goes on in order: its share says nothing of its own
            account.number("way", item, "share", was.share, way.share, place=place)
        account.field("way", item, "when", was.when, way.when, place=place)
    taken = set(mates.values())
    for index, way in enumerate(before):
        if index not in taken:
            to = way.to.removeprefix(NOWHERE)
            goal = _goal(account.new, to)
            item = goal if goal.name or to == EXIT else _goal(account.old, to)
            account.note("removed", "way", item, old=way.share, place=place)


def _effective(journey: Journey, touchpoint: Touchpoint) -> list[_Way]:
    """The ways on, with those that the file implies."""
    ways = transitions_from(journey, touchpoint)
    return [_Way(way.to, way.share, way.when, implied=way.written is None) for way in ways]


def _goal(journey: Journey, to: str) -> Ref:
    found = journey.touchpoint_by_id.get(to)
    return Ref(to, found.name if found else "")
