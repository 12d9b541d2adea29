"""The queries that count answers in tables of an engine, in the words of its dialect.

Those of files, for DuckDB alone, are in `queries` and `repeats`: they are faster there, and tests hold that both count
the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.measure.answers.moments import ARABIC, LATIN
from journeymap.measure.answers.peak_ends import FELT, FELT_UNITS
from journeymap.measure.answers.queries import BAD_TIME, BAD_WEIGHT, NO_TIME, UNANSWERED, Counting
from journeymap.measure.answers.repeats import MEASURES
from journeymap.measure.answers.zones import clock_changes, shift_in_sql, zone_of
from journeymap.measure.engines.dialects import Dialect
from journeymap.measure.engines.timed_rows import NUMBERS, TableOfRoles, timed_rows_sql

ONE_EACH = frozenset({"latest", "first"})
"""What `repeats` is where one answer of a customer counts."""
_CAPITALS, _SMALL = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
_BLANKS = "[ \t\n\v\f\r]*"
_WEIGHT = f"^{_BLANKS}[+-]?([0-9]{{1,30}}([.][0-9]{{0,30}})?|[.][0-9]{{1,30}})([eE][+-]?[0-9]{{1,2}})?{_BLANKS}$"
_MOST_WEIGHT = "1e140"
"""From this on, the square of a weight, or the sum of a few, may be no number."""


def read_sql(dialect: Dialect, counting: Counting, tables: Sequence[TableOfRoles]) -> str:
    """Returns the SQL of all rows of a source in an engine, with the texts of its answers, and of what these are about.

    Besides, they have `why` (0 for a row that counts), `clock` (whether clocks repeat or skip its time, or it is after
    today), `p` (the number of its period), `v` (its weight) and, where the source has `repeats`, `who`, a name for the
    respondent that nobody else has, `unnamed` (1 where the row says none), and `micros`, `f` and `r`, by which a
    respondent's rows are in order: that of time, then that of tables and rows; where these have none, of their texts.
    """
    columns = counting.columns
    timed = timed_rows_sql(dialect, counting.source, counting.preset, columns, tables, counting.period, counting.today)
    told = [*counting.groups, *counting.about, *counting.answers]
    weighed = f"SELECT *, {_weight_sql(dialect, counting, tables)} AS v FROM ({timed}) AS d{dialect.apart}"
    cells = ["clock", "p", "v", *told, f"{_why_sql(dialect, counting)} AS why"]
    if counting.source.repeats is None:
        return f"SELECT {', '.join(cells)} FROM ({weighed}) AS e"
    name = dialect.trimmed("who")
    blank = f"coalesce({name}, '') = ''"
    moved = shift_in_sql(clock_changes(zone_of(counting.source)), "m", "clock")
    micros = f"coalesce({dialect.microseconds.format(f'({moved})')}, 0)" if columns.has("t") else "0"
    # no name begins with a space
    nobody = f"{dialect.literal(' ')} || CAST({dialect.any_number} AS {dialect.text})"
    cells += [
        f"CASE WHEN {blank} THEN {nobody} ELSE {name} END AS who",
        f"CASE WHEN {blank} THEN 1 ELSE 0 END AS unnamed", f"CAST({micros} AS BIGINT) AS micros", "f",
    ]  # fmt: skip
    if counting.source.repeats not in ONE_EACH or all(table.row for table in tables):
        return f"SELECT {', '.join([*cells, 'r'])} FROM ({weighed}) AS e"
    kept = [role for role in columns.roles if role not in ("t", "who")]
    order = "".join(f""", {dialect.in_order.format(f"coalesce({role}, '')")}""" for role in kept)
    names = ", ".join(["clock", "p", "v", *told, "why", "who", "unnamed", "micros", "f"])
    more = [role for role in kept if role not in told]
    rows = f"SELECT {', '.join([*cells, *more])} FROM ({weighed}) AS e"
    return f"SELECT {names}, row_number() OVER (PARTITION BY who ORDER BY micros, f{order}) AS r FROM ({rows}) AS g"


def _weight_sql(dialect: Dialect, counting: Counting, tables: Sequence[TableOfRoles]) -> str:
    """The SQL of the weight of a row, null for what is none."""
    if not counting.columns.has("w"):
        return f"CAST(1 AS {dialect.number})"
    found = [table.columns["w"] for table in tables]
    if all(column is None or column[1] in NUMBERS for column in found):
        return f"CAST(w AS {dialect.number})"
    said = f"translate(w, {dialect.literal(ARABIC + '٫')}, {dialect.literal(LATIN + '.')})"
    return f"CASE WHEN {dialect.matches(said, _WEIGHT)} THEN CAST({said} AS {dialect.number}) END"


def _why_sql(dialect: Dialect, counting: Counting) -> str:
    blank = "coalesce({}, '') = ''".format
    cases = []
    for index, each in enumerate(counting.columns.left_out):
        small = f"translate({dialect.trimmed(f'f{index}')}, '{_CAPITALS}', '{_SMALL}')"
        cases.append(f"WHEN {small} IN ({', '.join(map(dialect.literal, each.texts))}) THEN {index + 1}")
    if counting.preset.asked:
        unanswered = " AND ".join(blank(dialect.trimmed(answer)) for answer in counting.answers)
        cases.append(f"WHEN {unanswered} THEN {UNANSWERED}")
    if counting.columns.has("t"):
        cases.append(f"WHEN at_read IS NULL THEN CASE WHEN is_blank = 1 THEN {NO_TIME} ELSE {BAD_TIME} END")
    if counting.columns.has("w"):
        most = f"CAST('{_MOST_WEIGHT}' AS {dialect.number})"
        cases.append(f"WHEN v IS NULL OR NOT (v >= 0 AND v < {most}) THEN {BAD_WEIGHT}")
    return f"CASE {' '.join(cases)} ELSE 0 END" if cases else "0"


def texts_sql(counting: Counting, table: str, answers: Sequence[str]) -> str:
    """Returns the query of how often each text answers each question, of the rows kept in a table.

    Its columns are those of `queries.texts_sql`: `why`, `clock`, `p`, the segments, what an answer of a long table is
    about, the number of the answer among the `answers`, its text, and n, Σw and Σw².
    """
    keys = ["why", "clock", "p", *counting.groups, *counting.about]
    sums = "sum(v), sum(v * v)" if counting.columns.has("w") else "count(*), count(*)"
    found = _flat_sql(table, answers, [*keys, "v"])
    names = ", ".join([*keys, "which", "answer"])
    return f"SELECT {names}, count(*), {sums} FROM ({found}) AS flat GROUP BY {names}"


def _flat_sql(table: str, answers: Sequence[str], carried: Sequence[str]) -> str:
    """The SQL of the rows of a table with an `answer` each, and `which` one it is."""
    numbers = ", ".join(f"({number})" for number in range(len(answers)))
    cases = " ".join(f"WHEN {number} THEN {answer}" for number, answer in enumerate(answers))
    return f"""SELECT {", ".join(carried)}, which, CASE which {cases} END AS answer
        FROM {table} AS kept CROSS JOIN (VALUES {numbers}) AS listed(which)"""


def feelings(dialect: Dialect) -> dict[str, str]:
    """Returns the columns of the table `feelings`: how the texts of a question's answers feel, by its number."""
    return {"q": "INTEGER", "answer": dialect.text, "feeling": dialect.number}


