"""The queries that make sessions and visits of events."""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.measure.engines import CountingEngine, Dialect
from journeymap.measure.events.counted import COMPLETED, EXIT
from journeymap.measure.events.plans import EventPlan

ROW_BITS = 40
"""The place of a row is one number: that of the file, shifted by so many bits, and that of the row."""
_BACK = f"lag_place > place AND lag_place - lag_place % {1 << ROW_BITS} = place - place % {1 << ROW_BITS}"
_SEGMENTS = 1 << 20
"""More than any number of a segment."""
_AT = 'a."at"'
_ORDER = "OVER (PARTITION BY c ORDER BY u, place)"
_UNTIL = "OVER (PARTITION BY c ORDER BY u, place ROWS UNBOUNDED PRECEDING)"


def listed(names: Iterable[str], before: str = "") -> str:
    """Returns names for a list that goes on: each with `before` in front of it, and a comma behind."""
    return "".join(f"{before}{name}, " for name in names)


def joined(names: Iterable[str]) -> str:
    """Returns the condition that `a` and `b` have the same in all these columns."""
    return " AND ".join(f"a.{name} = b.{name}" for name in names)


def make_sessions(engine: CountingEngine, plan: EventPlan) -> None:
    """Makes the tables of sessions from `steps`; for each dimension in use, there is a table `named0`, … of its texts.

    `cases` has a row a case: `who`, its number `c`, and `newest`, the time of its last event. `visits` has a row a
    visit: c, the number of its session in the case `s`, the columns of the session's cell, its own number in the case
    `pos`, its touchpoint `t`, its time `u`, `seen` (how many visits the session has made to this touchpoint with it),
    `before` (the `pos` of the one before it there, 0 for none), `since` (the touchpoint of the visit before it, None
    for the first of a session), `way` (of the last one of a session, EXIT or COMPLETED, else None), and `is_back`: 1
    where the event before it in time stands behind it in the same file. Times are in microseconds.
    """
    newest = f"max({engine.dialect.microseconds.format(_AT)}) AS newest"
    engine.keep("cases", f"SELECT who, CAST({engine.dialect.any_number} AS BIGINT) AS c, newest "
                         f"FROM (SELECT who, {newest} FROM steps AS a GROUP BY who) AS a")  # fmt: skip
    marked = f"({_marked_sql(plan, engine.dialect)})"
    if plan.used:
        engine.keep("marked", marked)
        marked = "marked"
    visited = f"({_visited_sql(plan, marked)})"
    if plan.cell_columns:
        engine.keep("visited", visited)
        visited = "visited"
        engine.keep("sessions", _segments_sql(plan) if plan.used else "SELECT c, s, p FROM visited WHERE since IS NULL")
    engine.keep("visits", _visits_sql(plan, visited))
    for table in (
        "steps",
        *(("marked",) if plan.used else ()),
        *(("visited", "sessions") if plan.cell_columns else ()),
    ):
        engine.drop(table)


def _events_sql(plan: EventPlan, dialect: Dialect) -> str:
    """The events in numbers: c, u, place, t, p where there are periods, and s0, s1 …"""
    period = "a.p, " if plan.has_periods else ""
    segments = "".join(f"n{index}.s AS s{index}, " for index in plan.used)
    names = " ".join(
        f"LEFT JOIN named{index} AS n{index} ON n{index}.said = coalesce(a.g{index}, '')" for index in plan.used
    )
    moment = dialect.microseconds.format(_AT)
    return f"""SELECT cases.c, {moment} AS u, CAST(a.f AS BIGINT) * {1 << ROW_BITS} + a.r AS place, {period}{segments}
        CAST(a.touchpoint AS SMALLINT) AS t FROM steps AS a JOIN cases ON cases.who = a.who {names}"""


