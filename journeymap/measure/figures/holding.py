"""Which cells are held back, so that nobody can be recognised in a small one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journeymap.records import NamedTuple

CellId = tuple[str, ...]
"""What names a cell; ids are sorted where cells are equally large."""


class CellTable(NamedTuple):
    """Cells that add up: the `parts` along one dimension (`other` too; periods of a year) make up the `parent`.

    `parent` is None where no cell tells the whole, but something else does; cells whose whole nothing tells are no
    table.
    """

    parent: CellId | None
    parts: tuple[CellId, ...]


def held_back(sizes: Mapping[CellId, int], tables: Iterable[CellTable], fewest: int) -> frozenset[CellId]:
    """Returns the cells that must not be told, neither their figures nor their size.

    `sizes` has the number of answers of every cell that would be told, and `tables` every way in which some of them
    add up. Held back is each cell of fewer than `fewest` answers and, since a single hidden part is its parent less
    the other parts, in each table with exactly one hidden part the smallest other one (of equal ones, the first by
    id), or the parent where there is no other. A hidden parent is the sum of its parts: where all of these would be
    told, the smallest is held back, too. This again until nothing changes. Cells of a table without a size are passed
    over, as are those without an answer. The order of the tables does not matter.

    Source: primary and complementary cell suppression, A. Hundepool et al., Statistical Disclosure Control (Wiley
    2012).
    """
    hidden = {cell for cell, n in sizes.items() if 0 < n < fewest}
    known = [
        (table.parent, [part for part in dict.fromkeys(table.parts) if sizes.get(part, 0) > 0])
        for table in sorted(tables, key=lambda table: (table.parent or (), sorted(table.parts)))
    ]
    changed = True
    while changed:
        changed = False
        for parent, parts in known:
            others = [part for part in parts if part not in hidden]
            is_sum = parent in hidden and len(others) == len(parts) > 0
            if not is_sum and len(parts) - len(others) != 1:
                continue
            chosen = min(others, key=lambda part: (sizes[part], part)) if others else parent
            if chosen is not None and chosen in sizes and chosen not in hidden:
                hidden.add(chosen)
                changed = True
    return frozenset(hidden)
