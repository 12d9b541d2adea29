"""Sums in which cells stand, and how their sizes may differ without any of them being another."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

from journeymap.measure.figures.holding import CellId, CellTable

_NOTHING = 1e-6
_STEP = 0.3
"""How much farther away a cell is by each sum, beside what it costs."""


class SumsOfCells:
    """The sums of cells that have a size."""

    def __init__(self, sizes: Mapping[CellId, int], tables: Sequence[CellTable]) -> None:
        self._sizes = sizes
        self._signs: list[dict[CellId, int]] = []
        self._sums_of: dict[CellId, list[int]] = {cell: [] for cell in sizes}
        for table in tables:
            signs = {part: -1 for part in table.parts if part in sizes}
            if table.parent is not None and table.parent in sizes:
                signs[table.parent] = 1
            for cell in signs:
                self._sums_of[cell].append(len(self._signs))
            self._signs.append(signs)

    def near(self, cell: CellId, costs: Mapping[CellId, float], most: int) -> list[CellId]:
        """Returns the cells that are added up with a cell, or with such a one: at most so many, those that are nearest.

        To come from one to the next is as far as the `costs` of that and a step more. Left out are those whose size
        follows from all that are not among them.
        """
        found: dict[CellId, None] = {}
        passed: set[int] = set()
        waiting = [(0.0, cell)]
        while waiting and len(found) < most:
            so_far, here = heappop(waiting)
            if here in found:
                continue
            found[here] = None
            for number in self._sums_of[here]:
                if number not in passed:
                    passed.add(number)
                    for other in self._signs[number]:
                        if other not in found:
                            heappush(waiting, (so_far + _STEP + costs[other], other))
        self._drop_known(found)
        return list(found)

    def _drop_known(self, cells: dict[CellId, None]) -> None:
        """Takes away those that are the only one of a sum, until there is none."""
        waiting = {number for cell in cells for number in self._sums_of[cell]}
        left = {number: [cell for cell in self._signs[number] if cell in cells] for number in waiting}
        while waiting:
            number = waiting.pop()
            alone = [cell for cell in left[number] if cell in cells]
            if len(alone) == 1:
                del cells[alone[0]]
                waiting.update(self._sums_of[alone[0]])

    def moved(
        self, cell: CellId, by: int, among: Sequence[CellId], costs: Mapping[CellId, float]
    ) -> Mapping[CellId, float] | None:
        """Returns by how much sizes `among` some cells differ if that of a cell does `by` so much, and no sum differs.

        No size is less than 0. What all differences come to, each times that of the `costs` of its cell, is least. None
        where no sizes are such.
        """
        if cell not in among:
            return None
        from scipy.optimize import milp
        from scipy.sparse import csc_array

        index = {other: number for number, other in enumerate(among)}
        rows = sorted({number for other in among for number in self._sums_of[other]})
        signs = [
            (sign * way, row, index[other] + (way < 0) * len(index))
            for row, number in enumerate(rows)
            for other, sign in self._signs[number].items()
            if other in index
            for way in (1, -1)
        ]
        if not rows:
            return {cell: by}
        values, at, columns = zip(*signs, strict=True)
        sums = csc_array((values, (at, columns)), shape=(len(rows), 2 * len(index)), dtype=float)
        low = [0.0] * (2 * len(index))
        high = [math.inf] * len(index) + [float(self._sizes[other]) for other in index]
        low[index[cell]] = high[index[cell]] = max(by, 0)
        low[index[cell] + len(index)] = high[index[cell] + len(index)] = max(-by, 0)
        goal = [costs[other] for other in among] * 2
        found = milp(goal, constraints=(sums, 0, 0), bounds=(low, high))
        if found.x is None:
            return None
        changes = found.x[: len(index)] - found.x[len(index) :]
        return {other: float(change) for other, change in zip(index, changes, strict=True) if abs(change) > _NOTHING}