def _marked_sql(plan: EventPlan, dialect: Dialect) -> str:
    """The events that begin a session or a visit, and those that are the first to tell a segment.

    `begins` is 1 for the first of a session, and `since` is the touchpoint of the event before, None for it. `tells` is
    1 where the event before tells no segment in a dimension, and this one does.
    """
    pause = f" OR u - lag_u > {plan.gap}" if plan.gap is not None else ""
    carried = listed(plan.cell_columns)
    known = "".join(f", lag(s{index}) {_ORDER} AS lag_s{index}" for index in plan.used)
    tells = "".join(f" OR (s{index} IS NOT NULL AND lag_s{index} IS NULL)" for index in plan.used)
    told = f", CASE WHEN 1 = 0{tells} THEN 1 ELSE 0 END AS tells" if plan.used else ""
    return f"""SELECT c, u, place, t, {carried} CASE WHEN lag_u IS NULL{pause} THEN 1 ELSE 0 END AS begins,
            CASE WHEN lag_u IS NULL{pause} THEN NULL ELSE lag_t END AS since,
            CAST(CASE WHEN {_BACK} THEN 1 ELSE 0 END AS SMALLINT) AS is_back{told}
        FROM (SELECT c, u, place, t, {carried} lag(u) {_ORDER} AS lag_u, lag(t) {_ORDER} AS lag_t,
            lag(place) {_ORDER} AS lag_place{known}
            FROM ({_events_sql(plan, dialect)}) AS a) AS b
        WHERE lag_u IS NULL{pause} OR lag_t <> t{tells}"""


def _visited_sql(plan: EventPlan, marked: str) -> str:
    """The visits, in the order of their cases, with the numbers of their sessions."""
    converts = ", ".join(str(each) for each in sorted(plan.converts))
    converted = f"""max(CASE WHEN t IN ({converts}) THEN u END) {_UNTIL} AS converted,
            max(CASE WHEN begins = 1 THEN u END) {_UNTIL} AS begun,""" if plan.converts else ""  # fmt: skip
    period = "p, " if plan.has_periods else ""
    return f"""SELECT c, CAST(sum(begins) {_UNTIL} AS INTEGER) AS s, CAST(row_number() {_ORDER} AS INTEGER) AS pos,
            u, t, {period} since, is_back, {converted} coalesce(lead(begins) {_ORDER}, 1) AS ends
        FROM {marked} AS a WHERE since IS NULL OR since <> t"""


def _segments_sql(plan: EventPlan) -> str:
    """The cell of each session: the period of its first event, and the first segments that are told."""
    columns = ["max(CASE WHEN begins = 1 THEN p END) AS p"] if plan.has_periods else []
    for index in plan.used:
        first = f"min(CASE WHEN s{index} IS NOT NULL THEN pos * {_SEGMENTS} + s{index} END) % {_SEGMENTS}"
        columns.append(f"CAST(coalesce({first}, {len(plan.segments[index]) - 1}) AS INTEGER) AS s{index}")
    cells = listed(plan.cell_columns)
    told = f"""SELECT c, CAST(sum(begins) {_UNTIL} AS INTEGER) AS s, row_number() {_ORDER} AS pos, {cells} begins
        FROM marked WHERE begins = 1 OR tells = 1"""
    return f"SELECT c, s, {', '.join(columns)} FROM ({told}) AS a GROUP BY c, s"


def _visits_sql(plan: EventPlan, visited: str) -> str:
    cells = listed(plan.cell_columns, "b.")
    join = f"JOIN sessions AS b ON {joined(('c', 's'))}" if plan.cell_columns else ""
    order = "OVER (PARTITION BY a.c, a.s, a.t ORDER BY a.pos)"
    done = "a.converted >= a.begun" if plan.converts else f"a.t = {len(plan.touchpoints) - 1}"
    way = f"CASE WHEN a.ends = 1 THEN CASE WHEN {done} THEN {COMPLETED} ELSE {EXIT} END END"
    return f"""SELECT a.c, a.s, {cells} a.pos, a.t, a.u, a.since, CAST({way} AS SMALLINT) AS way,
            a.is_back, CAST(row_number() {order} AS INTEGER) AS seen, coalesce(lag(a.pos) {order}, 0) AS before
        FROM {visited} AS a {join}"""
