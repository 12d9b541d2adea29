"""The queries of counting. All names in them are our own: columns are called by their roles, never as in the files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from journeymap.measure.answers.columns import SourceColumns
from journeymap.measure.answers.databases import origin_sql
from journeymap.measure.answers.engine import text
from journeymap.measure.answers.moments import ARABIC, FIRST_TIME, LATIN, WHOLE, is_typed, is_unix, moment_sql
from journeymap.measure.answers.peak_ends import FELT, FeelingQuestion, felt_in_sql
from journeymap.measure.answers.periods import AnyPeriod, number_in_sql
from journeymap.measure.answers.presets import ToolPreset
from journeymap.measure.answers.tables import AnswerTable
from journeymap.measure.answers.text_files import MOST_LINE
from journeymap.measure.answers.zones import (
    ClockChange,
    changes_around,
    changes_between,
    clock_in_sql,
    is_skipped,
    shift_in_sql,
    shifts_by_days,
    utc_in_sql,
    zone_of,
)
from journeymap.model import Source

NO_TIME, BAD_TIME, BAD_WEIGHT, UNANSWERED, NO_CASE, NO_EVENT, SENT_TWICE = range(20, 27)
"""The numbers by which rows are left out; below them are those of the preset, from 1."""

MOST_ANSWERS = 200
"""The answers that are counted in one pass through the rows."""

_COUNTED_TYPES = frozenset(
    {"VARCHAR", "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
     "FLOAT", "DOUBLE", "DECIMAL"}
)  # fmt: skip
_WHY_BITS, _CLOCK_BITS = 5, 3
_CODE = f"CAST(coalesce(p, 0) AS BIGINT) * {1 << (_WHY_BITS + _CLOCK_BITS)} + why * {1 << _CLOCK_BITS} + clock"
"""The SQL of `why`, `clock` and `p` as one number: while rows are counted, each key takes its time."""
_OF_CODE = (
    f"(code >> {_CLOCK_BITS}) & {(1 << _WHY_BITS) - 1}", f"code & {(1 << _CLOCK_BITS) - 1}",
    f"code >> {_WHY_BITS + _CLOCK_BITS}",
)  # fmt: skip
"""The SQL of these three in that number."""
ROW_BITS = 40
"""A row of a file is one number: that of the file, shifted by so many bits, and that of the row."""


class Counting(NamedTuple):
    """What is asked of one source: its tables and columns, the period, and the dimensions that are told apart.

    `years` are the first and last of its times, where the files themselves tell them (`years_sql`). Times after the day
    `today` are counted apart; without one, nobody looks for them.
    `felt_by` are the questions of which a respondent's peak–end is made, `felt_texts` the scores of their texts, when
    these are known.
    """

    source: Source
    tables: Sequence[AnswerTable]
    columns: SourceColumns
    period: AnyPeriod
    dimensions: tuple[int, ...]
    preset: ToolPreset
    years: tuple[int, int] | None = None
    felt_by: tuple[FeelingQuestion, ...] = ()
    felt_texts: Mapping[int, Mapping[str, float]] = {}
    today: dt.date | None = None

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


def rows_sql(counting: Counting, *, numbered: bool, typed: frozenset[str] = frozenset()) -> str:
    """Returns the SQL of all rows of a source, with the columns of their roles, all texts but the roles `typed`.

    Besides, they have `f` (the file), `r` (the row; 0 unless they are `numbered`, which makes reading slower), `m` (the
    local time, none where it cannot be read), `clock` (whether clocks skip or repeat it, and whether it is after today:
    a number of `clock_in_sql`), `moment` (the local time, moved where clocks skip it), `p` (the number of its period),
    `v` (the weight) and `why` (0 for a row that counts); of events, `at`, the time in UTC.
    """
    parts = [_table_sql(counting, table, index, numbered, typed) for index, table in enumerate(counting.tables)]
    has_time = counting.columns.has("t")
    changes = changes_between(zone_of(counting.source), counting.years) if has_time else ()
    moved = shift_in_sql(changes, "m", "clock")
    number = number_in_sql(counting.period, counting.source.week, "m") if has_time else "0"
    if has_time and shifts_by_days(changes):  # only the few times that are moved are looked at again
        later = number_in_sql(counting.period, counting.source.week, f"({moved})")
        number = f"CASE WHEN {is_skipped('clock')} THEN {later} ELSE {number} END"
    weight = f"TRY_CAST(translate(w, '{ARABIC}٫', '{LATIN}.') AS DOUBLE)" if counting.columns.has("w") else "1.0"
    is_events = counting.source.kind == "events"
    at = f'CASE WHEN is_local THEN {_utc_sql(counting)} ELSE u END AS "at", ' if is_events else ""
    found = f"""
        SELECT *, {at}CAST({number} AS INTEGER) AS p, {moved} AS moment, {_why_sql(counting)} AS why FROM (
            SELECT *, {_clock_sql(counting, changes)} AS clock, {weight} AS v
            FROM ({" UNION ALL ".join(parts)}))"""
    return _once_sql(found) if counting.columns.has("k") else found


def felt_rows_sql(counting: Counting, rows: str, typed: frozenset[str] = frozenset()) -> str:
    """Returns the SQL of some `rows_sql` with the respondents' peak–ends, which are of the type BIGINT."""
    whole = {each.number for each in counting.felt_by if _type_of(counting, f"a{each.number}", typed) in WHOLE}
    return felt_in_sql(counting.felt_by, counting.felt_texts, rows, whole)


