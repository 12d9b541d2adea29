"""Rows of the kinds of files that the engine does not read itself: Excel, JSON Lines, SQLite. Each is a stream."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from journeymap.errors import UserError
from journeymap.measure.answers.locations import AnswerFile
from journeymap.measure.answers.nested import flat
from journeymap.measure.answers.problems import AnswerPlace, LeftOutTally
from journeymap.measure.answers.text_files import MOST_LINE
from journeymap.spelling import did_you_mean

_SAMPLED = 1_000
_MOST_KEYS = 2_000
_MOST_TOLD = 12
_TABLE = re.compile("[A-Za-z_][A-Za-z0-9_]*")


def is_table(name: str) -> bool:
    """Whether a table of this name can be read: it stands in SQL as it is, so it has letters, digits and `_` alone."""
    return _TABLE.fullmatch(name) is not None


def text_of(value: Any) -> str:
    """Returns a value of a typed file as the text that CSV would have: nothing for none, 5 for 5.0."""
    if value is None or isinstance(value, bytes | list | dict):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def json_lines(file: AnswerFile, tally: LeftOutTally) -> Iterator[tuple[int, dict[str, str]]]:
    """Yields the number of each line of a JSON Lines file with its values by key; those inside as `flat` calls them.

    Lines that are no objects are counted in the tally. Raises OSError.
    """
    with file.path.open("rb") as stream:
        number = 0
        while line := stream.readline(MOST_LINE):
            number += 1
            if not line.endswith(b"\n") and len(line) >= MOST_LINE:
                while (rest := stream.readline(MOST_LINE)) and not rest.endswith(b"\n"):
                    pass
                tally.add("too-long", place=AnswerPlace(file.name, number))
                continue
            if not line.strip():
                continue
            try:
                found = json.loads(line.decode("utf-8-sig"))
                if b"\\ud" in line.lower():  # half of a pair, written as an escape, is no letter
                    json.dumps(found, ensure_ascii=False).encode()
            except UnicodeError:
                tally.add("encoding", place=AnswerPlace(file.name, number))
                continue
            except (ValueError, RecursionError):
                found = None
            if isinstance(found, dict):
                yield number, {key: text_of(value) for key, value in flat(found)}
            else:
                tally.add("not-json", place=AnswerPlace(file.name, number))


def json_keys(file: AnswerFile) -> list[str]:
    """Returns the keys of the first thousand lines of a JSON Lines file, in the order of their first use."""
    keys: dict[str, None] = {}
    for count, (_, values) in enumerate(json_lines(file, LeftOutTally())):
        keys.update(dict.fromkeys(values))
        if count >= _SAMPLED or len(keys) > _MOST_KEYS:
            break
    return list(keys)


class WrongTableError(UserError):
    """The table that is meant is not in a database, or several are and nobody says which is meant."""


def sqlite_rows(file: AnswerFile, table: str | None = None) -> tuple[list[str], Iterable[list[str]]]:
    """Returns the columns of a table in a SQLite file, and its rows as texts, in the order of the table.

    Without a `table`, the file's only one is read. Raises UserError for a file that is none, and WrongTableError.
    """
    chosen = table_of(file, list(sqlite_tables(file)), table)
    database = _opened(file.path)
    cursor = database.execute(f'SELECT * FROM "{chosen}"')  # a name of letters, digits and _ alone
    return [column[0] for column in cursor.description], _texts(file, database, cursor)


def sqlite_tables(file: AnswerFile) -> dict[str, int]:
    """Returns the tables of a SQLite file with the highest number of a row in each, 0 where none is known.

    Raises UserError for a file that is none.
    """
    try:
        with closing(_opened(file.path)) as database:
            found = [name for (name,) in database.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]  # fmt: skip
            return {name: _last_row(database, name) for name in found}
    except sqlite3.Error:
        raise UserError(f"{file.name}: this is not a SQLite file that can be read") from None


def _last_row(database: sqlite3.Connection, table: str) -> int:
    try:
        (last,) = database.execute(f'SELECT max(rowid) FROM "{table}"').fetchone() if is_table(table) else (0,)
    except sqlite3.OperationalError:  # a table without numbers of rows
        last = 0
    return last if isinstance(last, int) else 0


def table_of(file: AnswerFile, tables: Sequence[str], wanted: str | None) -> str:
    """Returns which of the tables of a database is meant: the wanted one or, if none is said, the only one.

    Raises WrongTableError.
    """
    usable = [name for name in tables if is_table(name)]
    if wanted in usable:
        return wanted
    if wanted is None and len(usable) == 1:
        return usable[0]
    there = f"the file has {', '.join(usable[:_MOST_TOLD])}{', …' if len(usable) > _MOST_TOLD else ''}"
    if not usable:
        raise WrongTableError(f"{file.name}: there is no table of answers",
                              hint="a table's name has letters a to z, digits and `_` alone")  # fmt: skip
    if wanted is not None:
        raise WrongTableError(f"{file.name}: there is no such table", hint=did_you_mean(wanted, usable) or there)
    raise WrongTableError(f"{file.name}: {len(usable)} tables, and it is not said which is meant",
                              hint=f"say it: `table: {usable[0]}`; {there}")  # fmt: skip


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    database.execute("PRAGMA trusted_schema = OFF")
    database.text_factory = lambda data: data.decode("utf-8", errors="replace")
    return database


def _texts(file: AnswerFile, database: sqlite3.Connection, cursor: sqlite3.Cursor) -> Iterator[list[str]]:
    with closing(database):
        try:
            for row in cursor:
                yield [text_of(value) for value in row]
        except sqlite3.Error:
            raise UserError(f"{file.name}: this is not a SQLite file that can be read to its end") from None
