"""The queries that make sessions and visits of events."""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.measure.engines import CountingEngine, Dialect
from journeymap.measure.events.counted import COMPLETED, EXIT
from journeymap.measure.events.plans import EventPlan

ROW_BITS = 40
"""The place of a row is one number: that of the file, shifted by so many bits, and that of the row."""
_PERIODS = 1 << 21
"""More than any number of a period."""
_SEGMENTS = 1 << 20
"""More than any number of a segment."""


def listed(names: Iterable[str], before: str = "") -> str:
    """Returns names for a list that goes on: each with `before` in front of it, and a comma behind."""
    return "".join(f"{before}{name}, " for name in names)


def joined(names: Iterable[str]) -> str:
    """Returns the condition that `a` and `b` have the same in all these columns."""
    return " AND ".join(f"a.{name} = b.{name}" for name in names)


def make_sessions(engine: CountingEngine, plan: EventPlan) -> None:
    """Makes the tables of sessions from `steps`; for each dimension in use, there is a table `named0`, … of its texts.

    `ended` has a row a session: its case `c`, its number `s` within the case, the touchpoint `t` at which it ended, the
    time `u` of its last event, `way` (EXIT or COMPLETED), and the columns of its cell. `visits` has a row a visit: c,
    s, `pos` (its place in the case), t, u, `seen` (how many visits the session has made to this touchpoint with it),
    `before` (the `pos` of the one before at this touchpoint, 0 for none), `since` (the touchpoint of the visit before,
    None for the first of a session), and the columns of the cell.
    """
    engine.keep("cases", f"SELECT who, CAST({engine.dialect.any_number} AS BIGINT) AS c "
                         "FROM (SELECT DISTINCT who FROM steps) AS a")  # fmt: skip
    engine.keep("kept", _kept_sql(plan, engine.dialect))
    if plan.cell_columns:
        engine.keep("sessions", _sessions_sql(plan))
    engine.keep("ended", _ended_sql(plan))
    engine.keep("visits", _visits_sql(plan))


def _events_sql(plan: EventPlan, dialect: Dialect) -> str:
    """The events in numbers: c, u (microseconds), place, t, p where there are periods, and s0, s1 …"""
    period = "p, " if plan.has_periods else ""
    segments = "".join(f"n{index}.s AS s{index}, " for index in plan.used)
    names = " ".join(
        f"LEFT JOIN named{index} AS n{index} ON n{index}.said = coalesce(a.g{index}, '')" for index in plan.used
    )
    moment = dialect.microseconds.format('a."at"')
    return f"""SELECT c, {moment} AS u, CAST(a.f AS BIGINT) * {1 << ROW_BITS} + a.r AS place, {period}{segments}
        CAST(a.touchpoint AS INTEGER) AS t FROM steps AS a JOIN cases ON cases.who = a.who {names}"""


def _kept_sql(plan: EventPlan, dialect: Dialect) -> str:
    """The events that begin a session, a visit, or the knowledge of a segment, and those that end a session."""
    order = "OVER (PARTITION BY c ORDER BY u, place)"
    until = "OVER (PARTITION BY c ORDER BY u, place ROWS UNBOUNDED PRECEDING)"
    late, early = (f" OR {each} > {plan.gap}" if plan.gap is not None else "" for each in ("u - lag_u", "lead_u - u"))
    cells = listed(plan.cell_columns)
    known = "".join(f", lag(s{index}) {order} AS lag_s{index}" for index in plan.used)
    tells = "".join(f" OR (s{index} IS NOT NULL AND lag_s{index} IS NULL)" for index in plan.used)
    converts = ", ".join(str(each) for each in sorted(plan.converts)) or "-1"
    marked = f"""SELECT c, u, place, t, {cells}
            CASE WHEN lag_u IS NULL{late} THEN 1 ELSE 0 END AS begins,
            CASE WHEN lag_u IS NULL{late} THEN NULL ELSE lag_t END AS since,
            CASE WHEN lead_u IS NULL{early} THEN 1 ELSE 0 END AS ends,
            CASE WHEN 1 = 0{tells} THEN 1 ELSE 0 END AS tells
        FROM (SELECT c, u, place, t, {cells} lag(u) {order} AS lag_u, lag(t) {order} AS lag_t,
            lead(u) {order} AS lead_u{known} FROM ({_events_sql(plan, dialect)}) AS a) AS b"""
    converted = f"""max(CASE WHEN t IN ({converts}) THEN u END) {until} AS converted,
            max(CASE WHEN begins = 1 THEN u END) {until} AS begun,""" if plan.converts else ""  # fmt: skip
    return f"""SELECT c, CAST(sum(begins) {until} AS INTEGER) AS s, row_number() {until} AS pos, u, t, since, {cells}
            {converted} CASE WHEN since IS NULL OR since <> t THEN 1 ELSE 0 END AS visit, ends
        FROM ({marked}) AS a WHERE since IS NULL OR since <> t OR ends = 1 OR tells = 1"""


def _sessions_sql(plan: EventPlan) -> str:
    """The cell of each session: the period of its first event, and the first segments that are told."""
    columns = [f"min(pos * {_PERIODS} + p) % {_PERIODS} AS p"] if plan.has_periods else []
    for index in plan.used:
        first = f"min(CASE WHEN s{index} IS NOT NULL THEN pos * {_SEGMENTS} + s{index} END) % {_SEGMENTS}"
        columns.append(f"coalesce({first}, {len(plan.segments[index]) - 1}) AS s{index}")
    return f"SELECT c, s, {', '.join(columns)} FROM kept GROUP BY c, s"


def _with_cells(plan: EventPlan) -> tuple[str, str]:
    """The columns of a session's cell from `sessions`, and the join with that table, which is `b`."""
    if not plan.cell_columns:
        return "", ""
    return listed(plan.cell_columns, "b."), f"JOIN sessions AS b ON {joined(('c', 's'))}"


def _ended_sql(plan: EventPlan) -> str:
    cells, join = _with_cells(plan)
    done = "a.converted >= a.begun" if plan.converts else f"a.t = {len(plan.touchpoints) - 1}"
    return f"""SELECT a.c, a.s, {cells} a.t, a.u, CASE WHEN {done} THEN {COMPLETED} ELSE {EXIT} END AS way
        FROM kept AS a {join} WHERE a.ends = 1"""


def _visits_sql(plan: EventPlan) -> str:
    cells, join = _with_cells(plan)
    order = "OVER (PARTITION BY a.c, a.s, a.t ORDER BY a.pos)"
    return f"""SELECT a.c, a.s, {cells} a.pos, a.t, a.u, a.since, row_number() {order} AS seen,
            coalesce(lag(a.pos) {order}, 0) AS before
        FROM kept AS a {join} WHERE a.visit = 1"""
