"""The actions of a journey: which are open or dropped, what they answer, and their quadrant."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from typing import Literal

from journeymap.insight.per_journey import once_per_journey
from journeymap.model import Action, Improvement, Journey, Point, Touchpoint

Quadrant = Literal["quick-win", "big-bet", "fill-in", "time-sink"]
QUADRANTS: tuple[Quadrant, ...] = ("quick-win", "big-bet", "fill-in", "time-sink")
MIDDLE = 3
"""The middle of a rating from 1 to 5."""


def is_open(action: Action) -> bool:
    """Whether an action is neither done nor dropped."""
    return action.status not in ("done", "dropped")


def is_blocked(action: Action) -> bool:
    """Whether an action waits for something; it is still open."""
    return action.status == "blocked"


def open_dependencies(journey: Journey, action: Action) -> tuple[Action, ...]:
    """Returns the open actions that must be done before an action, each once, in the order it names them."""
    if not action.depends_on:
        return ()
    known = {each.id: each for each in reversed(journey.actions) if is_open(each)}
    return tuple(known[name] for name in dict.fromkeys(action.depends_on) if name in known)


def day_done(action: Action) -> dt.date | None:
    """Returns the day on which an action was done, else that on which it was due; None for one that is not done."""
    return (action.done or action.due) if action.status == "done" else None


def is_dropped(action: Action) -> bool:
    """Whether an action was dropped. A dropped action answers nothing and changes nothing."""
    return action.status == "dropped"


def answering(journey: Journey, point: Point | Improvement) -> tuple[Action, ...]:
    """Returns the actions that answer a pain, a gain, an opportunity or an improvement, in the order of the file.

    They have its id under `addresses` and were not dropped; an action that is done still answers.
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
    """Whether an action that was not dropped acts on the touchpoint, as `acting_on` says."""
    return touchpoint.id in _acting(journey)


def acting_on(journey: Journey, touchpoint: Touchpoint) -> tuple[Action, ...]:
    """Returns the actions that name a touchpoint or its stage, or answer a pain or opportunity of it, as in the file.

    Dropped ones do not. An action that names a stage changes the stage as a whole, and so each of its touchpoints.
    """
    return _acting(journey).get(touchpoint.id, ())


@once_per_journey
def _acting(journey: Journey) -> dict[str, tuple[Action, ...]]:
    kept = [action for action in journey.actions if not is_dropped(action)]
    if not kept:
        return {}
    named: dict[str, dict[str, Action]] = {}
    for action in kept:
        for name in action.touchpoints:
            named.setdefault(name, {})[action.id] = action
    by_stage = {name: [action for action in kept if name in action.stages] for each in kept for name in each.stages}
    found = {}
    for stage in journey.stages:
        for touchpoint in stage.touchpoints:
            answers = (answering(journey, point) for point in (*touchpoint.pains, *touchpoint.opportunities))
            actions = {action.id for each in (named.get(touchpoint.id, {}).values(), *answers) for action in each}
            actions.update(action.id for action in by_stage.get(stage.id, ()))
            if actions:
                found[touchpoint.id] = tuple(action for action in kept if action.id in actions)
    return found


def budgets(actions: Iterable[Action]) -> dict[str, float]:
    """Returns the sum of the budgets of actions by currency, in the order of its first use, without dropped ones."""
    sums: dict[str, list[float]] = {}
    for action in actions:
        if action.budget is not None and not is_dropped(action):
            sums.setdefault(action.budget.currency, []).append(action.budget.number)
    return {currency: math.fsum(amounts) for currency, amounts in sums.items()}


def quadrant(action: Action) -> Quadrant | None:
    """Returns the quadrant of an action by impact and effort; None when either is missing, or it was dropped.

    An impact or effort is high from 3 on, the middle of the scale from 1 to 5.
    """
    if action.impact is None or action.effort is None or is_dropped(action):
        return None
    if action.impact >= MIDDLE:
        return "quick-win" if action.effort < MIDDLE else "big-bet"
    return "fill-in" if action.effort < MIDDLE else "time-sink"