def felt_sql(dialect: Dialect, counting: Counting, table: str) -> str:
    """Returns the SQL of the rows of a table with the text `FELT`, the respondent's peak–end (`peak_ends`).

    How the texts feel is in the table `feelings`; any other text is no answer.
    """
    names = [f"h{each.number}.feeling" for each in counting.felt_by]
    joined = " ".join(
        f"LEFT JOIN feelings AS h{number} ON h{number}.q = {number} AND h{number}.answer = kept.a{number}"
        for number, _ in counting.felt_by
    )
    answered = " + ".join(f"CASE WHEN {name} IS NULL THEN 0 ELSE 1 END" for name in names)
    felt = f"(least({', '.join(names)}) + coalesce({', '.join(reversed(names))})) / 2 * {FELT_UNITS:e}"
    rows = f"SELECT kept.*, CASE WHEN {answered} > 1 THEN {felt} END AS units FROM {table} AS kept {joined}"
    half_away = "CASE WHEN units < 0 THEN -floor(0.5 - units) ELSE floor(units + 0.5) END"
    return f"SELECT felt.*, CAST(CAST({half_away} AS BIGINT) AS {dialect.text}) AS {FELT} FROM ({rows}) AS felt"


def meanings(dialect: Dialect) -> dict[str, dict[str, str]]:
    """Returns the columns of the tables that tell what texts mean: `scored`, `asked` and `named`.

    These are the score of each answer with the `MEASURES` of it, the question that a row of a long table is about, and
    the segment of each text of a dimension, all by number.
    """
    text = dialect.text
    return {
        "scored": {"q": "INTEGER", "answer": text, "x": "INTEGER"} | dict.fromkeys(MEASURES, dialect.number),
        "asked": {"touchpoint": text, "metric": text, "q": "INTEGER"},
        "named": {"g": "INTEGER", "said": text, "s": "INTEGER"},
    }


