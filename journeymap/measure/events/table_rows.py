"""The rows of events in tables of an engine, as `rows.events_sql` has those of files for DuckDB."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from journeymap.measure.answers.columns import SourceColumns
from journeymap.measure.answers.periods import AnyPeriod
from journeymap.measure.answers.presets import ToolPreset
from journeymap.measure.answers.queries import BAD_TIME, NO_CASE, NO_EVENT, NO_TIME, SENT_TWICE
from journeymap.measure.answers.zones import clock_changes, utc_in_sql, zone_of
from journeymap.measure.engines import Dialect
from journeymap.measure.engines.timed_rows import TableOfRoles, timed_rows_sql
from journeymap.model import Source


def table_rows_sql(
    dialect: Dialect, source: Source, preset: ToolPreset, columns: SourceColumns, tables: Sequence[TableOfRoles],
    period: AnyPeriod, today: dt.date | None = None,
) -> str:  # fmt: skip
    """Returns the SQL of all rows of a source, with the columns that `rows.events_sql` gives.

    Events of a case at the same time are in the order of the tables and their rows; where those have none, in that of
    their texts, so that rows which change places are the same in all that is counted.
    """
    told = [role for role in columns.roles if role not in ("t", "who")]
    listed = "".join(f"{role}, " for role in told)
    zone = zone_of(source)
    utc = f"CASE WHEN is_utc = 1 THEN at_read ELSE {utc_in_sql(zone, clock_changes(zone), 'at_read')} END"
    blank = "coalesce({}, '') = ''".format
    why = f"""CASE WHEN at_read IS NULL THEN CASE WHEN is_blank = 1 THEN {NO_TIME} ELSE {BAD_TIME} END
            WHEN {blank(dialect.trimmed("who"))} THEN {NO_CASE} WHEN {blank(dialect.trimmed("e"))} THEN {NO_EVENT}
            ELSE 0 END"""
    timed = timed_rows_sql(dialect, source, preset, columns, tables, period, today)
    rows = f'SELECT f, r, who, {listed} {utc} AS "at", p, clock, {why} AS why FROM ({timed}) AS e'
    if not all(table.row for table in tables):
        order = "".join(f""", {dialect.in_order.format(f"coalesce({role}, '')")}""" for role in told)
        numbered = f'row_number() OVER (PARTITION BY {dialect.trimmed("who")} ORDER BY why, "at", f{order})'
        rows = f'SELECT f, {numbered} AS r, who, {listed} "at", p, clock, why FROM ({rows}) AS g'
    return _once_sql(dialect, rows, listed) if "k" in told else rows


def _once_sql(dialect: Dialect, rows: str, listed: str) -> str:
    """The SQL of rows of events, of which one that is like another in what it says of itself was sent twice."""
    again = 'row_number() OVER (PARTITION BY e, who, "at", k ORDER BY f, r)'
    is_again = f"why = 0 AND again > 1 AND coalesce({dialect.trimmed('k')}, '') <> ''"
    why = f"CASE WHEN {is_again} THEN {SENT_TWICE} ELSE why END"
    return f"""SELECT f, r, who, {listed} "at", p, clock, {why} AS why
        FROM (SELECT *, {again} AS again FROM ({rows}) AS d) AS e"""
