"""The queries of comments: how many there are, how many have each signal, and those that may be quoted.

The engine finds words and patterns, with RE2, so that no pattern can keep it busy; comments are not held in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from journeymap.insight.comments import MOST_COMMENT, word_in_re2
from journeymap.insight.patterns import pattern_in_re2
from journeymap.measure.answers.engine import text
from journeymap.measure.answers.queries import ROW_BITS, Counting, rows_sql
from journeymap.model import Signal

PLAIN = "plain_comment"
"""What `insight.comments.plain_comment` is called in the engine."""
ASCII_PLAIN = r"trim(regexp_replace(lower({0}), '[\t-\r ]+', ' ', 'g'), ' ')"
"""The same for letters of ASCII, which the engine makes plain itself."""
_SAYS_SOMETHING = r"[\p{L}\p{N}\p{So}]"
_FILE_BITS = 16


class CommentQuery(NamedTuple):
    """What is asked of the comments of a source: the signals as RE2 has them, and the cuts.

    `beside` is the role of the answer that stands beside each comment, none where there is no question.
    """

    counting: Counting
    signals: Sequence[str]
    cuts: Sequence[tuple[int, ...]]
    beside: Sequence[str | None]


def signal_in_re2(signal: Signal) -> str:
    """Returns the pattern that finds a signal in plain comments, by the words and patterns of all languages.

    Empty for a signal without any. Raises WrongPatternError.
    """
    words = [word_in_re2(word) for words in signal.words.values() for word in words]
    patterns = [pattern_in_re2(pattern) for patterns in signal.patterns.values() for pattern in patterns]
    return "|".join(f"(?:{each})" for each in (*words, *patterns) if each)


def said_roles(counting: Counting) -> tuple[str, ...]:
    """Returns the roles of the columns with comments."""
    return tuple(role for role in counting.columns.roles if role.startswith("said"))


def _about(counting: Counting) -> tuple[str, ...]:
    return tuple(role for role in counting.about if role == "touchpoint")


def _all_sql(query: CommentQuery) -> str:
    """The SQL of all comments that say something, in rows that count; `c` is the number of their column."""
    counting = query.counting
    roles = said_roles(counting)
    numbered = counting.source.repeats is not None
    carried = ["p", "moment", *counting.groups, *counting.about]
    who = place = ""
    if numbered:
        who = ", coalesce(nullif(trim(who), ''), chr(1) || f || ':' || r) AS who"
        moment = "CAST(coalesce(epoch_us(moment), 0) AS HUGEINT)"
        place = f", {moment} * {1 << (ROW_BITS + _FILE_BITS)} + CAST(f AS HUGEINT) * {1 << ROW_BITS} + r AS place"
    beside = ", ".join(role or "NULL" for role in query.beside)
    numbers = ", ".join(str(number) for number in range(len(roles)))
    said = ", ".join(f"left({role}, {MOST_COMMENT})" for role in roles)
    never = ", ".join(map(text, sorted(counting.preset.never)))
    is_one = f"regexp_matches(said, '{_SAYS_SOMETHING}')" + (
        f" AND lower(trim(said)) NOT IN ({never})" if never else ""
    )
    return f"""
        SELECT * FROM (
            SELECT {", ".join(carried)}{who}{place}, unnest([{numbers}]) AS c, unnest([{said}]) AS said,
                unnest([{beside}]::VARCHAR[]) AS beside
            FROM ({rows_sql(counting, numbered=numbered)}) WHERE why = 0)
        WHERE {is_one}"""


def _comments_sql(query: CommentQuery) -> str:
    """The SQL of the comments that count: of a customer's at one touchpoint in a period, one, as `repeats` says."""
    found = _all_sql(query)
    repeats = query.counting.source.repeats
    if repeats in (None, "all"):
        return found
    keys = ", ".join(["p", "who", "c", *_about(query.counting)])
    best = "max" if repeats == "latest" else "min"
    chosen = f"SELECT {best}(place) AS place, any_value(c) AS c FROM ({found}) GROUP BY {keys}"
    return f"SELECT every.* FROM ({found}) AS every SEMI JOIN ({chosen}) AS chosen USING (place, c)"


def _plain_sql(query: CommentQuery) -> str:
    plain = f"CASE WHEN strlen(said) = length(said) THEN {ASCII_PLAIN.format('said')} ELSE {PLAIN}(said) END"
    return f"SELECT *, {plain} AS plain FROM ({_comments_sql(query)})"


def _has(signal: str) -> str:
    return f"regexp_matches(plain, {text(signal)})" if signal else "false"


def counts_sql(query: CommentQuery) -> str:
    """Returns the query of how many comments there are, and how many have each signal.

    Its columns are p, c, the touchpoint's text in a long file, a number that tells which dimensions a row is not cut by
    (SQL's GROUPING), the texts of the segments, the number of comments, then that of each signal; and, where customers
    may have written several times, the same of customers.
    """
    counting = query.counting
    keys = ["p", "c", *_about(counting)]
    groups = list(counting.groups)
    sets = ", ".join(f"({', '.join([*keys, *(f'g{index}' for index in cut)])})" for cut in query.cuts)
    bits = f"GROUPING({', '.join(groups)})" if groups else "0"
    wheres = ["", *(f" FILTER (WHERE s{number})" for number in range(len(query.signals)))]
    counts = [f"count(*){where}" for where in wheres]
    if counting.source.repeats == "all":
        counts += [f"count(DISTINCT who){where}" for where in wheres]
    signals = "".join(f", {_has(each)} AS s{number}" for number, each in enumerate(query.signals))
    return f"""
        SELECT {", ".join([*keys, bits, *groups, *counts])}
        FROM (SELECT *{signals} FROM ({_plain_sql(query)})) GROUP BY GROUPING SETS ({sets})"""


def quotes_sql(query: CommentQuery, period: int, groups: Iterable[int]) -> str:
    """Returns the query of the comments of one period, by its number, with what stands beside them.

    Its columns are c, the touchpoint's and the metric's text in a long file, the texts of the segments, the comment,
    the answer beside it, the day, and whether it has each signal.
    """
    counting = query.counting
    day = "strftime(moment, '%Y-%m-%d')" if counting.columns.has("t") else "NULL"
    columns = [
        "c",
        *counting.about,
        *(f"g{index}" for index in groups),
        "said",
        "beside",
        day,
        *map(_has, query.signals),
    ]
    return f"SELECT {', '.join(columns)} FROM ({_plain_sql(query)}) WHERE p = {period}"
