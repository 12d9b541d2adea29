"""Reads a filled-in form, a workbook or CSV, into notes."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import PurePath

from journeymap.errors import UserError
from journeymap.io.spreadsheet import unescape_formula
from journeymap.style.locale import Words
from journeymap.workshop.cells import MOST_COLUMNS, MOST_ROWS, tidy
from journeymap.workshop.columns import SAYING, columns_in

MOST_BYTES = 10 * 1024 * 1024
_SEPARATORS = ",;\t"
_MACRO_SUFFIXES = (".xlsm", ".xltm", ".xlsb", ".xlam", ".xls")


@dataclass(frozen=True, slots=True)
class Note:
    """A row of the form: its number in the sheet, and its cells by column name. A missing cell is an empty text."""

    row: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def is_blank(self) -> bool:
        """Whether nothing was filled in; the cells of prepared rows say only where the note belongs."""
        return not any(self[column] for column in SAYING if column != "persona")


def read_notes(data: bytes, name: str, words: Words) -> list[Note]:
    """The notes of a form. The suffix of `name` says whether it is a workbook; `words` are those of the journey.

    Raises UserError when it cannot be read, or its first row does not have the headings of a form.
    """
    suffix = PurePath(name).suffix.lower()
    if len(data) > MOST_BYTES:
        raise UserError(f"{name}: a form may have 10 MB", hint="leave pictures out of it, or save the sheet as CSV")
    if suffix in _MACRO_SUFFIXES:
        raise UserError(f"{name}: {suffix} files can have macros", hint="save it as .xlsx without macros, or as CSV")
    if suffix == ".xlsx":
        from journeymap.workshop.capture.workbook import rows_of  # noqa: PLC0415  slow to import, and not needed for CSV

        rows = rows_of(data, name)
    elif suffix in (".csv", ".tsv", ".txt"):
        rows = _rows_of_csv(data, name)
    else:
        raise UserError(f"{name}: a form is an .xlsx or a .csv file")
    columns = columns_in([unescape_formula(cell) for cell in rows[0]] if rows else [], words, name)
    found = []
    for number, row in enumerate(rows[1:], 2):
        beyond = [cell for cell in row[len(columns) :] if cell.strip()]
        if beyond or any(cell.strip() for cell, column in zip(row, columns, strict=False) if not column):
            raise UserError(f"{name}: row {number}: there is something in a column without a heading")
        cells = {column: tidy(unescape_formula(cell)) for cell, column in zip(row, columns, strict=False) if column}
        note = Note(number, cells)
        if not note.is_blank:
            found.append(note)
    return found


def _rows_of_csv(data: bytes, name: str) -> list[list[str]]:
    text = _decoded(data, name)
    first = text.splitlines()[0] if text.strip() else ""
    separator = max(_SEPARATORS, key=first.count)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            rows.append(row)
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                most = f"{MOST_ROWS:,} rows and {MOST_COLUMNS} columns"
                raise UserError(f"{name}: a form may have {most}", hint="delete what is not notes")
    except csv.Error as error:
        raise UserError(f"{name}: row {len(rows) + 1}: {error}", hint="save it as CSV from a spreadsheet") from None
    return rows


def _decoded(data: bytes, name: str) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise UserError(f"{name}: this is not UTF-8", hint="save it as `CSV UTF-8`, or as .xlsx") from None