def _utc_sql(counting: Counting) -> str:
    zone = zone_of(counting.source)
    return utc_in_sql(zone, changes_around(zone, counting.years), "m")


def _once_sql(rows: str) -> str:
    """The SQL of rows of events, of which one that is like another in what it says of itself was sent twice."""
    again = 'row_number() OVER (PARTITION BY e, who, "at", k ORDER BY f, r) > 1'
    return f"""
        SELECT * REPLACE (CASE WHEN why = 0 AND again AND coalesce(trim(k), '') <> '' THEN {SENT_TWICE} ELSE why END
            AS why) FROM (SELECT *, {again} AS again FROM ({rows}))"""


def _clock_sql(counting: Counting, changes: Sequence[ClockChange]) -> str:
    if not counting.columns.has("t"):
        return "0"
    local, other = (clock_in_sql(each, "m", counting.today) for each in (changes, ()))
    return f"CASE WHEN is_local THEN {local} ELSE {other} END"


def bad_times_sql(counting: Counting, most: int) -> str:
    """Returns the query of at most so many texts that stand for times and cannot be read."""
    parts = [_timed_sql(counting, table, index, False, frozenset()) for index, table in enumerate(counting.tables)]
    bad = " UNION ALL ".join(f"SELECT CAST(t AS VARCHAR) AS t, m, is_timeless FROM ({part})" for part in parts)
    return f"SELECT t FROM ({bad}) WHERE m IS NULL AND NOT is_timeless LIMIT {most}"


def _table_sql(counting: Counting, table: AnswerTable, index: int, numbered: bool, typed: frozenset[str]) -> str:
    kept = [role for role in counting.columns.roles if role != "t"]
    utc = ["u"] if counting.source.kind == "events" else []
    timed = _timed_sql(counting, table, index, numbered, typed)
    return f"SELECT {', '.join(['f', 'r', *kept, 'm', 'is_local', 'is_timeless', *utc])} FROM ({timed})"


def _timed_sql(counting: Counting, table: AnswerTable, index: int, numbered: bool, typed: frozenset[str]) -> str:
    """The SQL of the rows of a table, as `moment_sql` has them."""
    roles = counting.columns.roles
    unix = is_unix(counting.source, counting.preset)
    cells = [
        f"NULL::VARCHAR AS {role}" if place is None
        else f"{table.cell(place)} AS {role}"
        if role in typed or not table.types or is_typed(table, role, roles, unix=unix)
        else f"CAST({table.cell(place)} AS VARCHAR) AS {role}"
        for role, place in zip(roles, table.positions, strict=True)
    ]  # fmt: skip
    names = [f"c{place}" for place in range(table.width)]
    path = text(str(table.path))
    if table.kind == "parquet":
        row = "n + 1"
        more = ", file_row_number = true" if numbered else ""
        origin = f"read_parquet({path}{more}) AS x({', '.join([*names, 'n'] if numbered else names)})"
    elif table.kind == "duckdb":
        row, origin = "x.rowid + 1", origin_sql(f"d{index}", table.table, names)
    else:
        row = "CAST(c0 AS BIGINT)" if table.kind == "anew" else f"row_number() OVER () + {table.first_row}"
        columns = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
        skip = 0 if table.kind == "anew" else table.first_row
        origin = (
            f"read_csv({path}, auto_detect = false, header = false, skip = {skip}, delim = {text(table.delimiter)}, "
            f"quote = '\"', escape = '\"', columns = {{{columns}}}, store_rejects = true, compression = 'none', "
            f"max_line_size = {MOST_LINE})"
        )
    row = row if numbered else "0"
    rows = f"(SELECT {', '.join([f'{index} AS f', f'CAST({row} AS BIGINT) AS r', *cells])} FROM {origin})"
    return moment_sql(counting.source, counting.preset, counting.columns, table, rows, counting.years)


def typed_roles(counting: Counting) -> frozenset[str]:
    """Returns the roles that are counted by their values as the files have them, for being of one type in all of them.

    Their values become texts when they are counted, not row by row.
    """
    if counting.preset.asked:
        return frozenset()
    wanted = {*counting.groups, *counting.about, *counting.answers}
    return frozenset(
        role for index, role in enumerate(counting.columns.roles)
        if role in wanted and len(found := {table.type_of(index) for table in counting.tables}) == 1
        and found.pop().partition("(")[0] in _COUNTED_TYPES
    )  # fmt: skip


