"""Reads a filled-in form, a workbook or CSV, into notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from journeymap.errors import UserError
from journeymap.io.sheets import check_table_file, delimited_rows
from journeymap.io.spreadsheet import unescape_formula
from journeymap.style.locale import Words
from journeymap.workshop.cells import tidy
from journeymap.workshop.columns import SAYING, columns_in

_BULLET = re.compile(r"(?:^|(?<=\n))[^\S\n]*(?:[•◦▪‣●·*☐]|[-–—](?=\s))\s*")  # fmt: skip
"""A mark with which an item of a list begins. A dash needs a space behind it: `-1` is none."""


@dataclass(frozen=True, slots=True)
class Note:
    """A row of the form: its number in the sheet, and its cells by column name. A missing cell is an empty text.

    `beside` is how many other notes stand in the same cell, and `lines` on how many lines the note was written.
    """

    row: int
    cells: dict[str, str]
    beside: int = 0
    lines: int = 1

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
    check_table_file(data, name)
    if suffix == ".xlsx":
        from journeymap.io.workbook import first_sheet_of  # noqa: PLC0415  slow to import, and not needed for CSV

        rows = first_sheet_of(data, name).rows
    elif suffix in (".csv", ".tsv", ".txt"):
        rows = delimited_rows(data, name)
    else:
        raise UserError(f"{name}: a form is an .xlsx or a .csv file")
    columns = columns_in([unescape_formula(cell) for cell in rows[0]] if rows else [], words, name)
    found: list[Note] = []
    for number, row in enumerate(rows[1:], 2):
        beyond = [cell for cell in row[len(columns) :] if cell.strip()]
        if beyond or any(cell.strip() for cell, column in zip(row, columns, strict=False) if not column):
            raise UserError(f"{name}: row {number}: there is something in a column without a heading")
        cells = {column: tidy(unescape_formula(cell)) for cell, column in zip(row, columns, strict=False) if column}
        note = Note(number, cells)
        if not note.is_blank:
            found += _notes_in(note, unescape_formula(dict(zip(columns, row, strict=False)).get("text", "")))
    return found


def _notes_in(note: Note, written: str) -> Iterator[Note]:
    """A row's note or, where the cell of texts is `written` as a list, a note for each of its items."""
    is_list = _BULLET.search(written) is not None
    texts = _BULLET.split(written) if is_list else [written]
    texts = [text for text in texts if tidy(text)] or [""]
    for text in texts:
        lines = sum(bool(line.strip()) for line in text.splitlines())
        yield replace(note, cells=note.cells | {"text": tidy(text)}, beside=len(texts) - 1, lines=lines)
