"""The queries that make events at touchpoints of the rows of files.

An engine groups by raw texts alone; what each of them means is decided once, and goes back as a small table:
`happened` has a row for each name of an event as it stands in the files, with its touchpoint and the number of the
column that tells it apart, `told_apart` one for each value of such a column that stands for a touchpoint.
"""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.measure.answers.queries import Counting, rows_sql
from journeymap.measure.engines import DUCKDB, Dialect

HAPPENED = {"e": "VARCHAR", "touchpoint": "INTEGER", "apart": "INTEGER"}
TOLD_APART = {"e": "VARCHAR", "x": "VARCHAR", "touchpoint": "INTEGER"}


def events_sql(counting: Counting, *, numbered: bool) -> str:
    """Returns the SQL of all rows of a source of events.

    It has `who` (the case), `f` and `r` (file and row; r is 0 unless they are `numbered`), `at` (the time in UTC), `p`
    (the number of its period), `clock` (whether clocks repeat or skip its local time, or it is after today), `e` (what
    happened), `x0`, … (what tells it apart), `g0`, … (segments), and `why` (0 for a row that counts).
    """
    return rows_sql(counting, numbered=numbered or counting.columns.has("k"))


def names_sql(rows: str) -> str:
    """Returns the query of how many rows are left out for what reason, or have which event: why, clock, e and n.

    `rows` is the SQL of all rows, as `events_sql` gives it.
    """
    return f"""SELECT why, clock, coalesce(e, ''), count(*) FROM ({rows}) AS a
        GROUP BY why, clock, coalesce(e, '')"""


def values_sql(rows: str, column: int) -> str:
    """Returns the query of the values of a column that tells events apart, with e, x, whether e has a touchpoint, n."""
    return f"""SELECT b.e, coalesce(x{column}, ''), b.touchpoint IS NOT NULL, count(*)
        FROM ({rows}) AS a JOIN happened AS b ON a.e = b.e
        WHERE why = 0 AND b.apart = {column} GROUP BY b.e, coalesce(x{column}, ''), b.touchpoint IS NOT NULL"""


def steps_sql(rows: str, columns: int, groups: Sequence[str], dialect: Dialect = DUCKDB) -> str:
    """Returns the query of the events at touchpoints, with who, f, r, at, p, touchpoint and the segments in use.

    `columns` is how many columns tell events apart, `groups` are the roles of the segments in use.
    """
    touchpoint, joined = "b.touchpoint", ""
    if columns:
        value = " ".join(f"WHEN {index} THEN x{index}" for index in range(columns))
        touchpoint = "coalesce(c.touchpoint, b.touchpoint)"
        joined = (
            "LEFT JOIN told_apart AS c ON c.e = a.e AND b.apart IS NOT NULL "
            f"AND c.x = coalesce(CASE b.apart {value} END, '')"
        )
    names = "".join(f", {each}" for each in groups)
    return f"""
        SELECT {dialect.trimmed("who")} AS who, f, r, "at", p, {touchpoint} AS touchpoint{names}
        FROM ({rows}) AS a JOIN happened AS b ON a.e = b.e {joined}
        WHERE why = 0 AND {touchpoint} IS NOT NULL"""
