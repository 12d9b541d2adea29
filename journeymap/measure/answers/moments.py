"""The time of an answer, in the words of SQL: from the text or the typed value of its column to local time."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.measure.answers.columns import SourceColumns
from journeymap.measure.answers.engine import text
from journeymap.measure.answers.presets import ToolPreset
from journeymap.measure.answers.tables import AnswerTable
from journeymap.model import Source

ARABIC, LATIN = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789"
"""Digits that numbers and times may have, and what each of them stands for."""
_WITH_OFFSET = "[+-]{0}{0}(:?{0}{0})?$".format(f"[0-9{ARABIC}]")
_CLOCKS = (" %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
_IN_UTC = "TIMESTAMP WITH TIME ZONE"
_TYPES = frozenset({"DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", _IN_UTC})
"""The types of columns whose values are times: none of them is turned into text and read again."""


def is_typed(table: AnswerTable, role: str, roles: tuple[str, ...]) -> bool:
    """Whether the column of times is one of times in the file itself."""
    return role == "t" and table.type_of(roles.index(role)) in _TYPES


def moment_sql(source: Source, preset: ToolPreset, columns: SourceColumns, table: AnswerTable, rows: str) -> str:
    """Returns the SQL of some rows (the SQL of a query) with the times of their column `t`.

    Besides the columns of the rows, it has `m`, the local time, none where there is none or it cannot be read;
    `is_local`, whether the clocks of the source's zone showed it so; and `is_timeless`, whether the cell is blank.
    """
    if not columns.has("t"):
        return f"SELECT *, NULL::TIMESTAMP AS m, false AS is_local, false AS is_timeless FROM {rows}"
    zone = text(source.timezone or "UTC")
    wanted = next(each for each in columns.wanted if each.role == "t")
    origin = table.zone or ("UTC" if wanted.in_utc else "")
    kind = table.type_of(columns.roles.index("t"))
    if kind == _IN_UTC:
        return f"SELECT *, timezone({zone}, t) AS m, false AS is_local, t IS NULL AS is_timeless FROM {rows}"
    is_said = source.format is not None and source.format.date is not None
    knows_offset = not (origin or kind in _TYPES or is_said)
    parsed = "CAST(t AS TIMESTAMP)" if kind in _TYPES else _parsed_sql(source, preset, knows_offset=knows_offset)
    timeless = "t IS NULL" if kind in _TYPES else "coalesce(trim(t), '') = ''"
    offset = "false"
    if origin:
        moment = f"timezone({zone}, timezone({text(origin)}, parsed))"
    elif not knows_offset:
        moment = "parsed"
    else:
        # Most rows have one of the first two lengths, which leave no room for an offset: they are spared the pattern.
        offset = (
            "CASE WHEN t IS NULL OR length(t) <= 16 OR (length(t) = 19 AND substr(t, 17, 1) = ':') THEN false "
            f"ELSE right(t, 1) IN ('Z', 'z') OR regexp_matches(t, '{_WITH_OFFSET}') END"
        )
        moment = f"CASE WHEN has_offset THEN timezone({zone}, timezone('UTC', parsed)) ELSE parsed END"
    local = "false" if origin else "NOT has_offset"
    return (
        f"SELECT *, {moment} AS m, {local} AS is_local, CASE WHEN parsed IS NULL THEN {timeless} ELSE false END "
        f"AS is_timeless FROM (SELECT *, {parsed} AS parsed FROM (SELECT *, {offset} AS has_offset FROM {rows}))"
    )


def years_sql(columns: SourceColumns, tables: Sequence[AnswerTable]) -> str | None:
    """Returns the query of the first and last year of all times, where the files say them without being read through.

    That is so for the columns of times of Parquet files. None for others.
    """
    if not all(is_typed(table, "t", columns.roles) for table in tables):
        return None
    ends = (
        f"SELECT year(min(c{table.positions[columns.roles.index('t')]})) AS first, "
        f"year(max(c{table.positions[columns.roles.index('t')]})) AS last FROM read_parquet({text(str(table.path))}) "
        f"AS x({', '.join(f'c{place}' for place in range(table.width))})"
        for table in tables
    )
    return f"SELECT min(first), max(last) FROM ({' UNION ALL '.join(ends)})"


def _parsed_sql(source: Source, preset: ToolPreset, *, knows_offset: bool) -> str:
    """The SQL of the TIMESTAMP that a text is: in UTC where it has an offset and that is known, else as it is written.

    DuckDB passes over an offset when it makes a TIMESTAMP of a text, and over any other word at its end, such as "pm".
    """
    texts = ("t", f"translate(t, '{ARABIC}', '{LATIN}')")
    iso = ", ".join(f"TRY_CAST({each} AS TIMESTAMP)" for each in texts)
    if knows_offset:
        in_utc = ", ".join(f"timezone('UTC', TRY_CAST({each} AS {_IN_UTC}))" for each in texts)
        ends = f"contains('{LATIN[:10]}{ARABIC}', right(t, 1))"
        iso = f"CASE WHEN has_offset THEN COALESCE({in_utc}) WHEN {ends} THEN COALESCE({iso}) END"
    dates = _dates_of(source, preset)
    cell = f"split_part(t, {text(preset.until)}, 1)" if preset.until else "t"
    said = f"try_strptime(trim({cell}), [{', '.join(map(text, dates))}])" if dates else ""
    is_said = source.format is not None and source.format.date is not None
    return f"COALESCE({said if is_said else ', '.join(filter(None, (said, iso)))})"


def dates_sql(source: Source, preset: ToolPreset) -> str:
    """Returns a query that fails where a form of dates is none that the engine knows."""
    dates = _dates_of(source, preset)
    return f"SELECT try_strptime('', [{', '.join(map(text, dates))}])" if dates else "SELECT 1"


def _dates_of(source: Source, preset: ToolPreset) -> tuple[str, ...]:
    """Returns the forms of dates to try, in strptime's words: those the source says, else those its tool has.

    A form without a time of day stands for the same with one, too.
    """
    said = source.format.date if source.format else None
    if said is None:
        return preset.dates
    return (said,) if "%H" in said or "%I" in said else (said, *(said + clock for clock in _CLOCKS))
