"""Which touchpoints of an open book need no column: those at which nothing changed that is worth showing."""

from __future__ import annotations

from journeymap.history.changes import Change, Difference
from journeymap.insight.transitions import Transition, transitions
from journeymap.model import Journey
from journeymap.overlays.behaviour import BehaviourOverlay

LEAST_MOVE = 0.5
"""The least move of a feeling, on the scale from -2 to 2, that is worth a column: that of a measured feeling which
disagrees with an assumed one."""


def folded(found: Difference) -> tuple[frozenset[str], frozenset[str]]:
    """Returns the ids of the touchpoints that can be folded in the old version, and in the new one.

    Folded are pairs of touchpoints at which nothing changed but feelings by less than `LEAST_MOVE`. The first and the
    last touchpoint, and the first of each stage, stay; so do those where customers go other ways than on to the next,
    and those from or to which ways were measured.
    """
    if found.old is None or found.new is None:
        return frozenset(), frozenset()
    changed = {change.place.touchpoint.id for change in found.changes
               if change.place and change.place.touchpoint and _is_worth_showing(change)}  # fmt: skip
    free, free_too = _plain(found.old), _plain(found.new)
    pairs = {
        old: new
        for old, new in found.touchpoints.items()
        if old in free and new in free_too and not {old, new} & changed
    }
    return frozenset(pairs), frozenset(pairs.values())


def _is_worth_showing(change: Change) -> bool:
    if change.what == "measured":
        return bool(change.beyond)
    is_move = change.what == "emotion" and change.how == "changed" and change.size is not None
    return not is_move or abs(change.size or 0.0) >= LEAST_MOVE


def _plain(journey: Journey) -> set[str]:
    """The touchpoints within stages to which all come from the one before and from which all go on to the next."""
    following = dict(zip(journey.touchpoints, journey.touchpoints[1:], strict=False))
    ends = {touchpoint for stage in journey.stages for touchpoint in stage.touchpoints[:1]}
    kept = {touchpoint.id for touchpoint in (*ends, *journey.touchpoints[-1:])}
    for way in transitions(journey):
        if not _goes_on(way) or way.target is not following.get(way.source):
            kept |= {way.source.id, way.to}
    behaviour = BehaviourOverlay.among(journey.beside)
    kept.update(end for group in (behaviour.groups if behaviour else ()) for way in group.ways for end in way)
    return {each.id for each in journey.touchpoints} - kept


def _goes_on(way: Transition) -> bool:
    return way.share == 1 and not way.when and not way.of_some
