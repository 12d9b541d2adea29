"""The queries of counting. All names in them are our own: columns are called by their roles, never as in the files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from journeymap.measure.answers.columns import SourceColumns
from journeymap.measure.answers.engine import text
from journeymap.measure.answers.peak_ends import FELT, FeelingQuestion, felt_in_sql
from journeymap.measure.answers.periods import Period, number_in_sql
from journeymap.measure.answers.presets import ToolPreset
from journeymap.measure.answers.tables import AnswerTable
from journeymap.measure.answers.text_files import MOST_LINE
from journeymap.measure.answers.zones import change_in_sql, shift_in_sql, zone_of
from journeymap.model import Source

NO_TIME, BAD_TIME, BAD_WEIGHT, UNANSWERED = 20, 21, 22, 23
"""The numbers by which rows are left out; below them are those of the preset, from 1."""

_ARABIC, _LATIN = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789"
_WITH_OFFSET = r"[+-]\d\d(:?\d\d)?$"
_CLOCKS = (" %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
ROW_BITS = 40
"""A row of a file is one number: that of the file, shifted by so many bits, and that of the row."""


class Counting(NamedTuple):
    """What is asked of one source: its tables and columns, the period, and the dimensions that are told apart.

    `felt_by` are the questions of which a respondent's peak–end is made, `felt_texts` the scores of their texts.
    """

    source: Source
    tables: Sequence[AnswerTable]
    columns: SourceColumns
    period: Period
    dimensions: tuple[int, ...]
    preset: ToolPreset
    felt_by: tuple[FeelingQuestion, ...] = ()
    felt_texts: Mapping[int, Mapping[str, float]] = {}

    @property
    def answers(self) -> tuple[str, ...]:
        """The roles of the columns with answers."""
        return tuple(role for role in self.columns.roles if role[0] == "a" and role[1:].isdigit())

    @property
    def counted(self) -> tuple[str, ...]:
        """The roles of all answers that are counted: those of the columns, and what is made of them."""
        return (*self.answers, FELT) if self.felt_by else self.answers

    @property
    def groups(self) -> tuple[str, ...]:
        """The roles of the columns with the segments that are told apart."""
        return tuple(f"g{index}" for index in self.dimensions)

    @property
    def about(self) -> tuple[str, ...]:
        """The roles of the columns that say what an answer of a long file is about."""
        return tuple(role for role in ("touchpoint", "metric") if self.columns.has(role))


def rows_sql(counting: Counting, *, numbered: bool) -> str:
    """Returns the SQL of all rows of a source, with the columns of their roles, all texts.

    Besides, they have `f` (the file), `r` (the row; 0 unless they are `numbered`, which makes reading slower), `m` (the
    local time, none where it cannot be read), `d` (whether clocks skip or repeat it), `p` (the number of the period),
    `v` (the weight) and `why` (0 for a row that counts).
    """
    parts = [_table_sql(counting, table, index, numbered) for index, table in enumerate(counting.tables)]
    has_time = counting.columns.has("t")
    zone = zone_of(counting.source)
    change = change_in_sql(zone, "m") if has_time else "0"
    local = shift_in_sql(zone, "m", "d") if has_time else "m"
    number = number_in_sql(counting.period, counting.source.week, "m") if has_time else "0"
    weight = f"TRY_CAST(translate(w, '{_ARABIC}٫', '{_LATIN}.') AS DOUBLE)" if counting.columns.has("w") else "1.0"
    found = f"""
        SELECT *, CAST({number} AS INTEGER) AS p, {_why_sql(counting)} AS why FROM (
            SELECT * REPLACE ({local} AS m) FROM (
                SELECT *, CASE WHEN is_local THEN {change} ELSE 0 END AS d, {weight} AS v
                FROM ({" UNION ALL ".join(parts)}))
        )"""
    return felt_in_sql(counting.felt_by, counting.felt_texts, found) if counting.felt_by else found


def _table_sql(counting: Counting, table: AnswerTable, index: int, numbered: bool) -> str:
    roles = counting.columns.roles
    cells = ", ".join(
        f"NULL::VARCHAR AS {role}" if place is None else f"CAST(c{place} AS VARCHAR) AS {role}"
        for role, place in zip(roles, table.positions, strict=True)
    )
    names = [f"c{place}" for place in range(table.width)]
    path = text(str(table.path))
    if table.kind == "parquet":
        row = "n + 1"
        origin = f"read_parquet({path}, file_row_number = true) AS x({', '.join([*names, 'n'])})"
    else:
        row = "CAST(c0 AS BIGINT)" if table.kind == "anew" else f"row_number() OVER () + {table.first_row}"
        columns = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
        skip = 0 if table.kind == "anew" else table.first_row
        origin = (
            f"read_csv({path}, auto_detect = false, header = false, skip = {skip}, delim = {text(table.delimiter)}, "
            f"quote = '\"', escape = '\"', columns = {{{columns}}}, store_rejects = true, compression = 'none', "
            f"max_line_size = {MOST_LINE})"
        )
    row = row if numbered or table.kind == "anew" else "0"
    return (
        f"SELECT *, {_moment_sql(counting, table)} FROM "
        f"(SELECT {index} AS f, CAST({row} AS BIGINT) AS r, {cells} FROM {origin})"
    )


def _moment_sql(counting: Counting, table: AnswerTable) -> str:
    """The SQL of `m`, the local time, and of `is_local`, whether the clocks of the source's zone showed it so."""
    if not counting.columns.has("t"):
        return "NULL::TIMESTAMP AS m, false AS is_local"
    zone = text(counting.source.timezone or "UTC")
    wanted = next(each for each in counting.columns.wanted if each.role == "t")
    iso = f"TRY_CAST(t AS TIMESTAMP), TRY_CAST(translate(t, '{_ARABIC}', '{_LATIN}') AS TIMESTAMP)"
    dates = _dates_of(counting.source, counting.preset)
    cell = f"split_part(t, {text(counting.preset.until)}, 1)" if counting.preset.until else "t"
    said = f"try_strptime(trim({cell}), [{', '.join(map(text, dates))}])" if dates else ""
    is_said = counting.source.format is not None and counting.source.format.date is not None
    parsed = f"COALESCE({said if is_said else ', '.join(filter(None, (said, iso)))})"
    origin = table.zone or ("UTC" if wanted.in_utc else "")
    if origin:
        return f"timezone({zone}, timezone({text(origin)}, {parsed})) AS m, false AS is_local"
    if is_said:
        return f"{parsed} AS m, true AS is_local"
    has_no_room = "length(t) <= 16 OR (length(t) = 19 AND substr(t, 17, 1) = ':')"  # spares most rows the pattern
    offset = f"(NOT ({has_no_room}) AND (right(t, 1) IN ('Z', 'z') OR regexp_matches(t, '{_WITH_OFFSET}')))"
    moved = f"CASE WHEN {offset} THEN timezone({zone}, timezone('UTC', {parsed})) ELSE {parsed} END"
    return f"{moved} AS m, NOT coalesce({offset}, false) AS is_local"


