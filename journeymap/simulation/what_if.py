"""Solves many small chains at once: what an objective comes to with sets of actions, at many sizes of their effects.

Only the states whose ways an action moves differ between the chains. What happens between these is solved once; each
chain is then a system of as many equations as there are such states, and all systems are solved together. Their
matrices are I − A with the rows of A adding up to at most 1, for which elimination needs no pivots.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from journeymap.insight.transitions import ROUNDING
from journeymap.simulation.cohorts import COMPLETED
from journeymap.simulation.effects import LEAST, MOST, Affected, EffectSize
from journeymap.simulation.exact import Linear, WayArrays, start_of

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float64]]
    Masks = np.ndarray[Any, np.dtype[np.bool_]]

Objective = Literal["conversion", "time", "emotion", "value"]
OBJECTIVES: tuple[Objective, ...] = ("conversion", "time", "emotion", "value")
_TOGETHER = 1 << 15
"""So many chains are solved at once."""


class WhatIf:
    """What an objective comes to for all customers, with sets of actions.

    `value` is the money that a conversion brings; a customer who converts again brings it again.
    """

    def __init__(
        self, groups: tuple[Affected, ...], inputs: tuple[EffectSize, ...], actions: tuple[str, ...],
        objective: Objective, value: float = 1.0,
    ) -> None:  # fmt: skip
        import numpy as np

        self.inputs, self.actions, self.objective, self.value = inputs, actions, objective, value
        places = {id_: place for place, id_ in enumerate(actions)}
        self._whose = [places[each.action] for each in inputs]
        self._groups = [_Reduced(each, inputs, objective) for each in groups]
        self.likely: Array = np.array([each.likely for each in inputs], dtype=np.float64)
        self.today = float(self._outcomes(np.zeros((len(actions), 1), dtype=bool), self.likely[:, None])[0])

    def gains(self, chosen: Masks, sizes: Array) -> Array:
        """Returns the gain of each set of actions at each size of the inputs.

        `chosen` is true where an action (row) is in a set (column); `sizes` has an input in each row. Returned is a row
        a set and a column a size. A gain is in points of 100 customers, minutes saved, feeling, or money a customer.
        """
        import numpy as np

        sets, draws = chosen.shape[1], sizes.shape[1]
        found = np.empty((sets, draws))
        at_once = max(_TOGETHER // max(draws, 1), 1)
        for first in range(0, sets, at_once):
            some = chosen[:, first : first + at_once]
            for begin in range(0, draws, _TOGETHER):
                part = sizes[:, begin : begin + _TOGETHER]
                both = (some.shape[1], part.shape[1])
                masks = np.repeat(some, both[1], axis=1)
                outcomes = self._outcomes(masks, np.tile(part, (1, both[0]))).reshape(both)
                found[first : first + at_once, begin : begin + _TOGETHER] = self._gained(outcomes)
        return found

    def _gained(self, outcomes: Array) -> Array:
        gained = self.today - outcomes if self.objective == "time" else outcomes - self.today
        scale = {"conversion": 100.0, "value": self.value}.get(self.objective, 1.0)
        return gained * scale

    def _outcomes(self, masks: Masks, sizes: Array) -> Array:
        masks = masks[self._whose] if self._whose else masks[:0]
        parts = [group.totals(masks, sizes) for group in self._groups]
        sums = sum(group.weight * above for group, (above, _) in zip(self._groups, parts, strict=True))
        if self.objective != "emotion":
            return sums  # type: ignore[return-value]  # there is always a group
        below = sum(group.weight * known for group, (_, known) in zip(self._groups, parts, strict=True))
        import numpy as np

        return np.divide(sums, below, out=np.zeros_like(sums), where=below > 0)  # type: ignore[no-any-return]


class _Reduced:
    """The chain of one group, reduced to the states whose ways are moved.

    What is counted is linear in visits: a column of rewards that no action changes, for emotions one of the visits
    that count, and one of the visits to each state of which an action changes the time or the feeling.
    """

    def __init__(self, group: Affected, inputs: tuple[EffectSize, ...], objective: Objective) -> None:
        import numpy as np

        self.weight, self._inputs, self._objective = group.weight, inputs, objective
        chain = group.chain
        self._moved = group.shares
        self._changed = {"time": group.times, "emotion": group.emotions}.get(objective, ())
        self._states = sorted({each.state for each in self._changed})
        self._now: list[tuple[float, ...]] = [
            (chain.minutes[state] or 0.0,) if objective == "time" else chain.feelings(state) for state in self._states
        ]
        arrays = WayArrays.of(chain)
        size = len(chain.states)
        here, on_ways = self._rewards(group, arrays, size)
        start = start_of(chain)
        self._always = np.zeros(here.shape[1])
        if objective == "conversion" and chain.conversion:
            converting = np.array([id_ in chain.conversion for id_ in chain.states])
            arrives = (arrays.targets >= 0) & converting[arrays.targets]
            on_ways[arrives, 0] = 1.0
            arrays = arrays._replace(targets=np.where(arrives, -1, arrays.targets))
            self._always[0] = start[converting].sum()
            start = np.where(converting, 0.0, start)
        self._reduce(arrays, here, on_ways, start)

    def _rewards(self, group: Affected, arrays: WayArrays, size: int) -> tuple[Array, Array]:
        """What is counted at each visit to a state, and on each way."""
        import numpy as np

        chain, objective = group.chain, self._objective
        fixed = 2 if objective == "emotion" else 1
        here = np.zeros((size, fixed + len(self._states)))
        on_ways = np.zeros((len(arrays.sources), here.shape[1]))
        if objective in ("time", "emotion"):
            known = chain.minutes if objective == "time" else chain.emotions
            here[:, 0] = [0.0 if each is None else each for each in known]
            if objective == "emotion":
                here[:, 1] = [each is not None for each in known]
            else:
                on_ways[:, 0] = arrays.minutes
            for place, state in enumerate(self._states):
                here[state, 0] = 0.0
                here[state, fixed + place] = 1.0
        elif not chain.conversion:
            on_ways[:, 0] = [way.to == COMPLETED for way in chain.ways]
        elif objective == "value":
            here[:, 0] = [id_ in chain.conversion for id_ in chain.states]
        return here, on_ways

    def _reduce(self, arrays: WayArrays, here: Array, on_ways: Array, start: Array) -> None:
        import numpy as np

        rows = sorted({each.state for each in self._moved})
        size, count = len(here), len(rows)
        right = np.zeros((size, count + here.shape[1]))
        right[:, count:] = here
        np.add.at(right[:, count:], arrays.sources, arrays.shares[:, None] * on_ways)
        right[rows] = 0.0
        right[rows, range(count)] = 1.0
        onward = Linear(arrays, size, rows).reaching(right)
        self._start = start @ onward
        self._start[count:] += self._always
        self._ways = [np.flatnonzero(arrays.sources == row) for row in rows]
        self._shares = [arrays.shares[ways] for ways in self._ways]
        self._onward = []
        for row, ways in zip(rows, self._ways, strict=True):
            targets = arrays.targets[ways]
            leads = np.where((targets >= 0)[:, None], onward[targets], 0.0)
            leads[:, count:] += on_ways[ways]
            leads[:, count:] += here[row]  # of each way, since their shares add up to 1
            self._onward.append(leads)
        self._rows = rows

    def totals(self, masks: Masks, sizes: Array) -> tuple[Array, Array]:
        """What is counted, and for emotions over how many visits; `masks` has a row an input, as `sizes` has."""
        import numpy as np

        count = len(self._rows)
        moved = [self._row(place, masks, sizes) for place in range(count)]
        sums = np.repeat(self._start[:, None], masks.shape[1], axis=1)
        if count:
            visits = _solved([[part[row] for part in moved] for row in range(count)], sums[:count])
            for place in range(count):
                sums[count:] += visits[place] * moved[place][count:]
        return self._counted(sums[count:], masks, sizes)

    def _row(self, place: int, masks: Masks, sizes: Array) -> Array:
        """Where customers go from a state whose ways are moved: to which such states, and what is counted before."""
        import numpy as np

        ways = self._ways[place].tolist()
        weights = np.repeat(self._shares[place][:, None], masks.shape[1], axis=1)
        for moved in self._moved:
            if moved.state == self._rows[place]:
                size, share = sizes[moved.input], moved.share
                changed = size / 100 * (share if self._inputs[moved.input].is_relative else 1.0)
                after = np.clip(share + np.where(masks[moved.input], changed, 0.0), ROUNDING, 1 - ROUNDING)
                ratio = after / (1 - after) * ((1 - share) / share)
                for way in moved.ways:
                    weights[ways.index(way)] *= ratio
        weights /= weights.sum(axis=0)
        row: Array = self._onward[place].T @ weights
        return row

    def _counted(self, sums: Array, masks: Masks, sizes: Array) -> tuple[Array, Array]:
        import numpy as np

        fixed = 2 if self._objective == "emotion" else 1
        found = sums[0].copy()
        for place, state in enumerate(self._states):
            now = np.repeat(np.array(self._now[place])[:, None], masks.shape[1], axis=1)
            theirs = [each.input for each in self._changed if each.state == state]
            for one in sorted(theirs, key=lambda each: not self._inputs[each].is_relative):
                by = now * sizes[one] / 100 if self._inputs[one].is_relative else sizes[one]
                now = now + np.where(masks[one], by, 0.0)
            now = np.clip(now, LEAST, MOST) if self._objective == "emotion" else np.maximum(now, 0.0)
            found += sums[fixed + place] * now.mean(axis=0)
        return found, sums[1] if self._objective == "emotion" else found


def _solved(matrix: list[list[Array]], right: Array) -> list[Array]:
    """Solves (I − Aᵀ) v = right for many chains, with `matrix[j][i]` the arrays of A from state i to state j."""
    size = len(matrix)
    left = [[(1.0 if row == column else 0.0) - matrix[row][column] for column in range(size)] for row in range(size)]
    found = [right[row] for row in range(size)]
    for pivot in range(size):
        for row in range(pivot + 1, size):
            factor = left[row][pivot] / left[pivot][pivot]
            for column in range(pivot + 1, size):
                left[row][column] = left[row][column] - factor * left[pivot][column]
            found[row] = found[row] - factor * found[pivot]
    for row in range(size - 1, -1, -1):
        for column in range(row + 1, size):
            found[row] = found[row] - left[row][column] * found[column]
        found[row] = found[row] / left[row][row]
    return found
