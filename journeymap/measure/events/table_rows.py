"""The rows of events in tables of an engine, as `answers.queries.rows_sql` has those of files for DuckDB."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from journeymap.measure.answers.columns import SourceColumns
from journeymap.measure.answers.moments import ARABIC, LATIN, UNIX_WAYS, dates_of, is_unix
from journeymap.measure.answers.periods import AnyPeriod, number_in_sql
from journeymap.measure.answers.presets import ToolPreset
from journeymap.measure.answers.queries import BAD_TIME, NO_CASE, NO_EVENT, NO_TIME, SENT_TWICE
from journeymap.measure.answers.zones import (
    clock_changes,
    clock_in_sql,
    is_skipped,
    local_in_sql,
    shift_in_sql,
    shifts_by_days,
    utc_in_sql,
    zone_of,
)
from journeymap.measure.engines import ColumnKind, Dialect
from journeymap.measure.engines.times import read_sql
from journeymap.model import Source

_TIMES: frozenset[ColumnKind] = frozenset({"instant", "local", "date"})
_NUMBERS: frozenset[ColumnKind] = frozenset({"whole", "number"})
_EXACT = "DECIMAL(28, 6)"
_BEYOND = 10**20


class EventTable(NamedTuple):
    """A table of events in an engine: its SQL behind FROM, the column and kind of each role, None for one it lacks.

    `row` is the SQL of the number of a row, empty where rows have no order of their own.
    """

    origin: str
    columns: Mapping[str, tuple[str, ColumnKind] | None]
    row: str = ""


def table_rows_sql(
    dialect: Dialect, source: Source, preset: ToolPreset, columns: SourceColumns, tables: Sequence[EventTable],
    period: AnyPeriod, today: dt.date | None = None,
) -> str:  # fmt: skip
    """Returns the SQL of all rows of a source, with the columns that `rows.events_sql` gives.

    Events of a case at the same time are in the order of the tables and their rows; where those have none, in that of
    their texts, so that rows which change places are the same in all that is counted.
    """
    told = [role for role in columns.roles if role not in ("t", "who")]
    timed = " UNION ALL ".join(
        f"SELECT f, r, who, {_listed(told)} at_read, is_utc, is_blank "
        f"FROM ({_read_sql(dialect, source, preset, columns, table, number)}{dialect.apart}) AS read{number}"
        for number, table in enumerate(tables)
    )
    zone = zone_of(source)
    changes = clock_changes(zone)
    local = f"CASE WHEN is_utc = 1 THEN {local_in_sql(zone, changes, 'at_read')} ELSE at_read END"
    clocks, other = (clock_in_sql(each, "m", today) for each in (changes, ()))
    clock = f"CASE WHEN is_utc = 0 THEN {clocks} ELSE {other} END"
    number = number_in_sql(period, source.week, "m", dialect)
    if shifts_by_days(changes):
        moved = shift_in_sql(changes, "m", "clock")
        later = number_in_sql(period, source.week, f"({moved})", dialect)
        number = f"CASE WHEN {is_skipped('clock')} THEN {later} ELSE {number} END"
    utc = f"CASE WHEN is_utc = 1 THEN at_read ELSE {utc_in_sql(zone, changes, 'at_read')} END"
    blank = "coalesce({}, '') = ''".format
    why = f"""CASE WHEN at_read IS NULL THEN CASE WHEN is_blank = 1 THEN {NO_TIME} ELSE {BAD_TIME} END
            WHEN {blank(dialect.trimmed("who"))} THEN {NO_CASE} WHEN {blank(dialect.trimmed("e"))} THEN {NO_EVENT}
            ELSE 0 END"""
    rows = f"""SELECT f, r, who, {_listed(told)} {utc} AS "at", CAST({number} AS INTEGER) AS p, clock,
            {why} AS why FROM (SELECT *, {clock} AS clock FROM (SELECT *, {local} AS m
            FROM ({timed}) AS a{dialect.apart}) AS b{dialect.apart}) AS c{dialect.apart}"""
    if not all(table.row for table in tables):
        order = "".join(f""", {dialect.in_order.format(f"coalesce({role}, '')")}""" for role in told)
        numbered = f'row_number() OVER (PARTITION BY {dialect.trimmed("who")} ORDER BY why, "at", f{order})'
        rows = f'SELECT f, {numbered} AS r, who, {_listed(told)} "at", p, clock, why FROM ({rows}) AS d'
    return _once_sql(dialect, rows, told) if "k" in told else rows


def _listed(names: Sequence[str]) -> str:
    return "".join(f"{name}, " for name in names)


def _once_sql(dialect: Dialect, rows: str, told: Sequence[str]) -> str:
    """The SQL of rows of events, of which one that is like another in what it says of itself was sent twice."""
    again = 'row_number() OVER (PARTITION BY e, who, "at", k ORDER BY f, r)'
    is_again = f"why = 0 AND again > 1 AND coalesce({dialect.trimmed('k')}, '') <> ''"
    why = f"CASE WHEN {is_again} THEN {SENT_TWICE} ELSE why END"
    return f"""SELECT f, r, who, {_listed(told)} "at", p, clock, {why} AS why
        FROM (SELECT *, {again} AS again FROM ({rows}) AS d) AS e"""


def _read_sql(
    dialect: Dialect, source: Source, preset: ToolPreset, columns: SourceColumns, table: EventTable, number: int
) -> str:
    """The SQL of one table with `at_read`, the time, null where it cannot be read; whether it `is_utc`, or `is_blank`.

    The latter two are 1 or 0, as engines differ in what they make of true and false.
    """
    time = table.columns["t"]
    assert time is not None  # it is needed
    unix = is_unix(source, preset)
    is_kept = time[1] in _TIMES or (unix and time[1] in _NUMBERS)
    cells = [f"{number} AS f", f"CAST({table.row or '0'} AS BIGINT) AS r"]
    for role in columns.roles:
        column = table.columns[role]
        cell = "NULL" if column is None else dialect.identifier(column[0])
        cells.append(f"{cell} AS t" if role == "t" and is_kept else f"CAST({cell} AS {dialect.text}) AS {role}")
    rows = f"SELECT {', '.join(cells)} FROM {table.origin} AS told"
    in_utc = int(next(each for each in columns.wanted if each.role == "t").in_utc)
    blank = "t IS NULL" if is_kept else f"coalesce({dialect.trimmed('t')}, '') = ''"
    is_blank = f"CASE WHEN {blank} THEN 1 ELSE 0 END AS is_blank"
    if time[1] in _TIMES:
        moment = dialect.in_utc.format("t") if time[1] == "instant" else f"CAST(t AS {dialect.moment})"
        is_utc = 1 if time[1] == "instant" else in_utc
        return f"SELECT *, {dialect.finite(moment)} AS at_read, {is_utc} AS is_utc, {is_blank} FROM ({rows}) AS a"
    if unix:
        return f"SELECT *, {_unix_sql(dialect, time[1])} AS at_read, 1 AS is_utc, {is_blank} FROM ({rows}) AS a"
    said = dates_of(source, preset) if source.format and source.format.date else ()
    micros = dialect.moment_of.format("(us - CAST(coalesce(away, 0) AS BIGINT) * 60000000)")
    is_utc_said = f"CASE WHEN away IS NULL THEN {in_utc} ELSE 1 END AS is_utc"
    return f"""SELECT *, {micros} AS at_read, {is_utc_said}, {is_blank}
        FROM ({read_sql(dialect, rows, said)}) AS b"""


def _unix_sql(dialect: Dialect, kind: ColumnKind) -> str:
    """The SQL of the time that a number of seconds since 1970 is, or of milli-, micro- or nanoseconds."""
    value = f"CASE WHEN t > -{_BEYOND} AND t < {_BEYOND} THEN CAST(t AS {_EXACT}) END"
    if kind not in _NUMBERS:
        said = dialect.trimmed(f"translate(t, {dialect.literal(ARABIC + '٫')}, {dialect.literal(LATIN + '.')})")
        value = f"CASE WHEN {dialect.matches(said, '^-?[0-9]{1,19}([.][0-9]+)?$')} THEN CAST({said} AS {_EXACT}) END"
    micros = " ".join(f"WHEN abs({value}) < {end} THEN CAST(round({value} {way}) AS BIGINT)" for end, way in UNIX_WAYS)
    return dialect.moment_of.format(f"(CASE {micros} END)")
