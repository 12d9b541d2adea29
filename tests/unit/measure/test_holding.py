"""No cell that is held back follows from those that are told."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journeymap.measure.cells import tables_of
from journeymap.measure.figures import CellTable, held_back

ALL = ("all",)


def one_table(**sizes: int) -> tuple[dict[tuple[str, ...], int], list[CellTable]]:
    """The cells of one dimension, with the cell of all."""
    parts = {(name,): n for name, n in sizes.items()}
    return {ALL: sum(sizes.values()), **parts}, [CellTable(ALL, tuple(parts))]


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ({"a": 40, "b": 50}, set()),
        ({"a": 4, "b": 50, "c": 60}, {"a", "b"}),  # all less b and c would be a
        ({"a": 4, "b": 3, "c": 60}, {"a", "b"}),
        ({"a": 4, "c": 50, "b": 50, "d": 50}, {"a", "b"}),  # of equal ones the first by id
        ({"a": 4, "other": 7, "b": 60}, {"a", "other"}),
        ({"a": 4}, {"a", "all"}),
        ({"a": 5, "b": 6}, set()),
        ({"a": 0, "b": 4, "c": 9}, {"b", "c"}),  # an empty cell covers nothing
    ],
)
def test_a_hidden_part_takes_another_with_it(sizes: dict[str, int], hidden: set[str]) -> None:
    assert {cell[0] for cell in held_back(*one_table(**sizes), 5)} == hidden


def test_without_another_part_the_parent_is_held_back() -> None:
    sizes = {ALL: 44, ("a",): 4}
    assert held_back(sizes, [CellTable(ALL, (("a",), ("b",)))], 5) == {ALL, ("a",)}
    assert held_back(sizes, [CellTable(None, (("a",),))], 5) == {("a",)}


def test_what_is_hidden_in_one_table_is_looked_at_in_the_others() -> None:
    """A class × months: hiding the small cell hides one in its row and one in its column, and these one more."""
    sizes = {
        ("all", "2026"): 163, ("all", "01"): 83, ("all", "02"): 80,
        ("business", "2026"): 53, ("business", "01"): 3, ("business", "02"): 50,
        ("economy", "2026"): 110, ("economy", "01"): 80, ("economy", "02"): 30,
    }  # fmt: skip
    classes, months = ("business", "economy"), ("01", "02")
    tables = [
        *(CellTable(("all", when), tuple((each, when) for each in classes)) for when in ("2026", *months)),
        *(CellTable((each, "2026"), tuple((each, when) for when in months)) for each in ("all", *classes)),
    ]
    assert held_back(sizes, tables, 5) == {(each, when) for each in classes for when in months}
    assert held_back(sizes, reversed(tables), 5) == held_back(sizes, tables, 5)


def test_a_hidden_parent_is_not_the_sum_of_what_is_told() -> None:
    """The first month hides the second, whose segments would add up to it."""
    months = {("all", "01"): 3, ("all", "02"): 50, ("all", "03"): 90}
    segments = {("a", "01"): 1, ("b", "01"): 2, ("a", "02"): 20, ("b", "02"): 30, ("a", "03"): 40, ("b", "03"): 50}
    tables = [CellTable(None, tuple(months)), *(CellTable(each, (("a", each[1]), ("b", each[1]))) for each in months)]
    assert held_back(months | segments, tables, 5) == {cell for cell in months | segments if cell[1] != "03"}


ROWS = st.lists(
    st.tuples(st.sampled_from(["2025-12", "2026-01", "2026-02", "2026-03"]), *[st.sampled_from(["x", "y", "z"])] * 3),
    min_size=1, max_size=120,
)  # fmt: skip
CUTS = st.sets(st.sampled_from([(0,), (1,), (2,), (0, 1), (1, 2), (0, 2), (0, 1, 2)]), max_size=4)


def _is_part(segments: tuple[str, ...], of: tuple[str, ...], cut: tuple[int, ...]) -> bool:
    """Whether a cell of a finer cut is of what another cell is of."""
    at = {index for index, name in enumerate(segments) if name}
    whole = {index for index, name in enumerate(of) if name}
    return at == set(cut) and whole < at and all(segments[index] == of[index] for index in whole)


@settings(max_examples=60)
@example([("2026-01", of, "x", each) for of in "xy" for each in "xxyyyy"], {(0,), (0, 1, 2)}, 3)
@given(ROWS, CUTS, st.integers(2, 8))
def test_no_cell_is_what_one_told_whole_is_more_than_its_other_parts(
    rows: list[tuple[str, str, str, str]], cuts: set[tuple[int, ...]], fewest: int
) -> None:
    """Every sum that holds, found from the rows themselves: each of a cell's finer cuts, and all the periods."""
    cells: dict[tuple[int, tuple[str, ...], str], set[int]] = {}
    for number, (period, *segments) in enumerate(rows):
        for cut in {(), *cuts}:
            key = 0, tuple(name if index in cut else "" for index, name in enumerate(segments)), period
            cells.setdefault(key, set()).add(number)
    tables, names = tables_of(list(cells), 3)
    hidden = held_back({names[key]: len(of) for key, of in cells.items()}, tables, fewest)

    for whole in cells:
        for cut in cuts:
            parts = [key for key in cells if key[2] == whole[2] and _is_part(key[1], whole[1], cut)]
            assert not parts or sum(names[key] in hidden for key in (whole, *parts)) != 1
    periods = [names[key] in hidden for key in cells if not any(key[1])]
    assert sum(periods) != 1 or len(periods) == 1


SIZES = st.lists(st.integers(1, 30), min_size=9, max_size=12)


@given(SIZES, st.integers(2, 4), st.integers(2, 12), st.randoms(use_true_random=False))
def test_a_table_never_has_exactly_one_hidden_part(
    sizes: list[int], columns: int, fewest: int, chance: random.Random
) -> None:
    """Crossed tables of rows and columns, each with its total: nothing hidden is what is left of the others."""
    cells: dict[tuple[str, ...], int] = {}
    tables: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for number, n in enumerate(sizes):
        row, column = f"r{number // columns}", f"c{number % columns}"
        cells[row, column] = n
        for total, part in (((row, ""), (row, column)), (("", column), (row, column))):
            cells[total] = cells.get(total, 0) + n
            tables.setdefault(total, []).append(part)
    cells["", ""] = sum(sizes)
    tables["", ""] = []
    for total in list(tables):
        if total[0] and not total[1]:
            tables["", ""].append(total)
    given_tables = [CellTable(parent, tuple(parts)) for parent, parts in tables.items()]
    hidden = held_back(cells, given_tables, fewest)

    assert hidden >= {cell for cell, n in cells.items() if n < fewest}
    for parent, parts in tables.items():
        if sum(part in hidden for part in parts) == 1:
            assert len(parts) == 1 and parent in hidden
        assert sum(cell in hidden for cell in (parent, *parts)) != 1
    chance.shuffle(given_tables)
    shuffled = [CellTable(parent, tuple(chance.sample(parts, len(parts)))) for parent, parts in given_tables]
    assert held_back(cells, shuffled, fewest) == hidden
    if not any(n < fewest for n in cells.values()):
        assert hidden == frozenset()
