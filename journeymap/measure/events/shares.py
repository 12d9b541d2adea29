"""The queries of shares at touchpoints: how many sessions and visits did something, with their sums over cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from journeymap.measure.engines import CountingEngine
from journeymap.measure.events.counted import COMPLETED, EXIT, CountedShare, ShareOf
from journeymap.measure.events.plans import EventPlan
from journeymap.measure.events.sessions import joined, listed

Cell = tuple[int, ...]
"""The values of the columns that tell the cells of a cut apart."""
_COUNTS = ("m", "came", "again", "exits", "completions")
"""What is counted of a case at a touchpoint: visits, sessions that came, came again, left as an exit, and completed."""


class CaseSums(NamedTuple):
    """How many cases have some, Σ and Σ² over cases."""

    cases: int
    m: int
    m2: int


def whole_numbers(row: Sequence[Any]) -> tuple[int, ...]:
    """Returns a row of whole numbers, which engines have in several types; those that are not there are 0."""
    return tuple(int(each or 0) for each in row)


def split(rows: Iterator[tuple[Any, ...]], cells: int) -> Iterator[tuple[Cell, int, tuple[int, ...]]]:
    """Yields the rows of a query as whole numbers: the columns of the cell, of which there are so many, the next one,
    and the others."""
    for row in rows:
        found = whole_numbers(row)
        yield found[:cells], found[cells], found[cells + 1 :]


def share_of(of: ShareOf, touchpoint: int, other: int, base: CaseSums, sums: Sequence[int]) -> CountedShare:
    """Returns a share without its cell. `sums` are the cases with some that count, Σy, Σy² and Σmy."""
    return CountedShare(of, touchpoint, other, (), "", *base, *sums)


def make_shares(engine: CountingEngine, plan: EventPlan) -> None:
    """Makes the tables `here`, of what each case did at each touchpoint in each cell, and `often`, of how many sessions
    `n` it had there."""
    at = ", ".join(
        f"count(CASE WHEN {condition} THEN 1 END) AS {name}"
        for name, condition in zip(
            _COUNTS[1:], ("seen = 1", "seen = 2", f"way = {EXIT}", f"way = {COMPLETED}"), strict=True
        )
    )
    keys = listed(plan.cell_columns)
    engine.keep("here", f"SELECT c, {keys} t, count(*) AS m, {at} FROM visits GROUP BY c, {keys} t")
    engine.keep("often", f"SELECT c, {keys} count(way) AS n FROM visits WHERE way IS NOT NULL GROUP BY {keys} c")


def in_cells(table: str, keys: Sequence[str], counts: Sequence[str], plan: EventPlan, cut: tuple[int, ...]) -> str:
    """Returns a table of counts by case and cell as it is in the cells of a cut, as it stands behind FROM."""
    cells = plan.columns_of(cut)
    if cells == plan.cell_columns:
        return table
    sums = ", ".join(f"CAST(sum({name}) AS BIGINT) AS {name}" for name in counts)
    by = listed(("c", *cells, *keys))
    return f"(SELECT {by} {sums} FROM {table} GROUP BY {by.removesuffix(', ')})"


def session_shares(
    engine: CountingEngine, plan: EventPlan, cut: tuple[int, ...]
) -> Iterator[tuple[Cell, CountedShare]]:
    """Yields the shares of one cut that are of sessions and visits at touchpoints, each with its cell."""
    cells = plan.columns_of(cut)
    keys = listed(cells)
    often = in_cells("often", (), ("n",), plan, cut)
    whole: dict[Cell, CaseSums] = {}
    for row in engine.rows(f"""SELECT {keys} count(*), sum(n), sum(n * n) FROM {often} AS a
            {"GROUP BY " + ", ".join(cells) if cells else ""}"""):
        found = whole_numbers(row)
        whole[found[: len(cells)]] = CaseSums(*found[len(cells) :])
    here = in_cells("here", ("t",), _COUNTS, plan, cut)
    visits: dict[tuple[Cell, int], CaseSums] = {}
    for cell, touchpoint, values in split(engine.rows(_here_sql(cells, here, often)), len(cells)):
        cases, m, m2, came, came2, came_all, *rest = values
        again, exits, left, done = (rest[4 * index : 4 * index + 4] for index in range(4))
        visits[cell, touchpoint] = CaseSums(cases, m, m2)
        at = CaseSums(cases, came, came2)
        yield cell, share_of("reach", touchpoint, touchpoint, whole[cell], (cases, came, came2, came_all))
        yield cell, share_of("drop-off", touchpoint, touchpoint, at, exits)
        yield cell, share_of("returns", touchpoint, touchpoint, at, again)
        for way, sums in ((EXIT, left), (COMPLETED, done)):
            if sums[0]:
                yield cell, share_of("transition", touchpoint, way, visits[cell, touchpoint], sums)
    went = in_cells("went", ("t", "to_"), ("direct",), plan, cut)
    for cell, touchpoint, (to, *sums) in split(engine.rows(_ways_sql(cells, went, here)), len(cells)):
        yield cell, share_of("transition", touchpoint, to, visits[cell, touchpoint], sums)


def _sums(y: str, m: str) -> str:
    """The sums of a count y among m: the cases with some, Σy, Σy² and Σmy."""
    return f"count(CASE WHEN {y} > 0 THEN 1 END), sum({y}), sum({y} * {y}), sum({m} * {y})"


def _here_sql(cells: Sequence[str], here: str, often: str) -> str:
    sums = ", ".join(_sums(f"a.{y}", f"a.{m}") for y, m in (
        ("again", "came"), ("exits", "came"), ("exits", "m"), ("completions", "m")))  # fmt: skip
    keys = listed(cells, "a.")
    return f"""SELECT {keys} a.t, count(*), sum(a.m), sum(a.m * a.m),
            sum(a.came), sum(a.came * a.came), sum(a.came * b.n), {sums}
        FROM {here} AS a JOIN {often} AS b ON {joined(("c", *cells))} GROUP BY {keys} a.t"""


def _ways_sql(cells: Sequence[str], went: str, here: str) -> str:
    """Of each way from a touchpoint to another: how many cases went it, with the sums over them."""
    keys = listed(cells, "a.")
    return f"""SELECT {keys} a.t, a.to_, {_sums("a.direct", "b.m")}
        FROM {went} AS a JOIN {here} AS b ON {joined(("c", *cells, "t"))}
        WHERE a.direct > 0 GROUP BY {keys} a.t, a.to_"""
