"""Whether the clock of a case jumps back: how many events are earlier than the one in the row before."""

from __future__ import annotations

from journeymap.measure.engines.in_duckdb import DuckDbEngine

_BACK = """
    SELECT count(*) FROM (SELECT "at" < lag("at") OVER (PARTITION BY who, f ORDER BY r) AS back FROM steps) AS a
    WHERE back"""
"""The query of how many events are earlier than the one in the row before, of the same case and file."""
_PIECE = "(r - 1) // 2048"
"""The pieces of a file that the engine keeps together. It writes them at the same time, and so in some other order."""
_WITHIN = f"""
    SELECT count(*) FILTER (is_back), count(*) FILTER (is_back AND is_same), count(*) FILTER (NOT is_same),
        count(*) FILTER (is_above)
    FROM (SELECT "at" < lag("at") OVER () AS is_back, who = lag(who) OVER () AS is_same, r < lag(r) OVER () AS is_above,
        f = lag(f) OVER () AND {_PIECE} = lag({_PIECE}) OVER () AS is_within FROM steps) AS a
    WHERE is_within"""
"""The query of how many events are earlier than the one before within a piece, of any case and of the same; how often
the case changes, and how many rows are not in the order of the file. It sorts nothing."""
_BETWEEN = f"""
    SELECT count(*) FILTER (is_back), count(*) FILTER (is_back AND is_same), count(*) FILTER (NOT is_same)
    FROM (SELECT first_at < lag(last_at) OVER w AS is_back, first_who = lag(last_who) OVER w AS is_same
        FROM (SELECT f, {_PIECE} AS piece, arg_min("at", r) AS first_at, arg_max("at", r) AS last_at,
            arg_min(who, r) AS first_who, arg_max(who, r) AS last_who FROM steps GROUP BY f, {_PIECE}) AS a
        WINDOW w AS (PARTITION BY f ORDER BY piece)) AS b"""
"""The query of the same from one piece to the next of a file."""
_CASES = "SELECT count(*), count(DISTINCT f) FROM (SELECT DISTINCT who, f FROM steps) AS a"


def jumps_back(counted: DuckDbEngine) -> int:
    """Returns how many events in the table `steps` are earlier than the one in the row before, of its case and file.

    Most files are in the order of times, or have one case after the other: then nothing need be sorted to tell.
    """
    *within, above = next(counted.rows(_WITHIN))
    if not above:
        back, in_case, changes = map(sum, zip(within, next(counted.rows(_BETWEEN)), strict=True))
        if not back:
            return 0
        cases, files = next(counted.rows(_CASES))
        if cases == changes + files:
            return int(in_case)
    return int(next(counted.rows(_BACK))[0])
