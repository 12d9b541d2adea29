"""Reads workbooks from an untrusted source. Nothing in them is run, and stated sizes are not trusted.

Only the parts with the cells are unpacked, counting their real sizes, and packed again for the reader. What the cells
hold together is counted before the reader holds it, since thousands of cells can share one text. All of this is done in
a child process with limited memory. A formula is read as its text.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import math
import re
import zipfile
import zlib
from functools import partial
from xml.parsers import expat

from python_calamine import CalamineWorkbook

from journeymap.errors import UserError
from journeymap.io.confined import confined
from journeymap.io.sheets import MergedCells, Sheet
from journeymap.io.workbook_parts import MOST_TEXT, SheetScan, shared_lengths, sheet_parts, too_large

_MOST_PARTS = 2_000
_MOST_CLAIMED = 300 * 1024 * 1024
_MOST_READ = 48 * 1024 * 1024
_MACROS = re.compile(r"vbaproject\.bin|/macrosheets/|macroenabled", re.IGNORECASE)
_NEEDED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(?:workbook|sharedStrings|styles)\.xml|xl/_rels/workbook\.xml\.rels",
    re.IGNORECASE,
)
_SHARED = "xl/sharedstrings.xml"
_REFUSALS = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, ValueError, LookupError, ArithmeticError,
    NotImplementedError, RuntimeError, OSError, EOFError,
)  # fmt: skip


def sheets_of(data: bytes, name: str) -> dict[str, Sheet]:
    """The sheets of a workbook by their names, in order; those that hold only a chart are left out.

    Cells are texts; numbers and dates are written as in CSV. Raises UserError for a file that is not a workbook, has
    macros, or is too large when unpacked.
    """
    return _sheets(data, name, first_alone=False)


def first_sheet_of(data: bytes, name: str) -> Sheet:
    """The first sheet of a workbook, as `sheets_of` has it; what the others hold does not count."""
    return next(iter(_sheets(data, name, first_alone=True).values()))


def _sheets(data: bytes, name: str, *, first_alone: bool) -> dict[str, Sheet]:
    read = confined(partial(_read, data, name, first_alone), f"{name}: this workbook takes", _not_of_the_file)
    return {
        sheet["name"]: Sheet(sheet["rows"], tuple(MergedCells(*each) for each in sheet["merged"]))
        for sheet in json.loads(read["sheets"])
    }


def _not_of_the_file(error: Exception) -> None:
    """Explains no exception: those that come of the file have become UserErrors in `_read`."""


def _read(data: bytes, name: str, first_alone: bool) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive, name)
            parts = _unpacked(archive, name)
        sheets = [(*each, index) for index, each in enumerate(sheet_parts(parts))]
        wanted = sheets[:1] if first_alone else [each for each in sheets if each[1]]
        if not wanted or len({title.casefold() for title, _, _ in wanted}) < len(wanted):
            raise ValueError("no sheet, or two of one name")
        shared = next((content for part, content in parts.items() if part.casefold() == _SHARED), b"")
        scan = SheetScan(name, shared_lengths(shared) if shared else [])
        scanned = []
        for _, part, _ in wanted:
            scan.read(parts[part])
            scanned.append((scan.formulas, scan.merged))
        used = {part for _, part, _ in wanted}
        parts = {part: content for part, content in parts.items() if _NEEDED.fullmatch(part) or part in used}
        tables = _cells(_packed(parts), [index for _, _, index in wanted])
    except _REFUSALS:
        raise UserError(f"{name}: this is not a workbook that can be read", hint="save it as .xlsx or as CSV") from None
    found = []
    for (title, _, _), (formulas, merged), rows in zip(wanted, scanned, tables, strict=True):
        _put_formulas(formulas, rows)
        found.append({"name": title, "rows": rows, "merged": merged})
    if sum(len(cell) for rows in tables for row in rows for cell in row) > MOST_TEXT:
        raise too_large(name)  # the reader may have seen more than was counted
    return {"sheets": json.dumps(found).encode()}


def _put_formulas(formulas: dict[tuple[int, int], str], rows: list[list[str]]) -> None:
    for (row, column), formula in formulas.items():
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = formula


def _check_parts(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    if any(_MACROS.search(f"/{part.filename}") for part in parts):
        raise UserError(f"{name}: this workbook has macros", hint="save it as .xlsx without macros, or as CSV")
    claimed = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS or claimed > _MOST_CLAIMED:
        raise UserError(f"{name}: this workbook unpacks to more than can be read", hint="save the sheet as CSV")


def _unpacked(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    """The contents of the parts that may be needed, unpacked up to a limit on their real size.

    Raises UserError beyond that, and for macros.
    """
    found: dict[str, bytes] = {}
    seen: set[str] = set()
    left = _MOST_READ
    for part in archive.infolist():
        if not (_NEEDED.fullmatch(part.filename) or re.fullmatch(r"xl/worksheets/[^/]+\.xml", part.filename, re.I)):
            continue
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or part.filename.casefold() in seen:
            raise zipfile.BadZipFile
        with archive.open(part) as file:
            content = file.read(left + 1)
        seen.add(part.filename.casefold())
        left -= len(content)
        if left < 0:
            raise UserError(f"{name}: this workbook unpacks to more than can be read", hint="save the sheet as CSV")
        found[part.filename] = content
    if _MACROS.search(found.get("[Content_Types].xml", b"").decode("latin-1")):
        raise UserError(f"{name}: this workbook has macros", hint="save it as .xlsx without macros, or as CSV")
    return found


def _packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return file.getvalue()


def _cells(data: bytes, indexes: list[int]) -> list[list[list[str]]]:
    """The cells of the sheets with these places in the workbook."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = [book.get_sheet_by_index(index).to_python(skip_empty_area=False) for index in indexes]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # panics of the reader are not of class Exception
        raise ValueError(str(error)) from None
    return [[[_text(cell) for cell in row] for row in rows] for rows in sheets]


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and math.isfinite(cell):
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)
