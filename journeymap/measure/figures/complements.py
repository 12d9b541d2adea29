"""Which numbers are held back with small ones, so that these do not follow from the sums in which they stand.

Source: complementary cell suppression by a linear program for each small cell, in which what is held back already is
free: J. P. Kelly, B. L. Golden, A. A. Assad, Cell suppression: disclosure protection for sensitive tabular data,
Networks 22 (1992).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

from journeymap.measure.figures.holding import CellId, CellTable
from journeymap.measure.figures.sums import SumsOfCells

_APART = 1e-3
"""What it costs at most to lean on a number that is held back already. It is another for each, so that one choice is
the cheapest for every solver."""
_GOLDEN = 0.6180339887498949
"""No two multiples of it have the same fraction."""
_AS_MUCH = 200
"""The loss of a figure of so many is twice that of a tiny one."""
_NEAR = (100, 800, 5_000, sys.maxsize)
"""So many cells are looked at, and more only where these do not do."""
_AT_ONCE = 100
"""After so many cells with a program of their own, all others are looked at by programs for all of them at once."""
_TOO_FEW = 0.05
"""These go on until they find fewer of them to be safe than this share."""
_NOTHING = 1e-6


def complements(
    sizes: Mapping[CellId, int], sums: Sequence[CellTable], figures: Sequence[Sequence[CellId]], fewest: int,
    never_told: Mapping[CellId, int],
) -> frozenset[CellId]:  # fmt: skip
    """Returns the cells that are held back: all of fewer than `fewest`, and a cheap choice of others that hide these.

    `sizes` has how many each cell is of that figures tell; a cell of nobody is known to be. `never_told` has the same
    of cells that no figure tells, and `sums` all ways in which they add up. Whoever knows the sums, the figures that
    are told, and that no cell is of less than nobody, cannot tell for a cell of fewer than `fewest` whether it is of
    nobody or of `fewest`. Where that cannot be had, all that is added up with it is held back.

    What is held back costs one for each figure that is lost by it, and a little more for those of a larger n.
    """
    small = sorted((cell for cell, n in sizes.items() if 0 < n < fewest), key=lambda cell: (sizes[cell], cell))
    if not small:
        return frozenset()
    held = _HeldBackCells({cell: n for cell, n in sizes.items() if n} | dict(never_told), sums, figures)
    held.hide([*small, *never_told])
    protected = 0
    for cell in small:
        if not held.is_safe(cell, fewest):
            held.protect(cell, fewest)
            protected += 1
            if protected % _AT_ONCE == 0:
                held.look_around(small, fewest)
    return frozenset(held.hidden & sizes.keys())


class _HeldBackCells:
    """What is held back so far, and what it costs to hold back more."""

    def __init__(
        self, sizes: Mapping[CellId, int], sums: Sequence[CellTable], figures: Sequence[Sequence[CellId]]
    ) -> None:
        self.hidden: set[CellId] = set()
        self._sizes = sizes
        self._apart = {cell: _APART * (number * _GOLDEN % 1) for number, cell in enumerate(sorted(self._sizes))}
        self._sums = SumsOfCells(self._sizes, sums)
        self._figures = figures
        self._told_by: dict[CellId, set[int]] = {cell: set() for cell in self._sizes}
        for number, figure in enumerate(figures):
            for cell in figure:
                if cell in self._told_by:
                    self._told_by[cell].add(number)
        self._losses = {cell: self._loss(cell) for cell in self._sizes}
        self._least: dict[CellId, float] = {}
        self._most: dict[CellId, float] = {}
        """By how much each cell's size may be less, and more, as far as it has been seen."""
        self._looks = 0
        self.hide([cell for cell, by in self._told_by.items() if not by])

    def _loss(self, cell: CellId) -> float:
        """What holding it back costs: the figures that are lost, of which larger ones count more."""
        return len(self._told_by[cell]) * (1 + self._sizes[cell] / _AS_MUCH) + self._apart[cell]

    def hide(self, cells: Iterable[CellId]) -> None:
        """Holds cells back, and with them those of which no figure is left."""
        for cell in cells:
            self.hidden.add(cell)
            for number in tuple(self._told_by[cell]):
                for other in self._figures[number]:
                    if other in self._told_by:
                        self._told_by[other].discard(number)
                        self._losses[other] = self._loss(other)
                        if not self._told_by[other]:
                            self.hidden.add(other)

    def is_safe(self, cell: CellId, fewest: int) -> bool:
        """Whether it has been seen that a cell may be of nobody as well as of `fewest`, from all that is told."""
        return self._most.get(cell, 0) - self._least.get(cell, 0) > fewest - _NOTHING

    def protect(self, cell: CellId, fewest: int) -> None:
        """Holds back what hides a cell."""
        n = self._sizes[cell]
        up = self._moved(cell, fewest - n)
        down = self._turned(up, n / (fewest - n)) or self._moved(cell, -n) if up is not None else None
        if up is None or down is None:
            self.hide(self._sums.near(cell, self._losses, len(self._sizes)))
        else:
            self._see(up)
            self._see(down)

    def look_around(self, cells: Sequence[CellId], fewest: int) -> None:
        """Finds which of some cells are hidden by what is held back so far.

        One program moves many of them at once, some up and the others down, the next one the other way round: far
        quicker than one for each of them, and what it shows of a cell is as good. Which of them go up is another choice
        each time.
        """
        unsafe = [cell for cell in cells if not self.is_safe(cell, fewest)]
        ways = self._pulls(unsafe)
        changes = self._sums.swung(sorted(self.hidden), ways, fewest)
        while unsafe:
            self._see(next(changes))
            self._see(next(changes))
            before, left = len(unsafe), [cell for cell in unsafe if not self.is_safe(cell, fewest)]
            unsafe[:] = left
            if before - len(left) < before * _TOO_FEW:
                break

    def _pulls(self, cells: Sequence[CellId]) -> Iterator[Mapping[CellId, float]]:
        """Half of what is left of some cells drawn up and half down, the other way round, and again with other halves.

        No two are drawn alike, so that one change is the farthest for every solver.
        """
        while True:
            self._looks += 1
            turn = _GOLDEN * self._looks
            pulls = {
                cell: (1 + _APART * (number * _GOLDEN % 1)) * (1 if number * turn % 1 < 0.5 else -1)
                for number, cell in enumerate(cells)
            }
            yield pulls
            yield {cell: -pull for cell, pull in pulls.items()}

    def _see(self, moved: Mapping[CellId, float]) -> None:
        """Notes how far sizes are seen to change together while all sums stay."""
        for cell, change in moved.items():
            self._least[cell] = min(self._least.get(cell, 0), change)
            self._most[cell] = max(self._most.get(cell, 0), change)

    def _turned(self, moved: Mapping[CellId, float], by: float) -> Mapping[CellId, float] | None:
        """The same changes the other way, so many times, if no size comes below nothing by them."""
        turned = {cell: -by * change for cell, change in moved.items()}
        is_possible = all(self._sizes[cell] + change > -_NOTHING for cell, change in turned.items())
        return turned if is_possible else None

    def _moved(self, cell: CellId, by: int) -> Mapping[CellId, float] | None:
        """How sizes may change so that that of a cell does so and all sums stay, at the least cost; holds these back.

        None if they cannot.
        """
        for most in _NEAR:
            found = self._sums.moved(cell, by, self._sums.near(cell, self._losses, most), self._losses)
            if found is not None:
                self.hide(found)
                return found
            if most > len(self._sizes):
                break
        return None
