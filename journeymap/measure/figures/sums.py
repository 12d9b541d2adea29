"""Sums in which cells stand, and how their sizes may differ without any of them being another."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from journeymap.measure.figures.holding import CellId, CellTable

_NOTHING = 1e-6


class SumsOfCells:
    """The sums of cells that have a size."""

    def __init__(self, sizes: Mapping[CellId, int], tables: Sequence[CellTable]) -> None:
        self._sizes = sizes
        self._signs: list[dict[CellId, int]] = []
        self._known: list[bool] = []
        self._sums_of: dict[CellId, list[int]] = {cell: [] for cell in sizes}
        for table in tables:
            signs = {part: -1 for part in table.parts if part in sizes}
            if table.parent is not None and table.parent in sizes:
                signs[table.parent] = 1
            for cell in signs:
                self._sums_of[cell].append(len(self._signs))
            self._signs.append(signs)
            self._known.append(table.parent is None)

    def near(
        self, cell: CellId, among: Collection[CellId] | None = None, *, over_known: bool = True
    ) -> Collection[CellId]:
        """Returns the cells that are added up with a cell, or with such a one, if need be `among` some cells alone.

        With `over_known` also over the sums that come to a known number without a cell that tells it. Cells whose size
        follows from those that are not among them are left out.
        """
        found = {cell: None}
        waiting = [cell]
        while waiting:
            for number in self._sums_of[waiting.pop()]:
                if self._known[number] and not over_known:
                    continue
                for other in self._signs[number]:
                    if other not in found and (among is None or other in among):
                        found[other] = None
                        waiting.append(other)
        self._drop_known(found)
        return found

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
        self, cell: CellId, by: int, among: Collection[CellId], costs: Sequence[float]
    ) -> Mapping[CellId, float] | None:
        """Returns by how much sizes `among` some cells differ if that of a cell does `by` so much, and no sum differs.

        No size is less than 0. What all differences come to, each times its own of the `costs`, is least. None where
        no sizes are such.
        """
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
        found = milp([*costs, *costs], constraints=(sums, 0, 0), bounds=(low, high))
        if found.x is None:
            return None
        changes = found.x[: len(index)] - found.x[len(index) :]
        return {other: float(change) for other, change in zip(index, changes, strict=True) if abs(change) > _NOTHING}
