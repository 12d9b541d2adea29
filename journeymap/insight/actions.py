"""The actions of a journey: which still wait, which count, what they answer, and which are worth doing first."""

from __future__ import annotations

from typing import Literal

from journeymap.insight.per_journey import once_per_journey
from journeymap.model import Action, Journey, Point, Touchpoint

Quadrant = Literal["quick-win", "big-bet", "fill-in", "time-sink"]
QUADRANTS: tuple[Quadrant, ...] = ("quick-win", "big-bet", "fill-in", "time-sink")
MIDDLE = 3
"""The middle of a rating from 1 to 5."""


def is_open(action: Action) -> bool:
    """Whether an action still waits to be done: it is neither done nor dropped."""
    return action.status not in ("done", "dropped")


def is_dropped(action: Action) -> bool:
    """Whether an action was given up. What is dropped answers nothing and changes nothing."""
    return action.status == "dropped"


def answering(journey: Journey, point: Point) -> tuple[Action, ...]:
    """The actions that answer a pain or an opportunity, in the order of the file.

    They name its id under `addresses` and were not dropped; an action that is done still answers.
    """
    return _answers(journey).get(point.id, ()) if point.id is not None else ()


@once_per_journey
def _answers(journey: Journey) -> dict[str, tuple[Action, ...]]:
    found: dict[str, list[Action]] = {}
    for action in journey.actions:
        for point in dict.fromkeys(action.addresses) if not is_dropped(action) else ():
            found.setdefault(point, []).append(action)
    return {point: tuple(actions) for point, actions in found.items()}


def is_acted_on(journey: Journey, touchpoint: Touchpoint) -> bool:
    """Whether an action that was not dropped names the touchpoint, or answers one of its pains or opportunities."""
    if touchpoint.id in _changed(journey):
        return True
    return any(answering(journey, point) for point in (*touchpoint.pains, *touchpoint.opportunities))


@once_per_journey
def _changed(journey: Journey) -> frozenset[str]:
    """The ids of the touchpoints that are named by an action that was not dropped."""
    return frozenset(name for action in journey.actions if not is_dropped(action) for name in action.touchpoints)


def quadrant(action: Action) -> Quadrant | None:
    """Which of the four an action falls in by impact and effort; None when either is not rated, or it was dropped.

    From 3 up, the middle of the scale, an impact or an effort counts as much.
    """
    if action.impact is None or action.effort is None or is_dropped(action):
        return None
    if action.impact >= MIDDLE:
        return "quick-win" if action.effort < MIDDLE else "big-bet"
    return "fill-in" if action.effort < MIDDLE else "time-sink"