def _why_sql(counting: Counting) -> str:
    cases = [
        f"WHEN lower(trim(f{index})) IN ({', '.join(map(text, each.texts))}) THEN {index + 1}"
        for index, each in enumerate(counting.columns.left_out)
    ]
    if counting.preset.asked:
        blank = " AND ".join(f"coalesce(trim({answer}), '') = ''" for answer in counting.answers)
        cases.append(f"WHEN {blank} THEN {UNANSWERED}")
    if counting.columns.has("t"):
        cases.append(f"WHEN m IS NULL THEN CASE WHEN is_timeless THEN {NO_TIME} ELSE {BAD_TIME} END")
        cases.append(f"WHEN m < TIMESTAMP '{FIRST_TIME}' THEN {BAD_TIME}")
    if counting.source.kind == "events":
        cases += [
            f"WHEN coalesce(trim({role}), '') = '' THEN {why}" for role, why in (("who", NO_CASE), ("e", NO_EVENT))
        ]
    if counting.columns.has("w"):
        cases.append(f"WHEN v IS NULL OR v < 0 OR isnan(v) OR isinf(v) THEN {BAD_WEIGHT}")
    return f"CASE {' '.join(cases)} ELSE 0 END" if cases else "0"


def texts_sql(counting: Counting, answers: Sequence[str]) -> str:
    """Returns the query of how often each text answers each question, in each period and segment.

    Its columns are `why`, `clock`, `p`, the segments, what an answer of a long file is about, the number of the answer
    among the `answers`, of which there are at most `MOST_ANSWERS`, its text, and n, Σw and Σw².
    """
    cells = [*counting.groups, *counting.about]
    weighted = counting.columns.has("w")
    keys = ["code", *cells]
    sums = "kahan_sum(v) AS w1, kahan_sum(v * v) AS w2" if weighted else "0 AS w1, 0 AS w2"
    typed = typed_roles(counting)
    rows = rows_sql(counting, numbered=False, typed=typed)
    if FELT in answers:
        rows = felt_rows_sql(counting, rows, typed)
    rows = f"SELECT *, {_CODE} AS code FROM ({rows})"
    shown = [f"CAST({name} AS VARCHAR)" if name in typed else name for name in cells]
    weights = "w1, w2" if weighted else "n, n"
    which = "which" if len(answers) > 1 else "0"  # what is the same of all is no key: each of them takes its time
    names = ", ".join([*keys, "which", "answer"] if len(answers) > 1 else [*keys, "answer"])
    return f"""
        SELECT {", ".join([*_OF_CODE, *shown, which, "CAST(answer AS VARCHAR)"])}, n, {weights}
        FROM (
            SELECT {names}, count(*) AS n, {sums} FROM ({_each_sql(counting, rows, [*keys, "v"], answers, typed)})
            GROUP BY {names})"""


def _type_of(counting: Counting, role: str, typed: frozenset[str]) -> str:
    """The type of the column of a role in `rows_sql`, or of the peak–ends in `felt_rows_sql`."""
    if role == FELT:
        return "BIGINT"
    return counting.tables[0].type_of(counting.columns.roles.index(role)) if role in typed else "VARCHAR"


def _each_sql(
    counting: Counting, rows: str, carried: Sequence[str], answers: Sequence[str], typed: frozenset[str]
) -> str:  # fmt: skip
    """The SQL of rows with an `answer` each, and `which` one it is of several; counting them is one table.

    The list of them is made in a query of its own: what a row has besides is not computed for each of its answers.
    """
    names = ", ".join(carried)
    if len(answers) == 1:
        return f"SELECT {names}, {answers[0]} AS answer FROM ({rows})"
    types = {_type_of(counting, each, typed) for each in answers}
    is_as_it_is = len(types) == 1 or types <= WHOLE  # the list is of the widest type of whole numbers
    listed = ", ".join(answers if is_as_it_is else (f"CAST({each} AS VARCHAR)" for each in answers))
    return f"""
        SELECT {names}, unnest(range({len(answers)})::UTINYINT[]) AS which, unnest(every) AS answer
        FROM (SELECT {names}, [{listed}] AS every FROM ({rows}))"""


def places_sql(counting: Counting, conditions: Sequence[str]) -> str:
    """Returns the query of the rows that meet any of some conditions, by file and row.

    Its columns are a number of file and row, and whether each of the conditions is met.
    """
    place = f"(CAST(f AS BIGINT) << {ROW_BITS}) + r AS place"
    met = ", ".join(f"coalesce({condition}, false) AS is{index}" for index, condition in enumerate(conditions))
    any_met = " OR ".join(f"is{index}" for index in range(len(conditions)))
    return f"""
        SELECT * FROM (SELECT {place}, {met} FROM ({rows_sql(counting, numbered=True)})) WHERE {any_met}"""


REJECTS = """
    SELECT file_path, error, count(*), min(line, {few}) FROM (
        SELECT file_path, line, min(CAST(error_type AS VARCHAR)) AS error
        FROM reject_errors JOIN reject_scans USING (scan_id, file_id) GROUP BY file_path, line)
    GROUP BY file_path, error ORDER BY file_path, error"""
"""The query of the rows that the engine could not read: the file, the error, how many, and the first few."""

REJECTED_LINES = """
    SELECT DISTINCT line FROM reject_errors JOIN reject_scans USING (scan_id, file_id)
    WHERE file_path = ? ORDER BY line"""