def answers_sql(counting: Counting, table: str) -> str:
    """Returns the SQL of all answers with a score in the rows of a table.

    They have q, p, who, unnamed, v, micros, f, r, x, the `MEASURES`, and `s0`, `s1` … for the dimensions in use.
    """
    carried = ["why", "p", "who", "unnamed", "v", "micros", "f", "r", *counting.groups]
    flat = _flat_sql(table, counting.counted, [*carried, *counting.about])
    which, asked = "flat.which", ""
    if counting.source.shape == "long":
        keys = " AND ".join(f"coalesce(flat.{role}, '') = asked.{role}" for role in counting.about) or "1 = 1"
        which, asked = "asked.q", f"JOIN asked ON {keys}"
    names = " ".join(
        f"JOIN named AS n{index} ON n{index}.g = {index} AND n{index}.said = coalesce(flat.g{index}, '')"
        for index in counting.dimensions
    )
    segments = "".join(f", n{index}.s AS s{index}" for index in counting.dimensions)
    return f"""SELECT {which} AS q, p, who, unnamed, v, micros, f, r, x, {", ".join(MEASURES)}{segments}
        FROM ({flat}) AS flat {asked} JOIN scored ON scored.q = {which} AND scored.answer = flat.answer {names}
        WHERE flat.why = 0"""


def one_each_sql(counting: Counting, table: str) -> str:
    """Returns the query of one answer for each customer, question and period, of those of `answers_sql` in a table.

    Its columns are q, p, the segments, x, n, Σw, Σw², how many answers are repeated, and how many are nobody's.
    """
    order = ", ".join(
        f"{name}{' DESC' if counting.source.repeats == 'latest' else ''}" for name in ("micros", "f", "r")
    )
    keys = ", ".join(["q", "p", *(f"s{index}" for index in counting.dimensions), "x"])
    sums = ", ".join(f"sum(CASE WHEN place = 1 THEN {each} ELSE 0 END)" for each in ("1", "v", "v * v"))
    again = "sum(CASE WHEN place > 1 THEN 1 ELSE 0 END), sum(CASE WHEN place = 1 THEN unnamed ELSE 0 END)"
    placed = f"row_number() OVER (PARTITION BY q, p, who ORDER BY {order}) AS place"
    return f"SELECT {keys}, {sums}, {again} FROM (SELECT *, {placed} FROM {table}) AS placed GROUP BY {keys}"


def clusters_sql(cut: Sequence[int], table: str) -> str:
    """Returns the query of the sums over customers for a cut by some dimensions, as `repeats.clusters_sql` has them."""
    keys = ", ".join(["q", "p", *(f"s{index}" for index in cut)])
    inner = ", ".join(f"sum(v * {name}) AS {name}" for name in MEASURES)
    outer = ", ".join(f"sum({y}), sum({y} * {y}), sum(m * {y})" for y in MEASURES)
    return f"""SELECT {keys}, count(*), sum(m), sum(m * m), {outer} FROM (
        SELECT {keys}, who, sum(v) AS m, {inner} FROM {table} GROUP BY {keys}, who) AS customers GROUP BY {keys}"""