def dates_sql(counting: Counting) -> str:
    """Returns a query that fails where a form of dates is none that the engine knows."""
    dates = _dates_of(counting.source, counting.preset)
    return f"SELECT try_strptime('', [{', '.join(map(text, dates))}])" if dates else "SELECT 1"


def _dates_of(source: Source, preset: ToolPreset) -> tuple[str, ...]:
    """Returns the forms of dates to try, in strptime's words: those the source says, else those its tool has.

    A form without a time of day stands for the same with one, too.
    """
    said = source.format.date if source.format else None
    if said is None:
        return preset.dates
    return (said,) if "%H" in said or "%I" in said else (said, *(said + clock for clock in _CLOCKS))


def _why_sql(counting: Counting) -> str:
    cases = [
        f"WHEN lower(trim(f{index})) IN ({', '.join(map(text, each.texts))}) THEN {index + 1}"
        for index, each in enumerate(counting.columns.left_out)
    ]
    if counting.preset.asked:
        blank = " AND ".join(f"coalesce(trim({answer}), '') = ''" for answer in counting.answers)
        cases.append(f"WHEN {blank} THEN {UNANSWERED}")
    if counting.columns.has("t"):
        cases += [f"WHEN coalesce(trim(t), '') = '' THEN {NO_TIME}", f"WHEN m IS NULL THEN {BAD_TIME}"]
    if counting.columns.has("w"):
        cases.append(f"WHEN v IS NULL OR v < 0 OR isnan(v) OR isinf(v) THEN {BAD_WEIGHT}")
    return f"CASE {' '.join(cases)} ELSE 0 END" if cases else "0"


def texts_sql(counting: Counting, answers: Sequence[str]) -> str:
    """Returns the query of how often each text answers each question, in each period and segment.

    Its columns are `why`, `d`, `p`, the segments, what an answer of a long file is about, a number that tells which of
    the `answers` a row is of (SQL's GROUPING: one bit for each, the last lowest, 0 for this one), the texts of the
    answers, and n, Σw and Σw².
    """
    keys = ["why", "d", "p", *counting.groups, *counting.about]
    blank = [f"CASE WHEN why = 0 THEN {name} END AS {name}" for name in (*keys[2:], *answers)]
    weighted = counting.columns.has("w")
    sums = "kahan_sum(v), kahan_sum(v * v)" if weighted else "count(*), count(*)"
    sets = ", ".join(f"({', '.join([*keys, answer])})" for answer in answers)
    return f"""
        SELECT {", ".join(keys)}, GROUPING({", ".join(answers)}), {", ".join(answers)}, count(*), {sums}
        FROM (SELECT why, d, {", ".join(blank)}, v FROM ({rows_sql(counting, numbered=False)}))
        GROUP BY GROUPING SETS ({sets})"""


def places_sql(counting: Counting, conditions: Iterable[str], few: int) -> str:
    """Returns the query of the first few rows that meet each condition, as numbers of file and row."""
    place = f"(CAST(f AS BIGINT) << {ROW_BITS}) + r"
    lists = ", ".join(f"min({place}, {few}) FILTER (WHERE {condition})" for condition in conditions)
    return f"SELECT {lists} FROM ({rows_sql(counting, numbered=True)})"


REJECTS = """
    SELECT file_path, error, count(*), min(line, {few}) FROM (
        SELECT file_path, line, min(CAST(error_type AS VARCHAR)) AS error
        FROM reject_errors JOIN reject_scans USING (scan_id, file_id) GROUP BY file_path, line)
    GROUP BY file_path, error ORDER BY file_path, error"""
"""The query of the rows that the engine could not read: the file, the error, how many, and the first few."""

REJECTED_LINES = """
    SELECT DISTINCT line FROM reject_errors JOIN reject_scans USING (scan_id, file_id)
    WHERE file_path = ? AND line <= ? ORDER BY line"""
