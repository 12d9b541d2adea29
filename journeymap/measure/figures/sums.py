"""Sums in which cells stand, and how their sizes may differ without any of them being another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from journeymap.measure.figures.holding import CellId, CellTable

if TYPE_CHECKING:
    from scipy.sparse import csc_array

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
        index, sums = self._matrix(among)
        if not sums.shape[0]:
            return {cell: by}
        from scipy.optimize import milp
        from scipy.sparse import hstack

        size = len(index)
        low = [0.0] * (2 * size)
        high = [math.inf] * size + [float(self._sizes[other]) for other in index]
        low[index[cell]] = high[index[cell]] = max(by, 0)
        low[index[cell] + size] = high[index[cell] + size] = max(-by, 0)
        goal = [costs[other] for other in among] * 2
        found = milp(goal, constraints=(hstack([sums, -sums], format="csc"), 0, 0), bounds=(low, high))
        return None if found.x is None else _changed(index, found.x[:size] - found.x[size:])

    def swung(
        self, among: Iterable[CellId], pulled: Iterable[Mapping[CellId, float]], by: int
    ) -> Iterator[Mapping[CellId, float]]:
        """Yields by how much sizes `among` some cells differ where many do so at once, and no sum differs.

        Each of `pulled` draws its cells up, or down with a number below 0, those of larger ones rather than others: up
        by `by` so much at most, and down to nothing. There is a change for each of them.
        """
        cells = dict.fromkeys(among)
        self._drop_known(cells)
        index, sums = self._matrix(list(cells))
        from scipy.optimize import milp

        low = [-float(self._sizes[cell]) for cell in index]
        for pulls in pulled:
            high = [float(by) if cell in pulls else math.inf for cell in index]
            goal = [-pulls.get(cell, 0.0) for cell in index]
            found = milp(goal, constraints=(sums, 0, 0), bounds=(low, high)) if index else None
            yield {} if found is None or found.x is None else _changed(index, found.x)

    def _matrix(self, cells: Sequence[CellId]) -> tuple[Mapping[CellId, int], csc_array]:
        """The columns of some cells, and the matrix that has a row for each sum that they are in."""
        from scipy.sparse import csc_array

        index = {cell: number for number, cell in enumerate(cells)}
        numbers = sorted({number for cell in cells for number in self._sums_of[cell]})
        signs = [
            (sign, row, index[cell])
            for row, number in enumerate(numbers)
            for cell, sign in self._signs[number].items()
            if cell in index
        ]
        values, at, columns = zip(*signs, strict=True) if signs else ((), (), ())
        return index, csc_array((values, (at, columns)), shape=(len(numbers), len(index)), dtype=float)


def _changed(cells: Iterable[CellId], changes: Iterable[float]) -> dict[CellId, float]:
    return {cell: float(change) for cell, change in zip(cells, changes, strict=True) if abs(change) > _NOTHING}
