"""The queries of the funnel: how far sessions came, in the order of its steps and in any order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from journeymap.measure.engines import CountingEngine
from journeymap.measure.events.counted import CountedShare, ShareOf
from journeymap.measure.events.plans import EventPlan
from journeymap.measure.events.sessions import joined, listed
from journeymap.measure.events.shares import CaseSums, Cell, share_of, split

_ORDERS: tuple[ShareOf, ...] = ("journey", "any")
_SESSION = ("c", "s")
_NONE = (0,) * 5


def make_funnel(engine: CountingEngine, plan: EventPlan, funnel: Sequence[int]) -> None:
    """Makes the tables `far_journey` and `far_any`: of each session that came to the funnel's first step, its case, the
    columns of its cell, and how `far` it came: the number of the last step that it came to."""
    cells = listed(plan.cell_columns, "a.")
    for order in _ORDERS:
        for number, touchpoint in enumerate(funnel):
            columns = f"SELECT a.c, a.s, {cells}"
            here = f"a.t = {touchpoint}"
            before = f"JOIN {order}_{number - 1} AS b ON {joined(_SESSION)} AND a.pos > b.pos WHERE {here}"
            if not number:
                engine.keep(f"{order}_0", f"{columns} a.pos FROM visits AS a WHERE {here} AND a.seen = 1")
            elif order == "journey":
                engine.keep(f"{order}_{number}", f"{columns} min(a.pos) AS pos FROM visits AS a {before} "
                                                 f"GROUP BY a.c, {cells} a.s")  # fmt: skip
            else:
                before = before.replace(" AND a.pos > b.pos", "")
                engine.keep(f"{order}_{number}", f"{columns} a.pos FROM visits AS a {before} AND a.seen = 1")
        stops = [
            f"""SELECT a.c, {cells} CAST({number} AS SMALLINT) AS far FROM {order}_{number} AS a
                LEFT JOIN {order}_{number + 1} AS b ON {joined(_SESSION)} WHERE b.c IS NULL"""
            for number in range(len(funnel) - 1)
        ]
        last = len(funnel) - 1
        stops.append(f"SELECT a.c, {cells} CAST({last} AS SMALLINT) AS far FROM {order}_{last} AS a")
        engine.keep(f"far_{order}", " UNION ALL ".join(stops))
        for number in range(len(funnel)):
            engine.drop(f"{order}_{number}")


def funnel_shares(
    engine: CountingEngine, plan: EventPlan, cut: tuple[int, ...], funnel: Sequence[int]
) -> Iterator[tuple[Cell, CountedShare]]:
    """Yields the shares of one cut that are of the funnel, each with its cell."""
    cells = plan.columns_of(cut)
    for order in _ORDERS:
        found: dict[Cell, dict[int, tuple[int, ...]]] = {}
        for cell, step, values in split(engine.rows(_far_sql(cells, order)), len(cells)):
            found.setdefault(cell, {})[step] = values
        for cell, by_step in found.items():
            yield from ((cell, share) for share in _funnel(funnel, order, by_step))


def _far_sql(cells: Sequence[str], order: str) -> str:
    """Of the sessions that came as far and no farther: how many, how many are the farthest of their case, and sums.

    With r as the rank of a session in its case, from the farthest, a case of y sessions has y² = Σ(2r − 1) over them,
    and so Σ(2r − 1) over the sessions that came to a step is Σy² over cases. `n` is how many sessions of its case came
    to the first step, `ahead` how many came farther than it did.
    """
    keys = listed(cells)
    ranks = f"OVER (PARTITION BY {keys} c ORDER BY far DESC)"
    return f"""SELECT {keys} far, count(*), count(CASE WHEN r = 1 THEN 1 END), sum(2 * r - 1), sum(n), sum(ahead)
        FROM (SELECT {keys} far, row_number() {ranks} AS r, rank() {ranks} - 1 AS ahead,
            count(*) OVER (PARTITION BY {keys} c) AS n FROM far_{order}) AS a GROUP BY {keys} far"""


def _funnel(funnel: Sequence[int], order: ShareOf, by_step: Mapping[int, Sequence[int]]) -> Iterator[CountedShare]:
    """The shares of a funnel in one cell, from what `_far_sql` tells of its steps."""
    steps = []
    sums = list(_NONE)
    for number in reversed(range(len(funnel))):
        sums = [one + other for one, other in zip(sums, by_step.get(number, _NONE), strict=True)]
        steps.append(tuple(sums))
    steps.reverse()
    whole = CaseSums(steps[0][1], steps[0][0], steps[0][2])
    for number, (touchpoint, (y, cases, y2, my, _)) in enumerate(zip(funnel, steps, strict=True)):
        yield share_of(order, touchpoint, touchpoint, whole, (cases, y, y2, my))
        if number and order == "journey" and steps[number - 1][0]:
            m, m_cases, m2, _, _ = steps[number - 1]
            stayed = by_step.get(number - 1, _NONE)[4]  # sessions that came no farther, by those of their case that did
            base = CaseSums(m_cases, m, m2)
            yield share_of("conversion", touchpoint, funnel[number - 1], base, (cases, y, y2, y2 + stayed))
