"""The actions that a ranking chooses from: what each costs, what it needs, and which sets can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from journeymap.insight.actions import is_open
from journeymap.model import Action, Journey
from journeymap.records import cached_property

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy as np

    Masks = np.ndarray[Any, np.dtype[np.bool_]]

Paid = Literal["budget", "effort", ""]
"""In what sets are paid: money, the sum of efforts from 1 to 5, or nothing that is known."""
MOST_IN_ALL_SETS = 12
_MOST_STEPS = 50


class Candidates:
    """The open actions of a journey that say what they change, in the order of the file.

    `currency` is that of their budgets, or the one asked for. `needs` are, of each, the open actions that must be done
    before it, also through others.
    """

    def __init__(self, journey: Journey, currency: str = "") -> None:
        self.actions = tuple(each for each in journey.actions if each.effect and is_open(each))
        self.ids = tuple(each.id for each in self.actions)
        self._open = {each.id: each for each in journey.actions if is_open(each)}
        self.needs = {each.id: self._needed(each) for each in self.actions}
        involved = {id_: self._open[id_] for each in self.actions for id_ in (each.id, *self.needs[each.id])}
        found = {each.budget.currency for each in involved.values() if each.budget is not None}
        self.currencies = tuple(sorted(found))
        self.currency = currency or (self.currencies[0] if len(found) == 1 else "")
        has_budget = self.currency in found
        has_effort = any(each.effort is not None for each in involved.values())
        self._costs: dict[int, float | None] = {}
        self.paid: Paid = "budget" if has_budget else "effort" if has_effort else ""

    def _needed(self, action: Action) -> tuple[str, ...]:
        found: dict[str, None] = {}
        waiting = list(action.depends_on)
        while waiting:
            id_ = waiting.pop()
            if id_ in self._open and id_ not in found and id_ != action.id:
                found[id_] = None
                waiting += self._open[id_].depends_on
        return tuple(id_ for id_ in self._open if id_ in found)

    def with_needs(self, chosen: Iterable[str]) -> tuple[str, ...]:
        """Returns the ids of some actions and of all that must be done before them, in the order of the file."""
        wanted = {id_ for each in chosen for id_ in (each, *self.needs.get(each, ()))}
        return tuple(id_ for id_ in self._open if id_ in wanted)

    def cost(self, ids: Iterable[str]) -> float | None:
        """Returns what some actions cost together, as `paid` says; None where that is not known of one of them."""
        costs = [self._cost(self._open[id_]) for id_ in ids]
        return None if None in costs else sum(each for each in costs if each is not None)

    def _cost(self, action: Action) -> float | None:
        if self.paid == "budget":
            known = action.budget is not None and action.budget.currency == self.currency
            return action.budget.number if known and action.budget is not None else None
        return float(action.effort) if self.paid == "effort" and action.effort is not None else None

    @cached_property
    def _places(self) -> dict[str, int]:
        return {id_: place for place, id_ in enumerate(self.ids)}

    def _bits(self, id_: str) -> int:
        """An action and those of its needs that say what they change, as bits."""
        return sum(1 << self._places[each] for each in {id_, *self.needs[id_]} if each in self._places)

    def all_sets(self, most: float | None) -> list[int]:
        """Returns all sets that can be done, at most at a cost of `most`, as bits: in each is all that it needs."""
        whole = [self._bits(id_) for id_ in self.ids]
        bits = range(1, 1 << len(self.ids))
        closed = (
            each for each in bits if all(each & need == need for place, need in enumerate(whole) if each >> place & 1)
        )
        return [each for each in closed if self.is_within(each, most)]

    def greedy_sets(self, most: float | None, gains_of: Callable[[list[int]], list[float]]) -> list[int]:
        """Returns the sets that two greedy searches look at: by the gain, and by the gain for what is paid.

        Each adds, step by step, the action that brings most, with what it needs, as long as that brings anything.
        """
        found: dict[int, None] = {}
        for is_by_cost in (False, True):
            now, gain = 0, 0.0
            for _ in range(_MOST_STEPS):
                next_ = dict.fromkeys(now | self._bits(id_) for id_ in self.ids)
                tried = [each for each in next_ if each != now and self.is_within(each, most)]
                if not tried:
                    break
                found |= dict.fromkeys(tried)
                scores = []
                for each, reached in zip(tried, gains_of(tried), strict=True):
                    price = (self.cost_of(each) or 0.0) - (self.cost_of(now) or 0.0)
                    scores.append(((reached - gain) / (price if is_by_cost and price > 0 else 1.0), reached))
                best = max(range(len(tried)), key=scores.__getitem__)
                if scores[best][1] <= gain:
                    break
                now, gain = tried[best], scores[best][1]
        return list(found)

    def is_within(self, bits: int, most: float | None) -> bool:
        """Whether a set costs at most so much; where it must, one of unknown cost does not."""
        if most is None:
            return True
        cost = self.cost_of(bits)
        return cost is not None and cost <= most

    def cost_of(self, bits: int) -> float | None:
        """Returns what a set costs, with all that it needs."""
        if bits not in self._costs:
            self._costs[bits] = self.cost(self.with_needs(self.chosen(bits)))
        return self._costs[bits]

    def chosen(self, bits: int) -> tuple[str, ...]:
        """Returns the ids of the actions of a set."""
        return tuple(id_ for place, id_ in enumerate(self.ids) if bits >> place & 1)

    def masks(self, sets: list[int]) -> Masks:
        """Returns, for each action in a row, in which of the sets it is."""
        import numpy as np

        return np.array([[each >> place & 1 for each in sets] for place in range(len(self.ids))], dtype=bool)
