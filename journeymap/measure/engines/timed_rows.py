"""The rows of a source's tables in an engine, with their times read, as those of files are for DuckDB."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from journeymap.measure.answers.columns import SourceColumns
from journeymap.measure.answers.moments import ARABIC, LATIN, UNIX_WAYS, dates_of, is_unix
from journeymap.measure.answers.periods import AnyPeriod, number_in_sql
from journeymap.measure.answers.presets import ToolPreset
from journeymap.measure.answers.zones import (
    clock_changes,
    clock_in_sql,
    is_skipped,
    local_in_sql,
    shift_in_sql,
    shifts_by_days,
    zone_of,
)
from journeymap.measure.engines.dialects import Dialect
from journeymap.measure.engines.engine import ColumnKind
from journeymap.measure.engines.times import read_sql
from journeymap.model import Source

NUMBERS: frozenset[ColumnKind] = frozenset({"whole", "number"})
"""The kinds of columns with numbers."""
_TIMES: frozenset[ColumnKind] = frozenset({"instant", "local", "date"})
_EXACT = "DECIMAL(28, 6)"
_BEYOND = 10**20


class TableOfRoles(NamedTuple):
    """A table in an engine: its SQL behind FROM, the column and kind of each role, None for one that it lacks.

    `row` is the SQL of the number of a row, empty where rows have no order of their own.
    """

    origin: str
    columns: Mapping[str, tuple[str, ColumnKind] | None]
    row: str = ""


def timed_rows_sql(
    dialect: Dialect, source: Source, preset: ToolPreset, columns: SourceColumns, tables: Sequence[TableOfRoles],
    period: AnyPeriod, today: dt.date | None = None,
) -> str:  # fmt: skip
    """Returns the SQL of all rows of a source, with the texts in the columns of its roles but `t`.

    Besides, they have `f` and `r` (the number of the table, and of the row, where that has one), `at_read` (the time,
    null where it cannot be read), `is_utc` (1 where that is in UTC) and `is_blank` (1 where there is none), which are
    numbers as engines differ in what they make of true and false; `m`, the local time; `clock`, whether clocks repeat
    or skip it, or it is after `today`; and `p`, the number of its period.
    """
    told = [role for role in columns.roles if role != "t"]
    timed = " UNION ALL ".join(
        f"SELECT f, r, {''.join(f'{role}, ' for role in told)}at_read, is_utc, is_blank "
        f"FROM ({_read_sql(dialect, source, preset, columns, table, number)}{dialect.apart}) AS read{number}"
        for number, table in enumerate(tables)
    )
    if not columns.has("t"):
        return f"SELECT *, at_read AS m, 0 AS clock, 0 AS p FROM ({timed}) AS a"
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
    return f"""SELECT *, CAST({number} AS INTEGER) AS p FROM (SELECT *, {clock} AS clock FROM (SELECT *, {local} AS m
        FROM ({timed}) AS a{dialect.apart}) AS b{dialect.apart}) AS c{dialect.apart}"""


def _read_sql(
    dialect: Dialect, source: Source, preset: ToolPreset, columns: SourceColumns, table: TableOfRoles, number: int
) -> str:
    """The SQL of one table with `at_read`, `is_utc` and `is_blank`."""
    time = table.columns.get("t")
    unix = is_unix(source, preset)
    is_kept = time is not None and (time[1] in _TIMES or (unix and time[1] in NUMBERS))
    cells = [f"{number} AS f", f"CAST({table.row or '0'} AS BIGINT) AS r"]
    for role in columns.roles:
        column = table.columns[role]
        cell = "NULL" if column is None else dialect.identifier(column[0])
        cells.append(f"{cell} AS t" if role == "t" and is_kept else f"CAST({cell} AS {dialect.text}) AS {role}")
    rows = f"SELECT {', '.join(cells)} FROM {table.origin} AS told"
    if time is None:
        return f"SELECT *, CAST(NULL AS {dialect.moment}) AS at_read, 0 AS is_utc, 0 AS is_blank FROM ({rows}) AS a"
    in_utc = int(next(each for each in columns.wanted if each.role == "t").in_utc)
    blank = "t IS NULL" if is_kept else f"coalesce({dialect.trimmed('t')}, '') = ''"
    is_blank = f"CASE WHEN {blank} THEN 1 ELSE 0 END AS is_blank"
    if time[1] in _TIMES:
        moment = dialect.in_utc.format("t") if time[1] == "instant" else f"CAST(t AS {dialect.moment})"
        is_utc = 1 if time[1] == "instant" else in_utc
        return f"SELECT *, {dialect.finite(moment)} AS at_read, {is_utc} AS is_utc, {is_blank} FROM ({rows}) AS a"
    if unix:
        return f"SELECT *, {_unix_sql(dialect, time[1])} AS at_read, 1 AS is_utc, {is_blank} FROM ({rows}) AS a"
    said = dates_of(source, preset)
    is_said = source.format is not None and source.format.date is not None
    micros = dialect.moment_of.format("(us - CAST(coalesce(away, 0) AS BIGINT) * 60000000)")
    is_utc_said = f"CASE WHEN away IS NULL THEN {in_utc} ELSE 1 END AS is_utc"
    return f"""SELECT *, {micros} AS at_read, {is_utc_said}, {is_blank}
        FROM ({read_sql(dialect, rows, said, and_iso=not is_said, until=preset.until)}) AS b"""


def _unix_sql(dialect: Dialect, kind: ColumnKind) -> str:
    """The SQL of the time that a number of seconds since 1970 is, or of milli-, micro- or nanoseconds."""
    value = f"CASE WHEN t > -{_BEYOND} AND t < {_BEYOND} THEN CAST(t AS {_EXACT}) END"
    if kind not in NUMBERS:
        said = dialect.trimmed(f"translate(t, {dialect.literal(ARABIC + '٫')}, {dialect.literal(LATIN + '.')})")
        value = f"CASE WHEN {dialect.matches(said, '^-?[0-9]{1,19}([.][0-9]+)?$')} THEN CAST({said} AS {_EXACT}) END"
    micros = " ".join(f"WHEN abs({value}) < {end} THEN CAST(round({value} {way}) AS BIGINT)" for end, way in UNIX_WAYS)
    return dialect.moment_of.format(f"(CASE {micros} END)")
