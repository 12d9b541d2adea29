"""The queries of shares: how many sessions and visits did something, with their sums over cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from journeymap.measure.engines import CountingEngine
from journeymap.measure.events.counted import CountedShare, ShareOf
from journeymap.measure.events.plans import EventPlan
from journeymap.measure.events.sessions import joined, listed

Cell = tuple[int, ...]
"""The values of the columns that tell the cells of a cut apart."""


_ORDERS: dict[str, ShareOf] = {"far0": "journey", "far1": "any"}


class _Sums(NamedTuple):
    """How many cases have some, Σ and Σ² over cases."""

    cases: int
    m: int
    m2: int


def whole_numbers(row: Sequence[Any]) -> tuple[int, ...]:
    """Returns a row of whole numbers, which engines have in several types; those that are not there are 0."""
    return tuple(int(each or 0) for each in row)


def session_shares(
    engine: CountingEngine, plan: EventPlan, cut: tuple[int, ...]
) -> Iterator[tuple[Cell, CountedShare]]:
    """Yields the shares of one cut that are of sessions and visits at touchpoints, each with its cell."""
    cells = plan.columns_of(cut)
    keys = listed(cells)
    group = ", ".join(cells)
    of_case = f"SELECT c, {keys} count(*) AS n FROM ended GROUP BY {keys} c"
    whole: dict[Cell, _Sums] = {}
    by = f"GROUP BY {group}" if cells else ""
    for row in engine.rows(f"SELECT {keys} count(*), sum(n), sum(n * n) FROM ({of_case}) AS a {by}"):
        found = whole_numbers(row)
        whole[found[: len(cells)]] = _Sums(*found[len(cells) :])
    visits = {}
    for cell, touchpoint, values in _split(engine.rows(_at_sql(cells, of_case)), len(cells)):
        cases, m, m2, came, came2, came_all, again, again2, again_came, looped, left, left2, left_came, exits = values
        visits[cell, touchpoint] = _Sums(cases, m, m2)
        at = _Sums(cases, came, came2)
        yield cell, _share("reach", touchpoint, touchpoint, whole[cell], (cases, came, came2, came_all))
        yield cell, _share("drop-off", touchpoint, touchpoint, at, (exits, left, left2, left_came))
        yield cell, _share("returns", touchpoint, touchpoint, at, (looped, again, again2, again_came))
    for cell, touchpoint, (to, *sums) in _split(engine.rows(_ways_sql(cells)), len(cells)):
        yield cell, _share("transition", touchpoint, to, visits[cell, touchpoint], sums)


def _split(rows: Iterator[tuple[Any, ...]], cells: int) -> Iterator[tuple[Cell, int, tuple[int, ...]]]:
    for row in rows:
        found = whole_numbers(row)
        yield found[:cells], found[cells], found[cells + 1 :]


def _share(of: ShareOf, touchpoint: int, other: int, base: _Sums, sums: Sequence[int]) -> CountedShare:
    return CountedShare(of, touchpoint, other, (), "", *base, *sums)


def _at_sql(cells: Sequence[str], of_case: str) -> str:
    """Of each touchpoint: the cases and visits there, the sessions that came, came again, and left as an exit."""
    keys = listed(cells)
    at = f"""SELECT c, {keys} t, sum(visits) AS m, sum(came) AS came, sum(again) AS again, sum(left_) AS left_ FROM (
            SELECT c, {keys} t, 1 AS visits, CASE WHEN seen = 1 THEN 1 ELSE 0 END AS came,
                CASE WHEN seen = 2 THEN 1 ELSE 0 END AS again, 0 AS left_ FROM visits
            UNION ALL SELECT c, {keys} t, 0, 0, 0, way + 2 FROM ended) AS a GROUP BY c, {keys} t"""
    sums = ", ".join(
        f"sum({name}), sum({name} * {name}), sum({name} * {base}), "
        f"sum(CASE WHEN {name} > 0 THEN 1 ELSE 0 END)"
        for name, base in (("again", "came"), ("left_", "came"))
    )  # fmt: skip
    return f"""SELECT {listed(cells, "a.")} a.t, count(*), sum(m), sum(m * m),
            sum(came), sum(came * came), sum(came * n), {sums}
        FROM ({at}) AS a JOIN ({of_case}) AS b ON {joined(("c", *cells))} GROUP BY {listed(cells, "a.")} a.t"""


def _ways_sql(cells: Sequence[str]) -> str:
    """Of each way from a touchpoint: how many cases went it, with the sums over them."""
    keys = listed(cells)
    ways = f"""SELECT c, {keys} t, to_, count(*) AS y FROM (
            SELECT c, {keys} since AS t, t AS to_ FROM visits WHERE since IS NOT NULL
            UNION ALL SELECT c, {keys} t, way FROM ended) AS a GROUP BY c, {keys} t, to_"""
    return f"""SELECT {keys} t, to_, count(*), sum(y), sum(y * y), sum(y * m)
        FROM (SELECT {keys} t, to_, y, sum(y) OVER (PARTITION BY c, {keys} t) AS m FROM ({ways}) AS b) AS a
        GROUP BY {keys} t, to_"""


def make_funnel(engine: CountingEngine, plan: EventPlan, funnel: Sequence[int]) -> None:
    """Makes the table `funnelled`: of each session that came to the funnel's first step, its case, cell, and how far it
    came: the number of the last step it came to in order, `far0`, and in any order, `far1`."""
    far: list[str] = []
    for number, touchpoint in enumerate(funnel):
        here = f"FROM visits AS a WHERE a.t = {touchpoint}"
        if not number:
            engine.keep("far0_0", f"SELECT a.c, a.s, a.pos {here} AND a.seen = 1")
            engine.keep("far1_0", "SELECT c, s FROM far0_0")
        else:
            to = f"ON {joined(('c', 's'))}"
            before = here.replace("WHERE", f"JOIN far0_{number - 1} AS b {to} WHERE") + " AND a.pos > b.pos"
            engine.keep(f"far0_{number}", f"SELECT a.c, a.s, min(a.pos) AS pos {before} GROUP BY a.c, a.s")
            before = here.replace("WHERE", f"JOIN far1_{number - 1} AS b {to} WHERE") + " AND a.seen = 1"
            engine.keep(f"far1_{number}", f"SELECT a.c, a.s {before}")
        far += [f"SELECT c, s, {number} AS far0, 0 AS far1 FROM far0_{number}",
                f"SELECT c, s, 0 AS far0, {number} AS far1 FROM far1_{number}"]  # fmt: skip
    deepest = f"SELECT c, s, max(far0) AS far0, max(far1) AS far1 FROM ({' UNION ALL '.join(far)}) AS a GROUP BY c, s"
    cells = listed(plan.cell_columns, "b.")
    engine.keep("funnelled", f"SELECT a.c, {cells} a.far0, a.far1 FROM ({deepest}) AS a "
                             f"JOIN ended AS b ON {joined(('c', 's'))}")  # fmt: skip


def funnel_shares(
    engine: CountingEngine, plan: EventPlan, cut: tuple[int, ...], funnel: Sequence[int]
) -> Iterator[tuple[Cell, CountedShare]]:
    """Yields the shares of one cut that are of the funnel, each with its cell."""
    cells = plan.columns_of(cut)
    for far, order in _ORDERS.items():
        found: dict[Cell, dict[int, tuple[int, ...]]] = {}
        for cell, step, values in _split(engine.rows(_far_sql(cells, far)), len(cells)):
            found.setdefault(cell, {})[step] = values
        for cell, by_step in found.items():
            yield from ((cell, share) for share in _funnel(funnel, order, by_step))


def _far_sql(cells: Sequence[str], far: str) -> str:
    """Of the sessions that came as far and no farther: how many, how many are the farthest of their case, and sums.

    With r as the rank of a session in its case, from the farthest, a case of y sessions has y² = Σ(2r − 1) over them,
    and so Σ(2r − 1) over the sessions that came to a step is Σy² over cases. `n` is how many sessions of its case came
    to the first step, `ahead` how many came farther than it did.
    """
    keys = listed(cells)
    order = f"OVER (PARTITION BY {keys} c ORDER BY {far} DESC)"
    return f"""SELECT {keys} {far}, count(*), sum(CASE WHEN r = 1 THEN 1 ELSE 0 END), sum(2 * r - 1), sum(n), sum(ahead)
        FROM (SELECT {keys} {far}, row_number() {order} AS r, rank() {order} - 1 AS ahead,
            count(*) OVER (PARTITION BY {keys} c) AS n FROM funnelled) AS a GROUP BY {keys} {far}"""


def _funnel(funnel: Sequence[int], order: ShareOf, by_step: Mapping[int, Sequence[int]]) -> Iterator[CountedShare]:
    """The shares of a funnel in one cell, from what `_far_sql` tells of its steps."""
    none = (0,) * 5
    steps = []
    sums = [0] * 5
    for number in reversed(range(len(funnel))):
        sums = [one + other for one, other in zip(sums, by_step.get(number, none), strict=True)]
        steps.append(tuple(sums))
    steps.reverse()
    whole = _Sums(steps[0][1], steps[0][0], steps[0][2])
    for number, (touchpoint, (y, cases, y2, my, _)) in enumerate(zip(funnel, steps, strict=True)):
        yield _share(order, touchpoint, touchpoint, whole, (cases, y, y2, my))
        if number and order == "journey" and steps[number - 1][0]:
            m, m_cases, m2, _, _ = steps[number - 1]
            stayed = by_step.get(number - 1, none)[4]  # sessions that came no farther, by those of their case that did
            yield _share(
                "conversion", touchpoint, funnel[number - 1], _Sums(m_cases, m, m2), (cases, y, y2, y2 + stayed)
            )
