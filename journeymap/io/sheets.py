"""Tables from an untrusted source, and how large one may be. A table in delimited text (CSV, TSV) is read here."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice
from pathlib import PurePath
from typing import NamedTuple

from journeymap.errors import UserError
from journeymap.io.encodings import decoded

MOST_ROWS = 5_000
MOST_COLUMNS = 256
MOST_BYTES = 10 * 1024 * 1024
_SEPARATORS = ",;\t"
_LOOKED_AT = 50
_MACRO_SUFFIXES = (".xlsm", ".xltm", ".xlsb", ".xlam", ".xls")


class MergedCells(NamedTuple):
    """A block of cells that a spreadsheet shows as one: its first and last row and column, counted from 0.

    The text is that of its first cell; the other ones are empty.
    """

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Sheet(NamedTuple):
    """A table: its rows, which need not be of one length, with the texts of their cells; and what is merged in it."""

    rows: list[list[str]]
    merged: tuple[MergedCells, ...] = ()


def check_table_file(data: bytes, name: str) -> None:
    """Raise UserError for a file that is too large for a table, or of a kind that can have macros."""
    suffix = PurePath(name).suffix.lower()
    if len(data) > MOST_BYTES:
        raise UserError(f"{name}: a table may have 10 MB", hint="leave pictures out of it, or save the sheet as CSV")
    if suffix in _MACRO_SUFFIXES:
        raise UserError(f"{name}: {suffix} files can have macros", hint="save it as .xlsx without macros, or as CSV")


def cell_name(row: int, column: int) -> str:
    """What a spreadsheet calls a cell, whose row and column are counted from 0: `C5` for 4 and 2."""
    return f"{column_name(column)}{row + 1}"


def column_name(column: int) -> str:
    """What a spreadsheet calls a column, counted from 0: A, B … Z, AA, AB …"""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def delimited_rows(
    data: bytes, name: str, *, most_rows: int = MOST_ROWS, most_columns: int = MOST_COLUMNS
) -> list[list[str]]:
    """The rows of a table in text: what separates its cells is found, a comma, a semicolon or a tab.

    Raises UserError for a text that is not UTF-8 or UTF-16, is too large, or has a quotation mark that is not closed.
    """
    text = decoded(data, name, "save it as `CSV UTF-8`, or as .xlsx")
    separator = max(_SEPARATORS, key=lambda each: _columns_by(each, text))
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            rows.append(row)
            if len(rows) > most_rows or len(row) > most_columns:
                most = f"{most_rows:,} rows and {most_columns:,} columns"
                raise UserError(f"{name}: a table may have {most}", hint="delete what does not belong to it")
    except csv.Error as error:
        raise UserError(f"{name}: row {len(rows) + 1}: {error}", hint="save it as CSV from a spreadsheet") from None
    return rows


def _columns_by(separator: str, text: str) -> tuple[int, int]:
    """How many of the first rows have the most usual number of cells, above one, if a text is separated by this.

    The second is that number of cells.
    """
    try:
        rows = [*islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), _LOOKED_AT)]
    except csv.Error:
        return 0, 0
    counts = Counter(len(row) for row in rows if len(row) > 1)
    return max(((count, width) for width, count in counts.items()), default=(0, 0))
