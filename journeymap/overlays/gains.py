"""What each action should bring, as `simulate --actions --save` reckoned it, as an overlay on the plan and the page."""

from __future__ import annotations

from journeymap.overlays.overlay import Overlay
from journeymap.records import NamedTuple


class ActionGain(NamedTuple):
    """What a set of actions should bring, with its interval, by their ids; `cost` is None where it is unknown."""

    actions: tuple[str, ...]
    gain: float
    low: float
    high: float
    cost: float | None


class GainsOverlay(Overlay[ActionGain]):
    """What actions should bring for an objective. Values have the paths of actions: `action:a1`.

    Costs are money of a `currency`, or efforts, as `paid` says (`budget`, `effort` or empty). `best` is the set that
    comes first within the `budget`, if one was named, and `cheapest` the cheapest that brings anything. `is_stale` says
    that the journey or its measures are others than those that were simulated, or that the file cannot be read, and
    there are no values then.
    """

    objective: str = ""
    paid: str = ""
    currency: str = ""
    budget: float | None = None
    best: ActionGain | None = None
    cheapest: ActionGain | None = None
    is_stale: bool = False
