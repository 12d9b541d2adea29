"""What is held back with small cells is cheap, and hides them in all sums together."""

from __future__ import annotations

from typing import Any

import pytest

from journeymap.measure.figures import CellTable, complements
from journeymap.measure.figures.holding import CellId
from journeymap.measure.figures.sums import SumsOfCells

WAYS, SEGMENTS = ("a", "b", "c"), ("new", "old")


def shop(sizes: dict[tuple[str, str], int]) -> tuple[dict[tuple[str, ...], int], list[CellTable]]:
    """Ways of segments, which add up to the ways of all, and to the visits of each segment and of all."""
    cells: dict[tuple[str, ...], int] = {}
    for (segment, way), n in sizes.items():
        for cell in ((segment, way), (segment, "visits"), ("all", way), ("all", "visits")):
            cells[cell] = cells.get(cell, 0) + n
    tables = [CellTable((each, "visits"), tuple((each, way) for way in WAYS)) for each in ("all", *SEGMENTS)]
    tables += [CellTable(("all", way), tuple((each, way) for each in SEGMENTS)) for way in (*WAYS, "visits")]
    return cells, tables


def hidden(
    cells: dict[tuple[str, ...], int], tables: list[CellTable], never_told: dict[tuple[str, ...], int] | None = None
) -> set[tuple[str, ...]]:
    return set(complements(cells, tables, [[cell] for cell in cells], 5, never_told or {}))


def test_a_cell_in_two_sums_takes_the_smallest_others_that_close_both() -> None:
    sizes = {("new", "a"): 2, ("new", "b"): 9, ("new", "c"): 90, ("old", "a"): 40, ("old", "b"): 30, ("old", "c"): 20}
    assert hidden(*shop(sizes)) == {(segment, way) for segment in SEGMENTS for way in "ab"}


def test_what_is_held_back_already_is_leant_on_first() -> None:
    """The second small cell needs nothing of its own, as the first has hidden all that hides it."""
    sizes = {("new", "a"): 2, ("new", "b"): 60, ("new", "c"): 30, ("old", "a"): 40, ("old", "b"): 3, ("old", "c"): 20}
    assert hidden(*shop(sizes)) == {(segment, way) for segment in SEGMENTS for way in "ab"}


def test_nothing_small_hides_nothing() -> None:
    assert hidden(*shop({(segment, way): 5 for segment in SEGMENTS for way in WAYS})) == set()


def test_two_small_cells_hide_each_other_only_if_they_are_enough_together() -> None:
    """Of 2 and 2 everybody would know that neither is more than 4."""
    for sizes, others in (((2, 4), set()), ((2, 2), {("c",)})):
        cells = {("a",): sizes[0], ("b",): sizes[1], ("c",): 40, ("d",): 50}
        total = {("all",): sum(cells.values())}
        assert hidden(total | cells, [CellTable(("all",), tuple(cells))]) == {("a",), ("b",)} | others


def test_a_total_that_is_told_elsewhere_is_no_way_out() -> None:
    cells = {("first",): 3, ("second",): 300}
    assert hidden(cells, [CellTable(None, tuple(cells))]) == {("first",), ("second",)}


def test_a_group_that_is_within_another_bounds_it() -> None:
    """All 60 of the second were at the door, so that the first would be known to be no more than 2, were it told."""
    cells = {("all",): 62, ("first",): 2, ("second",): 60, ("second", "door"): 60}
    rest = {("rest",): 0}
    tables = [CellTable(("all",), (("first",), ("second",))), CellTable(("second",), (("second", "door"), ("rest",)))]
    assert hidden(cells, tables, rest) in ({("first",), ("all",)}, {("first",), ("second",), ("second", "door")})
    assert hidden(cells, tables[:1]) == {("first",), ("second",)}


def test_figures_that_are_lost_anyway_cost_nothing() -> None:
    """Beside a small cell, one that no figure tells any more is taken before a smaller one that is told."""
    cells = {("all",): 102, ("a",): 2, ("b",): 40, ("c",): 60}
    figures = [[("all",)], [("a",), ("c",)], [("b",)]]
    assert complements(cells, [CellTable(("all",), (("a",), ("b",), ("c",)))], figures, 5, {}) == {("a",), ("c",)}


def test_where_all_is_too_little_nothing_of_it_is_told() -> None:
    assert hidden({("a",): 1, ("b",): 2}, [CellTable(None, (("a",), ("b",)))]) == {("a",), ("b",)}


def test_many_small_cells_are_seen_to_be_safe_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most of 400 hide each other already, so that few need a program of their own."""
    cells = {
        (f"{row:02d}", f"{column:02d}"): 1 + (row * 7 + column * 3) % 4 for row in range(20) for column in range(20)
    }
    tables = []
    for row in range(20):
        for total, parts in (((f"row{row}",), [each for each in cells if each[:1] == (f"{row:02d}",)]),
                             ((f"column{row}",), [each for each in cells if each[1:] == (f"{row:02d}",)])):  # fmt: skip
            tables.append(CellTable(total, tuple(parts)))
    cells |= {table.parent: sum(cells[part] for part in table.parts) for table in tables if table.parent}
    asked: list[CellId] = []
    moved = SumsOfCells.moved

    def counting(self: SumsOfCells, cell: CellId, *rest: Any) -> Any:
        asked.append(cell)
        return moved(self, cell, *rest)

    monkeypatch.setattr(SumsOfCells, "moved", counting)
    assert hidden(cells, tables) == {cell for cell in cells if len(cell) == 2}
    assert len(asked) < 250
