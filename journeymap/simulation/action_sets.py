"""Sets of actions: what each brings, how sure that is, and which of them comes first."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from journeymap.records import NamedTuple
from journeymap.simulation.candidates import Candidates
from journeymap.simulation.what_if import WhatIf

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float64]]

NOTHING = 1e-9
"""A gain that is no more than the rounding of the machine."""
_COMPARED = 2_000_000


class ActionSet(NamedTuple):
    """A set of actions, by their ids, and of what it `needs` beside these.

    `cost` is money or effort as the ranking says, None where it is unknown. `gain` is at the likely sizes of all
    effects; 95 of 100 draws are from `low` to `high`.
    """

    actions: tuple[str, ...]
    needs: tuple[str, ...]
    cost: float | None
    gain: float
    low: float
    high: float

    @property
    def holds_zero(self) -> bool:
        """Whether its gain may be nothing."""
        return self.low <= NOTHING and self.high >= -NOTHING

    @property
    def is_without_effect(self) -> bool:
        """Whether it changes nothing of what is asked for, whatever the sizes of its effects."""
        return max(abs(self.gain), abs(self.low), abs(self.high)) <= NOTHING


class Ranker:
    """Asks for the gains of sets, at the likely sizes and at those that are drawn."""

    def __init__(self, candidates: Candidates, what_if: WhatIf, draws: Array) -> None:
        self.candidates, self.what_if, self._draws = candidates, what_if, draws
        self._known: dict[int, float] = {}

    def likely(self, sets: list[int]) -> list[float]:
        """The gains of sets at the likely sizes of all effects."""
        new = [each for each in sets if each not in self._known]
        if new:
            gains = self.what_if.gains(self.candidates.masks(new), self.what_if.likely[:, None])[:, 0]
            self._known |= dict(zip(new, gains.tolist(), strict=True))
        return [self._known[each] for each in sets]

    def set_of(self, bits: int, *, alone: bool = False) -> ActionSet:
        """A set with its gain, the interval of that, and what it costs; of an action `alone`, without what it needs."""
        import numpy as np

        drawn = self.what_if.gains(self.candidates.masks([bits]), self._draws)[0]
        low, high = np.quantile(drawn, (0.025, 0.975)).tolist()
        actions = self.candidates.chosen(bits)
        whole = self.candidates.with_needs(actions)
        cost = self.candidates.cost(actions if alone else whole)
        needs = tuple(each for each in whole if each not in actions)
        return ActionSet(actions, needs, cost, self.likely([bits])[0], low, high)

    def alone(self) -> list[ActionSet]:
        """Each action by itself."""
        return [self.set_of(1 << place, alone=True) for place in range(len(self.candidates.ids))]

    def best(self, sets: list[int], places: int) -> int:
        """The set with the largest gain to so many decimals, the cheapest and smallest of equals; 0 where none helps.

        So nothing is paid for a gain that is not shown.
        """
        gains = self.likely(sets)
        top = max(gains, default=0.0)
        if top <= NOTHING:
            return 0
        shown = round(top, places)
        equal = [each for each, gain in zip(sets, gains, strict=True)
                 if gain >= top - NOTHING or (gain > NOTHING and round(gain, places) >= shown)]  # fmt: skip
        costs = {each: self.candidates.cost_of(each) for each in equal}
        known = {each: math.inf if cost is None else cost for each, cost in costs.items()}
        return min(equal, key=lambda each: (known[each], each.bit_count(), each))

    def behind(self, best: int, sets: list[int], places: int) -> float:
        """By how much another set must bring more than the best to come first: by what is shown where one does so
        already, else by anything."""
        is_behind = bool(best) and max(self.likely(sets)) > self.likely([best])[0] + NOTHING
        return 10.0**-places if is_behind else NOTHING

    def ahead(self, best: int, within: list[int], slack: float) -> tuple[float | None, int]:
        """The part of the draws in which neither a set nor doing nothing brings more than the best, and of how many."""
        import numpy as np

        draws = min(self._draws.shape[1], max(_COMPARED // max(len(within), 1), 100))
        if not best or not draws:
            return None, 0
        some = self._draws[:, :draws]
        own = self.what_if.gains(self.candidates.masks([best]), some)[0]
        most = np.zeros(draws)  # what doing nothing brings
        for first in range(0, len(within), 256):
            found = self.what_if.gains(self.candidates.masks(within[first : first + 256]), some)
            most = np.maximum(most, found.max(axis=0))
        return float((own >= most - slack).mean()), draws
