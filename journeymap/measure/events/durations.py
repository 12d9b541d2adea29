"""The queries of the times between touchpoints: their medians, with the ends of the intervals by order statistics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from journeymap.measure.engines import CountingEngine
from journeymap.measure.events.counted import CountedTime
from journeymap.measure.events.plans import EventPlan
from journeymap.measure.events.sessions import joined, listed
from journeymap.measure.events.shares import Cell, in_cells, whole_numbers
from journeymap.measure.figures.medians import median_ranks

MOST_PAIRED = 200
"""Visits of a session with more are not paired each with each other, which takes the square of their number."""
_TOGETHER = 16
"""For so many touchpoints, the next visits of a long session are looked for in one pass."""
_BUCKET = 1_000_000
"""Times are first counted by the whole second, to find where the few are that are looked for."""
_COUNTS = ("n", "firsts", "direct")
Between = Literal["next", "first"]
_BETWEEN: tuple[Between, ...] = ("next", "first")


def make_times(engine: CountingEngine, plan: EventPlan) -> None:
    """Makes the table `took` from `visits`.

    It has a row for each visit and each other touchpoint that follows it in the session: from `t` to `to_`, the time
    `d` until the next visit there, in microseconds, the case, the columns of the cell, `is_first` (1 where both are the
    first of the session) and `is_direct` (1 where nothing is between them).
    """
    engine.keep("long_cases", f"SELECT DISTINCT c FROM visits WHERE pos > {MOST_PAIRED}")
    engine.keep(
        "long_sessions",
        f"""SELECT a.c, a.s FROM visits AS a JOIN long_cases AS b ON a.c = b.c
        GROUP BY a.c, a.s HAVING count(*) > {MOST_PAIRED}""",
    )
    is_some_long = next(engine.rows("SELECT count(*) FROM long_sessions"))[0] > 0
    parts = [_paired_sql(plan, but_long=is_some_long)]
    if is_some_long:
        touchpoints = sorted(int(row[0]) for row in engine.rows("SELECT DISTINCT t FROM visits"))
        for start in range(0, len(touchpoints), _TOGETHER):
            parts += _following(engine, plan, touchpoints[start : start + _TOGETHER], f"following{start}")
    engine.keep("took", " UNION ALL ".join(parts))


def add_times_up(engine: CountingEngine, plan: EventPlan) -> None:
    """Makes the table `went` of how many there are in `took`, by case and cell: `n`, `firsts` and `direct`."""
    keys = listed(("c", *plan.cell_columns, "t"))
    engine.keep(
        "went",
        f"""SELECT {keys} to_, count(*) AS n, count(CASE WHEN is_first = 1 THEN 1 END) AS firsts,
        count(CASE WHEN is_direct = 1 THEN 1 END) AS direct FROM took GROUP BY {keys} to_""",
    )


def _flag(condition: str, name: str) -> str:
    return f"CAST(CASE WHEN {condition} THEN 1 ELSE 0 END AS SMALLINT) AS {name}"


def _paired_sql(plan: EventPlan, *, but_long: bool) -> str:
    """The times of sessions that are not long, from each visit paired with each later one of its session."""
    join = "LEFT JOIN long_sessions AS x ON x.c = v.c AND x.s = v.s" if but_long else ""
    short = "AND x.c IS NULL" if but_long else ""
    return f"""SELECT a.c, {listed(plan.cell_columns, "a.")} a.t, b.t AS to_, b.u - a.u AS d,
            {_flag("a.seen = 1 AND b.seen = 1", "is_first")}, {_flag("b.pos = a.pos + 1", "is_direct")}
        FROM (SELECT v.* FROM visits AS v {join} WHERE v.way IS NULL {short}) AS a
        JOIN (SELECT v.* FROM visits AS v {join} WHERE v.since IS NOT NULL {short}) AS b
        ON {joined(("c", "s"))} AND a.pos < b.pos AND b.before < a.pos"""


def _following(engine: CountingEngine, plan: EventPlan, touchpoints: Sequence[int], name: str) -> Iterator[str]:
    """Makes a table of the next visits to some touchpoints in long sessions, and yields the query of each."""
    session = "PARTITION BY a.c, a.s ORDER BY a.pos"
    back, there = (f"OVER ({session}{turn} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)" for turn in (" DESC", ""))
    following = ", ".join(
        f"min(CASE WHEN a.t = {each} THEN a.u END) {back} AS u{each}, "
        f"max(CASE WHEN a.t = {each} THEN 1 ELSE 0 END) {there} AS was{each}"
        for each in touchpoints
    )
    engine.keep(
        name,
        f"""SELECT a.c, {listed(plan.cell_columns, "a.")} a.t, a.u, a.seen, a.way,
        lead(a.t) OVER ({session}) AS next_t, {following} FROM visits AS a
        JOIN long_sessions AS b ON {joined(("c", "s"))}""",
    )
    for each in touchpoints:
        first = _flag(f"seen = 1 AND coalesce(was{each}, 0) = 0", "is_first")
        yield f"""SELECT c, {listed(plan.cell_columns)} t, CAST({each} AS SMALLINT) AS to_, u{each} - u AS d, {first},
            {_flag(f"way IS NULL AND next_t = {each}", "is_direct")}
            FROM {name} WHERE t <> {each} AND u{each} IS NOT NULL"""


def times(engine: CountingEngine, plan: EventPlan, cut: tuple[int, ...]) -> Iterator[tuple[Cell, CountedTime]]:
    """Yields the times of one cut, each with its cell."""
    cells = plan.columns_of(cut)
    keys = listed((*cells, "t"))
    name = "_".join(("cut", *(str(each) for each in cut)))
    went = in_cells("went", ("t", "to_"), _COUNTS, plan, cut)
    sizes: dict[Between, dict[tuple[int, ...], tuple[int, int]]] = {"next": {}, "first": {}}
    for row in engine.rows(f"""SELECT {keys} to_, sum(n), count(*), sum(firsts), count(CASE WHEN firsts > 0 THEN 1 END)
            FROM {went} AS a GROUP BY {keys} to_"""):
        *at, n, cases, firsts, first_cases = whole_numbers(row)
        sizes["next"][tuple(at)] = n, cases
        if firsts:
            sizes["first"][tuple(at)] = firsts, first_cases
    seconds = f"d - d % {_BUCKET}"
    engine.keep(
        f"seconds_{name}",
        f"""SELECT {keys} to_, {seconds} AS second, count(*) AS next_n,
        count(CASE WHEN is_first = 1 THEN 1 END) AS first_n FROM took GROUP BY {keys} to_, {seconds}""",
    )
    for between in _BETWEEN:
        ranks = {key: median_ranks(n, plan.confidence) for key, (n, _) in sizes[between].items()}
        wanted = {
            (*key, rank)
            for key, found in ranks.items()
            for rank in (*found.middle, found.low, found.high)
            if rank is not None
        }
        values = _values(engine, cells, between, f"{between}_{name}", f"seconds_{name}", wanted)
        for key, (n, cases) in sizes[between].items():
            ends = (None if rank is None else values[(*key, rank)] for rank in ranks[key][1:])
            first, second = (values[(*key, rank)] for rank in ranks[key].middle)
            *cell, t, to = key
            yield tuple(cell), CountedTime(between, t, to, (), "", n, cases, (first, second), *ends)


def _values(
    engine: CountingEngine, cells: Sequence[str], between: Between, name: str, seconds: str,
    wanted: set[tuple[int, ...]],
) -> Mapping[tuple[int, ...], int]:  # fmt: skip
    """The times at some ranks, by cell, touchpoints and rank, which are `wanted`; `seconds` counts them all."""
    key = (*cells, "t", "to_")
    keys = listed(key)
    engine.put(f"ranks_{name}", dict.fromkeys(key, "INTEGER") | {"place": "BIGINT"}, sorted(wanted))
    n = f"{between}_n"
    until = f"OVER (PARTITION BY {keys.removesuffix(', ')} ORDER BY second ROWS UNBOUNDED PRECEDING)"
    engine.keep(
        f"places_{name}",
        f"""SELECT {listed(key, "a.")} a.second, b.place, b.place - (a.upto - a.{n}) AS nth
        FROM (SELECT {keys} second, {n}, CAST(sum({n}) {until} AS BIGINT) AS upto FROM {seconds} WHERE {n} > 0) AS a
        JOIN ranks_{name} AS b ON {joined(key)} AND b.place > a.upto - a.{n} AND b.place <= a.upto""",
    )
    among = "AND a.is_first = 1" if between == "first" else ""
    near = f"""SELECT {listed(key, "a.")} b.second, a.d,
            row_number() OVER (PARTITION BY {listed(key, "a.")} b.second ORDER BY a.d) AS nth
        FROM took AS a JOIN (SELECT DISTINCT {keys} second FROM places_{name}) AS b
        ON {joined(key)} AND a.d - a.d % {_BUCKET} = b.second {among}"""
    found = engine.rows(f"""SELECT {listed(key, "a.")} b.place, a.d FROM ({near}) AS a JOIN places_{name} AS b
        ON {joined((*key, "second", "nth"))}""")
    return {row[:-1]: row[-1] for row in map(whole_numbers, found)}
