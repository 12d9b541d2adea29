"""The time of an answer, in the words of SQL: from the text or the typed value of its column to local time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from journeymap.insight.sources import UNIX
from journeymap.measure.answers.columns import SourceColumns
from journeymap.measure.answers.engine import text
from journeymap.measure.answers.presets import ToolPreset
from journeymap.measure.answers.tables import AnswerTable
from journeymap.measure.answers.zones import changes_around, local_in_sql, zone_of
from journeymap.model import Source

ARABIC, LATIN = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789"
"""Digits that numbers and times may have, and what each of them stands for."""
_WITH_OFFSET = "[+-]{0}{0}(:?{0}{0})?$".format(f"[0-9{ARABIC}]")
_USUAL = (
    "CASE WHEN t BETWEEN '0' AND ':' "  # begins with a digit: what is endless is a time to the engine
    "THEN COALESCE(try_strptime(t, '%Y-%m-%d %H:%M:%S'), try_strptime(t, '%Y-%m-%dT%H:%M:%S')) END"
)
"""The SQL of the TIMESTAMP that a text of the most usual form is: it has no offset, and needs no further look."""
# Of the rest, most have one of the first two lengths, which leave no room for an offset: they are spared the pattern.
_OFFSET = (
    "CASE WHEN t IS NULL OR length(t) <= 16 OR (length(t) = 19 AND substr(t, 17, 1) = ':') THEN false "
    f"ELSE right(t, 1) IN ('Z', 'z') OR regexp_matches(t, '{_WITH_OFFSET}') END"
)
"""The SQL of whether a text has an offset from UTC."""
_ZONE = re.compile("%[zZ]")
_CLOCKS = (" %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
_IN_UTC = "TIMESTAMP WITH TIME ZONE"
_TYPES = frozenset({"DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", _IN_UTC})
"""The types of columns whose values are times: none of them is turned into text and read again."""
WHOLE = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"})
"""The types of columns whose values are whole numbers."""
FIRST_TIME, LAST_TIME = "1000-01-01", "9999-12-31 23:59:59.999999"
"""The times that rows may have: a year has four digits."""
UNIX_WAYS = ((10**11, "* 1000000"), (10**14, "* 1000"), (10**17, ""), (10**20, "// 1000"))
"""The end of the numbers that are seconds, and of milli-, micro- and nanoseconds, each with the way to microseconds."""


def is_unix(source: Source, preset: ToolPreset) -> bool:
    """Whether times are numbers of seconds, or of parts of them, since the beginning of 1970 in UTC."""
    if source.format and source.format.date:
        return source.format.date == UNIX
    return preset.unix and (source.time is None or source.time in preset.times)


def is_typed(table: AnswerTable, role: str, roles: tuple[str, ...], *, unix: bool) -> bool:
    """Whether the column of times is one of times in the file itself, or of numbers that are times (`unix`)."""
    return role == "t" and table.type_of(roles.index(role)) in (_TYPES | WHOLE if unix else _TYPES)


def moment_sql(source: Source, preset: ToolPreset, columns: SourceColumns, table: AnswerTable, rows: str,
               years: tuple[int, int] | None = None) -> str:  # fmt: skip
    """Returns the SQL of some rows (the SQL of a query) with the times of their column `t`, which are of these `years`.

    Besides the columns of the rows, it has `m`, the local time, none where there is none or it cannot be read;
    `is_local`, whether the clocks of the source's zone showed it so; `is_timeless`, whether the cell is blank; and, of
    events, `u`: the time in UTC where it is not local.
    """
    is_events = source.kind == "events"
    utc = ", NULL::TIMESTAMP AS u" if is_events else ""
    if not columns.has("t"):
        return f"SELECT *, NULL::TIMESTAMP AS m, false AS is_local, false AS is_timeless{utc} FROM {rows}"
    zone = text(source.timezone or "UTC")
    wanted = next(each for each in columns.wanted if each.role == "t")
    unix = is_unix(source, preset)
    is_kept = is_typed(table, "t", columns.roles, unix=unix)
    kind = table.type_of(columns.roles.index("t")) if is_kept else "VARCHAR"
    if kind == _IN_UTC and not is_events:
        return f"SELECT *, timezone({zone}, t) AS m, false AS is_local, t IS NULL AS is_timeless FROM {rows}"
    origin = "UTC" if unix or kind == _IN_UTC else table.zone or ("UTC" if wanted.in_utc else "")
    said = source.format.date if source.format else None
    timeless = "t IS NULL" if is_kept else "coalesce(trim(t), '') = ''"
    offset = "false"
    if not origin and kind not in _TYPES:
        offset = _OFFSET if said is None else "true" if _ZONE.search(said) else "false"
    if kind in _TYPES or unix:
        parsed = _typed_sql(kind) if kind in _TYPES else _unix_sql(kind)
    else:
        parsed = _parsed_sql(source, preset, knows_offset=offset == _OFFSET)
    if offset == _OFFSET and not preset.dates:
        rows = f"(SELECT *, {_USUAL} AS usual FROM {rows})"
        offset = f"CASE WHEN usual IS NOT NULL THEN false ELSE {_OFFSET} END"
        parsed = f"COALESCE(usual, {parsed})"
    if offset == "true":
        parsed = f"timezone('UTC', {parsed})"
    read = f"(SELECT *, {parsed} AS parsed FROM (SELECT *, {offset} AS has_offset FROM {rows}))"
    local = "false" if origin else "NOT has_offset"
    utc_time = f"timezone('UTC', timezone({text(origin)}, parsed))" if origin not in ("", "UTC") else "parsed"
    if is_events:
        known = f"CASE WHEN parsed BETWEEN TIMESTAMP '{FIRST_TIME}' AND TIMESTAMP '{LAST_TIME}' THEN {utc_time} END"
        finite = f"(SELECT * REPLACE ({known} AS parsed) FROM {read})"
        moved = local_in_sql(zone_of(source), changes_around(zone_of(source), years), "parsed")
        moment = moved if origin else f"CASE WHEN has_offset THEN {moved} ELSE parsed END"
        utc = ", parsed AS u"
        read = finite
    elif origin:
        moment = f"timezone({zone}, timezone({text(origin)}, parsed))"
    else:
        moment = "parsed" if offset == "false" else (
            f"CASE WHEN has_offset THEN timezone({zone}, timezone('UTC', parsed)) ELSE parsed END"
        )  # fmt: skip
    return (
        f"SELECT *, {moment} AS m, {local} AS is_local, CASE WHEN parsed IS NULL THEN {timeless} ELSE false END "
        f"AS is_timeless{utc} FROM {read}"
    )


def _typed_sql(kind: str) -> str:
    return "CASE WHEN isfinite(t) THEN make_timestamp(epoch_us(t)) END" if kind == _IN_UTC else "CAST(t AS TIMESTAMP)"


def _unix_sql(kind: str, number: str = "t") -> str:
    """The SQL of the TIMESTAMP that a number of seconds since 1970 is, or of milli-, micro- or nanoseconds."""
    value = f"TRY_CAST({number} AS BIGINT)" if kind in WHOLE else (
        f"TRY_CAST(translate(trim({number}), '{ARABIC}٫', '{LATIN}.') AS DOUBLE)"
    )  # fmt: skip
    cases = " ".join(f"WHEN {value} > -{end} AND {value} < {end} THEN {value} {factor}" for end, factor in UNIX_WAYS)
    return f"make_timestamp(CAST(CASE {cases} END AS BIGINT))"


def years_sql(source: Source, preset: ToolPreset, columns: SourceColumns, tables: Sequence[AnswerTable]) -> str | None:
    """Returns the query of the first and last year of all times, where the files say them without being read through.

    That is so for the columns of times of Parquet files. None for others.
    """
    unix = is_unix(source, preset)
    if not all(each.kind == "parquet" and is_typed(each, "t", columns.roles, unix=unix) for each in tables):
        return None
    role = columns.roles.index("t")
    ends = []
    for table in tables:
        kind = table.type_of(role)
        first, last = (f"{end}(c{table.positions[role]})" for end in ("min", "max"))
        if kind in WHOLE:
            first, last = _unix_sql(kind, first), _unix_sql(kind, last)
        names = ", ".join(f"c{place}" for place in range(table.width))
        ends.append(f"SELECT year({first}) AS first, year({last}) AS last FROM read_parquet({text(str(table.path))}) "
                    f"AS x({names})")  # fmt: skip
    return f"SELECT min(first), max(last) FROM ({' UNION ALL '.join(ends)})"


def _parsed_sql(source: Source, preset: ToolPreset, *, knows_offset: bool) -> str:
    """The SQL of the TIMESTAMP that a text is: in UTC where it has an offset and that is known, else as it is written.

    DuckDB passes over an offset when it makes a TIMESTAMP of a text, and over any other word at its end, such as "pm".
    """
    texts = ("t", f"translate(t, '{ARABIC}', '{LATIN}')")
    iso = ", ".join(f"TRY_CAST({each} AS TIMESTAMP)" for each in texts)
    if knows_offset:
        together = (f"regexp_replace({each}, ' +([^ ]+)$', '\\1')" for each in texts)  # Ruby writes "03:04 +02:00"
        in_utc = ", ".join(f"timezone('UTC', TRY_CAST({each} AS {_IN_UTC}))" for each in (*texts, *together))
        ends = f"contains('{LATIN[:10]}{ARABIC}', right(t, 1)) AND NOT contains(t, '+')"
        iso = f"CASE WHEN has_offset THEN COALESCE({in_utc}) WHEN {ends} THEN COALESCE({iso}) END"
    dates = dates_of(source, preset)
    cell = f"split_part(t, {text(preset.until)}, 1)" if preset.until else "t"
    cells = (f"trim({cell})", f"translate(trim({cell}), '{ARABIC}', '{LATIN}')")
    said = ", ".join(f"try_strptime({each}, [{', '.join(map(text, dates))}])" for each in cells) if dates else ""
    is_said = source.format is not None and source.format.date is not None
    return f"COALESCE({said if is_said else ', '.join(filter(None, (said, iso)))})"


def dates_sql(source: Source, preset: ToolPreset) -> str:
    """Returns a query that fails where a form of dates is none that the engine knows."""
    dates = () if is_unix(source, preset) else dates_of(source, preset)
    return f"SELECT try_strptime('', [{', '.join(map(text, dates))}])" if dates else "SELECT 1"


def dates_of(source: Source, preset: ToolPreset) -> tuple[str, ...]:
    """Returns the forms of dates to try, in strptime's words: those the source says, else those its tool has.

    A form without a time of day stands for the same with one, too.
    """
    said = source.format.date if source.format else None
    if said is None:
        return preset.dates
    return (said,) if "%H" in said or "%I" in said else (said, *(said + clock for clock in _CLOCKS))
