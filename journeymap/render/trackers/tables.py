"""Comma-separated tables, with texts that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from journeymap.io.spreadsheet import escape_formula


def table(header: Sequence[str], rows: Iterable[Sequence[str]], *, marked: bool = False) -> bytes:
    """The bytes of a table in UTF-8; `marked` with a byte order mark, which spreadsheets want and trackers do not."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([escape_formula(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig" if marked else "utf-8", "backslashreplace")
