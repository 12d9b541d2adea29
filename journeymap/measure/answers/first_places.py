"""Where the first few answers are that cannot be counted, by what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from journeymap.measure.answers.engine import text
from journeymap.measure.answers.gathering import Gathering
from journeymap.measure.answers.problems import BAD, FIRST_FEW, AnswerPlace, Reason
from journeymap.measure.answers.queries import REJECTED_LINES, ROW_BITS, Counting, places_sql
from journeymap.measure.answers.tables import SourceTables

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FETCHED = 100
_MOST_TEXTS = 500
_ROW_MASK = (1 << ROW_BITS) - 1


def add_first_places(
    database: DuckDBPyConnection, counting: Counting, found: Gathering, opened: SourceTables
) -> None:  # fmt: skip
    """Adds the places of the first few of each problem to the tally, in one more pass, if there is any problem."""
    wanted: list[tuple[Reason, str, int, str]] = [
        (found.reason(why), found.column(why), count, f"why = {why}") for why, count in sorted(found.why.items())
        if found.reason(why) in BAD
    ]  # fmt: skip
    for (role, reason), bad in sorted(found.bad_texts.items()):
        listed = ", ".join(text(each) for each in sorted(bad.texts)[:_MOST_TEXTS])
        condition = f"why = 0 AND coalesce({role}, '') IN ({listed})"
        wanted.append((reason, counting.columns.named(role), bad.count, condition))
    add_places(database, counting, opened, wanted)


def add_places(
    database: DuckDBPyConnection, counting: Counting, opened: SourceTables,
    wanted: Sequence[tuple[Reason, str, int, str]],
) -> None:  # fmt: skip
    """Adds the places of the first few rows that meet conditions to the tally: each is a reason, a column, how many
    rows there are, and the SQL."""
    if not wanted:
        return
    first = _first_few(database, counting, [(min(count, FIRST_FEW), sql) for _, _, count, sql in wanted])
    named = _places(database, opened, {place for places in first for place in places})
    for (reason, column, *_), places in zip(wanted, first, strict=True):
        opened.tally.add_places(reason, column, [named[place] for place in places])


def _first_few(
    database: DuckDBPyConnection, counting: Counting, wanted: Sequence[tuple[int, str]]
) -> list[list[int]]:  # fmt: skip
    """Returns the first rows that meet each condition, as many as are wanted; what is behind them is not read."""
    places: list[list[int]] = [[] for _ in wanted]
    with database.cursor() as reading:
        reading.execute(places_sql(counting, [sql for _, sql in wanted]))
        while rows := reading.fetchmany(_FETCHED):
            for place, *met in rows:
                for (most, _), found, is_met in zip(wanted, places, met, strict=True):
                    if is_met and len(found) < most:
                        found.append(int(place))
            if all(len(found) == most for (most, _), found in zip(wanted, places, strict=True)):
                break
    return places


def _places(database: DuckDBPyConnection, opened: SourceTables, numbers: Iterable[int]) -> dict[int, AnswerPlace]:
    """Returns where rows are, by their numbers.

    The engine numbers the rows of a CSV file that it can read: the others, which stand between them, count as well.
    """
    found: dict[int, AnswerPlace] = {}
    for index, each in groupby(sorted(numbers), key=lambda number: number >> ROW_BITS):
        table = opened.tables[index]
        is_csv = table.kind == "csv"
        rejected = _rejected_lines(database, str(table.path)) if is_csv else iter(())
        before, following = 0, next(rejected, None)
        for number in each:
            row = number & _ROW_MASK
            while following is not None and following <= row + before:
                before, following = before + 1, next(rejected, None)
            found[number] = AnswerPlace(table.file.name, row + before)
    return found


def _rejected_lines(database: DuckDBPyConnection, path: str) -> Iterator[int]:
    result = database.execute(REJECTED_LINES, [path])  # no other connection sees these tables
    while lines := result.fetchmany(_FETCHED):
        yield from (line for (line,) in lines)
