"""The queries of the times between touchpoints: their medians, with the ends of the intervals by order statistics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from journeymap.measure.engines import CountingEngine
from journeymap.measure.events.counted import CountedTime
from journeymap.measure.events.plans import EventPlan
from journeymap.measure.events.sessions import joined, listed
from journeymap.measure.events.shares import Cell, whole_numbers
from journeymap.measure.figures.medians import median_ranks

MOST_PAIRED = 200
"""Visits of a case with more than these are not paired each with each other, which takes the square of their number."""
_TOGETHER = 16
"""For so many touchpoints, the next visits of a long case are looked for in one pass."""
_BUCKET = 1_000_000
_BETWEEN: tuple[Literal["next", "first"], ...] = ("next", "first")


def make_times(engine: CountingEngine, plan: EventPlan) -> None:
    """Makes the table `took`: for each visit and each other touchpoint that follows it in the session, the time until
    its next visit, `d`, in microseconds, from `t` to `to_`, with the case, the columns of the cell, and `is_first`: 1
    where both are the first of the session."""
    engine.keep("long_cases", f"SELECT DISTINCT c FROM visits WHERE pos > {MOST_PAIRED}")
    cells = listed(plan.cell_columns, "a.")
    short = "SELECT {} FROM visits AS v LEFT JOIN long_cases AS x ON x.c = v.c WHERE x.c IS NULL"
    one = short.format("v.*")
    other = short.format("v.c, v.s, v.pos, v.t, v.u, v.seen, v.before")
    first = "CASE WHEN a.seen = 1 AND b.seen = 1 THEN 1 ELSE 0 END"
    paired = f"""SELECT a.c, {cells} a.t, b.t AS to_, b.u - a.u AS d, {first} AS is_first
        FROM ({one}) AS a JOIN ({other}) AS b ON {joined(("c", "s"))} AND a.pos < b.pos AND b.before < a.pos"""
    long = []
    if next(engine.rows("SELECT count(*) FROM long_cases"))[0]:
        touchpoints = [int(row[0]) for row in engine.rows("SELECT DISTINCT t FROM visits")]
        for start in range(0, len(touchpoints), _TOGETHER):
            long += list(_long(engine, plan, sorted(touchpoints)[start : start + _TOGETHER], f"following{start}"))
    engine.keep("took", " UNION ALL ".join((paired, *long)))


def _long(engine: CountingEngine, plan: EventPlan, touchpoints: Sequence[int], name: str) -> Iterator[str]:
    """Makes a table of the next visits to some touchpoints in long cases, and yields the query of each of them."""
    back = "OVER (PARTITION BY a.c, a.s ORDER BY a.pos DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    there = "OVER (PARTITION BY a.c, a.s ORDER BY a.pos ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    cells = listed(plan.cell_columns)
    following = ", ".join(
        f"min(CASE WHEN a.t = {each} THEN a.u END) {back} AS u{each}, "
        f"coalesce(max(CASE WHEN a.t = {each} THEN 1 END) {there}, 0) AS was{each}"
        for each in touchpoints
    )
    engine.keep(
        name,
        f"""SELECT a.c, {listed(plan.cell_columns, "a.")} a.t, a.u, a.seen, {following}
        FROM visits AS a JOIN long_cases AS b ON a.c = b.c""",
    )
    for each in touchpoints:
        yield f"""SELECT c, {cells} t, {each} AS to_, u{each} - u AS d,
            CASE WHEN seen = 1 AND was{each} = 0 THEN 1 ELSE 0 END AS is_first
            FROM {name} WHERE t <> {each} AND u{each} IS NOT NULL"""


def times(engine: CountingEngine, plan: EventPlan, cut: tuple[int, ...]) -> Iterator[tuple[Cell, CountedTime]]:
    """Yields the times of one cut, each with its cell."""
    cells = plan.columns_of(cut)
    keys = listed(cells)
    number = "".join(str(each) for each in cut) or "all"
    sizes: dict[tuple[Literal["next", "first"], Cell, int, int], tuple[int, int]] = {}
    for row in engine.rows(f"""SELECT {keys} t, to_, count(*), count(DISTINCT c), sum(is_first),
            count(DISTINCT CASE WHEN is_first = 1 THEN c END) FROM took GROUP BY {keys} t, to_"""):
        *at, t, to, n, cases, n_first, first_cases = whole_numbers(row)
        sizes["next", tuple(at), t, to] = n, cases
        if n_first:
            sizes["first", tuple(at), t, to] = n_first, first_cases
    ranks = {key: median_ranks(n, plan.confidence) for key, (n, _) in sizes.items()}
    wanted = {
        (_BETWEEN.index(between), *cell, t, to, rank)
        for (between, cell, t, to), found in ranks.items()
        for rank in (*found.middle, found.low, found.high)
        if rank is not None
    }
    columns = dict.fromkeys(("is_first", *cells, "t", "to_"), "INTEGER") | {"place": "BIGINT"}
    engine.put(f"ranks_{number}", columns, sorted(wanted))
    values: dict[tuple[int, ...], int] = {}
    for is_first in range(2):
        for row in engine.rows(_values_sql(cells, is_first, f"ranks_{number}")):
            *key, value = whole_numbers(row)
            values[(is_first, *key)] = value
    for (between, cell, t, to), (n, cases) in sizes.items():
        found = ranks[between, cell, t, to]
        place = (_BETWEEN.index(between), *cell, t, to)
        low, high = (None if rank is None else values[(*place, rank)] for rank in (found.low, found.high))
        middle = values[(*place, found.middle[0])], values[(*place, found.middle[1])]
        yield cell, CountedTime(between, t, to, (), "", n, cases, middle, low, high)


def _values_sql(cells: Sequence[str], is_first: int, ranks: str) -> str:
    keys = listed(cells)
    ranked = f"""SELECT {keys} t, to_, d, row_number() OVER (PARTITION BY {keys} t, to_ ORDER BY d) AS place
        FROM took WHERE is_first >= {is_first}"""
    same = joined((*cells, "t", "to_", "place"))
    return f"""SELECT {listed(cells, "a.")} a.t, a.to_, a.place, a.d FROM ({ranked}) AS a
        JOIN {ranks} AS b ON {same} AND b.is_first = {is_first}"""
