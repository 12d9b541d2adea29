"""Questions to which every engine must have the same answers: where one has not, nothing is counted with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from journeymap.errors import UserError
from journeymap.measure.engines.dialects import Dialect
from journeymap.measure.engines.engine import CountingEngine


class _Question(NamedTuple):
    about: str
    sql: str
    answer: Any


def _questions(words: Dialect) -> Iterator[_Question]:
    moment = "TIMESTAMP '2026-10-25 01:30:00.000001'"
    text, identifier = words.text, words.identifier
    yield _Question("microseconds of a time", words.microseconds.format(moment), 1792891800000001)
    yield _Question("microseconds before 1970", words.microseconds.format("TIMESTAMP '1969-12-31 23:59:59'"), -1000000)
    moved = f"{moment} + INTERVAL '3600 seconds'"
    yield _Question("seconds added to a time", words.microseconds.format(moved), 1792895400000001)
    back = words.moment_of.format("CAST(1792891800000001 AS BIGINT)")
    yield _Question("a time of microseconds", f"CAST({back} = {moment} AS INTEGER)", 1)
    yield _Question("days of a time", words.days.format("TIMESTAMP '2026-03-01 23:59:59'"), 20513)
    yield _Question("the month of a time", f"{words.month.format(moment)}", 10)
    read = words.microseconds.format(f"CAST('2026-01-02 03:04:05.5' AS {words.moment})")
    yield _Question("a time of a text", read, 1767323045500000)
    yield _Question("whole division", words.quotient.format("CAST(7 AS BIGINT)", "2"), 3)
    yield _Question("trimmed spaces", words.trimmed(words.literal(" \u00a0x y\u3000")), "x y")
    yield _Question("tabs are kept", f"length({words.trimmed(words.literal('x' + chr(9)))})", 2)
    yield _Question("quotes in texts", words.literal("it's \\n \\' \"so\""), "it's \\n \\' \"so\"")
    yield _Question("letters", words.literal("שלום é"), "שלום é")
    same = f"CAST({words.literal('a')} = {words.literal('A')} AS INTEGER)"
    yield _Question("capitals are others", same, 0)
    padded = f"CAST({words.literal('a')} = {words.literal('a ')} AS INTEGER)"
    yield _Question("spaces count in texts", padded, 0)
    empty = f"CAST(CAST('' AS {text}) IS NULL AS INTEGER)"
    yield _Question("an empty text is one", empty, 0)
    yield _Question("letters are counted", f"length({words.literal('שלום')})", 4)
    pattern = r"^([0-9]{2})[-/](a|bc)?$"
    yield _Question("an expression is found", f"CAST({words.matches(words.literal('12/bc'), pattern)} AS INTEGER)", 1)
    yield _Question("an expression is not", f"CAST({words.matches(words.literal('x12/bc'), pattern)} AS INTEGER)", 0)
    yield _Question("a group of it", words.group(words.literal("12/bc"), pattern, 2), "bc")
    yield _Question("a group without text", f"coalesce({words.group(words.literal('12-'), pattern, 2)}, '')", "")
    number = words.number
    yield _Question("a number of a text", f"CAST(CAST(' 25e-1' AS {number}) * 2 AS INTEGER)", 5)
    least = f"least(CAST(NULL AS {number}), CAST(2 AS {number}))"
    yield _Question("the least number beside none", f"CAST({least} AS INTEGER)", 2)
    yield _Question(
        "a text before another", f"split_part({words.literal('a GMT+2 b')}, {words.literal(' GMT')}, 1)", "a"
    )
    odd = identifier('a "b`c')
    many = f"SELECT {words.any_number} AS q FROM (VALUES (1), (2), (3)) AS listed(n)"
    yield _Question("numbers of rows", f"(SELECT count(DISTINCT q) FROM ({many}) AS numbered)", 3)
    yield _Question("a name in quotes", f"(SELECT max({odd}) FROM (SELECT 5 AS {odd}) AS named)", 5)


def ask(engine: CountingEngine, called: str) -> None:
    """Asks the engine what it understands by the words of its dialect. `called` is what the user calls it.

    Raises UserError that names what it answers otherwise.
    """
    questions = list(_questions(engine.dialect))
    answers = next(engine.rows(f"SELECT {', '.join(f'{each.sql} AS q{n}' for n, each in enumerate(questions))}"))
    for question, answer in zip(questions, answers, strict=True):
        if answer != question.answer:
            raise UserError(
                f"--engine: {called} counts otherwise than is meant here: {question.about}",
                hint="count an export of the table as Parquet with DuckDB",
            )
