"""The queries of repeated answers: the one of each customer that counts, or all of them, clustered by customer."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.measure.answers.peak_ends import FELT
from journeymap.measure.answers.queries import ROW_BITS, Counting, felt_rows_sql, rows_sql

TABLES = """
    CREATE TEMP TABLE scored
        (q INTEGER, answer VARCHAR, x INTEGER, score DOUBLE, top DOUBLE, net DOUBLE);
    CREATE TEMP TABLE asked (touchpoint VARCHAR, metric VARCHAR, q INTEGER);
    CREATE TEMP TABLE named (g INTEGER, segment VARCHAR, s INTEGER);"""
"""What the texts mean: the score of each answer, the question that an answer of a long file is to, each segment."""

MEASURES = ("score", "top", "net")
_FILE_BITS = 16


def answers_sql(counting: Counting) -> str:
    """Returns the SQL of all answers with a score: q, p, who, is_unnamed, v, the place in time, x, and `s0`, `s1` …"""
    carried = ", ".join(["f", "r", "p", "moment", "who", "v", *counting.groups])
    rows = f"({rows_sql(counting, numbered=True)})"
    if counting.felt_by:
        rows = f"(SELECT * REPLACE (CAST({FELT} AS VARCHAR) AS {FELT}) FROM ({felt_rows_sql(counting, rows)}))"
    if counting.source.shape == "long":
        keys = " AND ".join(f"coalesce(rows.{name}, '') = asked.{name}" for name in counting.about) or "true"
        flat = f"SELECT {carried}, asked.q AS q, a0 AS a FROM {rows} AS rows JOIN asked ON {keys} WHERE why = 0"
    else:
        answers = counting.counted
        numbers = ", ".join(str(index) for index in range(len(answers)))
        flat = (
            f"SELECT {carried}, unnest([{numbers}]) AS q, unnest([{', '.join(answers)}]) AS a FROM {rows} WHERE why = 0"
        )
    names = " ".join(
        f"JOIN named AS n{index} ON n{index}.g = {index} AND n{index}.segment = coalesce(flat.g{index}, '')"
        for index in counting.dimensions
    )
    segments = "".join(f", n{index}.s AS s{index}" for index in counting.dimensions)
    moment = "coalesce(epoch_us(moment), 0)"
    place = f"CAST({moment} AS HUGEINT) * {1 << (ROW_BITS + _FILE_BITS)} + CAST(f AS HUGEINT) * {1 << ROW_BITS} + r"
    return f"""
        SELECT flat.q AS q, p, coalesce(nullif(trim(who), ''), chr(1) || f || ':' || r) AS who,
            coalesce(trim(who), '') = '' AS is_unnamed, v, {place} AS place, x, {", ".join(MEASURES)}{segments}
        FROM ({flat}) AS flat JOIN scored ON scored.q = flat.q AND scored.answer = flat.a {names}"""


def one_each_sql(counting: Counting, sizes: Sequence[int], scores: int) -> str:
    """Returns the query of one answer for each customer, question and period.

    Its columns are q, p, a code, n, Σw, Σw², and how many answers are repeated, and are nobody's. The code has the
    segments and the score: `((s0 * size of dimension 1 + s1) * …) * scores + x`.
    """
    best = "arg_max" if counting.source.repeats == "latest" else "arg_min"
    code = "0"
    for index, size in zip(counting.dimensions, sizes, strict=True):
        code = f"({code} * {size} + s{index})"
    return f"""
        SELECT q, p, code, count(*), kahan_sum(v), kahan_sum(v * v), sum(answers) - count(*), sum(unnamed) FROM (
            SELECT q, p, who, {best}(CAST({code} * {scores} + x AS BIGINT), place) AS code, {best}(v, place) AS v,
                count(*) AS answers, max(CAST(is_unnamed AS INTEGER)) AS unnamed
            FROM ({answers_sql(counting)}) GROUP BY q, p, who)
        GROUP BY q, p, code"""


def clusters_sql(counting: Counting, cut: Sequence[int]) -> str:
    """Returns the query of the sums over customers for a cut by some dimensions.

    Its columns are q, p, the segments of the cut, C, Σm, Σm², and Σy, Σy², Σmy for each of `MEASURES`: m is the weight
    of a customer's answers (their number, unweighted), y the weighted sum of the measure over them.
    """
    keys = ", ".join(["q", "p", *(f"s{index}" for index in cut)])
    inner = ", ".join(f"kahan_sum(v * {name}) AS {name}" for name in MEASURES)
    outer = ", ".join(f"kahan_sum({y}), kahan_sum({y} * {y}), kahan_sum(m * {y})" for y in MEASURES)
    return f"""
        SELECT {keys}, count(*), kahan_sum(m), kahan_sum(m * m), {outer} FROM (
            SELECT {keys}, who, kahan_sum(v) AS m, {inner} FROM ({answers_sql(counting)}) GROUP BY {keys}, who)
        GROUP BY {keys}"""
