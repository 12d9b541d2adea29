"""Reads the first sheet of a workbook from an untrusted source. Nothing in it is run, and stated sizes are not trusted.

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
from pathlib import PurePosixPath
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineWorkbook

from journeymap.errors import UserError
from journeymap.io.confined import confined
from journeymap.workshop.cells import MOST_COLUMNS, MOST_ROWS

MOST_CELLS = 100_000
MOST_TEXT = 10 * 1024 * 1024
"""The characters of all cells together."""
_MOST_PARTS = 2_000
_MOST_CLAIMED = 300 * 1024 * 1024
_MOST_READ = 48 * 1024 * 1024
_MACROS = re.compile(r"vbaproject\.bin|/macrosheets/|macroenabled", re.IGNORECASE)
_NEEDED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(?:workbook|sharedStrings|styles)\.xml|xl/_rels/workbook\.xml\.rels",
    re.IGNORECASE,
)
_SHARED = "xl/sharedstrings.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_REFUSALS = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, ValueError, LookupError, ArithmeticError,
    NotImplementedError, RuntimeError, OSError, EOFError,
)  # fmt: skip


def rows_of(data: bytes, name: str) -> list[list[str]]:
    """The cells of the first sheet as text, row by row; numbers and dates are written as in CSV.

    Raises UserError for a file that is not a workbook, has macros, or is too large for a form when unpacked.
    """
    read = confined(partial(_read, data, name), f"{name}: this workbook takes", _not_of_the_file)
    rows: list[list[str]] = json.loads(read["rows"])
    return rows


def _not_of_the_file(error: Exception) -> None:
    """Explains no exception: those that come of the file have become UserErrors in `_read`."""


def _read(data: bytes, name: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive, name)
            parts = _unpacked(archive, name)
        sheet = _first_sheet(parts)
        shared = next((content for part, content in parts.items() if part.casefold() == _SHARED), b"")
        scan = _SheetScan(name, _lengths(shared) if shared else [])
        scan.read(parts[sheet])
        parts = {part: content for part, content in parts.items() if _NEEDED.fullmatch(part) or part == sheet}
        cells = _cells(_packed(parts))
    except _REFUSALS:
        raise UserError(f"{name}: this is not a workbook that can be read", hint="save it as .xlsx or as CSV") from None
    for (row, column), formula in scan.formulas.items():
        cells += [[] for _ in range(row + 1 - len(cells))]
        cells[row] += [""] * (column + 1 - len(cells[row]))
        cells[row][column] = formula
    if sum(len(cell) for row in cells for cell in row) > MOST_TEXT:  # the reader may have seen more than was counted
        raise _too_large(name)
    return {"rows": json.dumps(cells).encode()}


def _too_large(name: str) -> UserError:
    sizes = f"{MOST_ROWS:,} rows, {MOST_COLUMNS} columns, {MOST_CELLS:,} filled cells"
    return UserError(f"{name}: this sheet is too large", hint=f"a form may have {sizes} and 10 MB of text")


def _check_parts(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    if any(_MACROS.search(f"/{part.filename}") for part in parts):
        raise UserError(f"{name}: this workbook has macros", hint="save it as .xlsx without macros, or as CSV")
    claimed = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS or claimed > _MOST_CLAIMED:
        raise UserError(f"{name}: this workbook unpacks to more than a form can hold", hint="save the sheet as CSV")


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
            raise UserError(f"{name}: this workbook unpacks to more than a form can hold", hint="save the sheet as CSV")
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


def _parser() -> Any:
    """A parser that raises ValueError at a document type, so that no entities can be declared and expanded."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise ValueError("a document type")

    parser.StartDoctypeDeclHandler = refuse
    return parser


def _elements(content: bytes) -> list[tuple[str, dict[str, str]]]:
    """The elements of a small part: their names and attributes, without namespaces."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        found.append((_local(tag), {_local(key): value for key, value in attributes.items()}))

    parser = _parser()
    parser.StartElementHandler = start
    parser.Parse(content, True)
    return found


def _lengths(content: bytes) -> list[int]:
    """How many characters each of the texts has that the cells share."""
    lengths: list[int] = []
    inside = False

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal inside
        if _local(tag) == "si":
            inside = True
            lengths.append(0)

    def end(tag: str) -> None:
        nonlocal inside
        inside = inside and _local(tag) != "si"

    def characters(text: str) -> None:
        if inside:
            lengths[-1] += len(text)

    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, characters
    parser.Parse(content, True)
    return lengths


def _local(tag: str) -> str:
    return tag.rpartition(" ")[2]


def _first_sheet(parts: dict[str, bytes]) -> str:
    """The name of the part that holds the first sheet."""
    sheets = [attributes for tag, attributes in _elements(parts["xl/workbook.xml"]) if tag == "sheet"]
    targets = {
        attributes["Id"]: attributes["Target"]
        for tag, attributes in _elements(parts["xl/_rels/workbook.xml.rels"])
        if tag == "Relationship"
    }
    target = targets[sheets[0]["id"]]
    found = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
    return {part.casefold(): part for part in parts}[found.casefold()]


class _SheetScan:
    """Checks a sheet's cells, where they are and how much they hold, before memory is reserved for them.

    `shared` are the lengths of the texts that cells share. `formulas` are collected by their places.
    """

    def __init__(self, name: str, shared: list[int]) -> None:
        self.formulas: dict[tuple[int, int], str] = {}
        self._name = name
        self._row = -1
        self._column = -1
        self._formula: list[str] | None = None
        self._shared = shared
        self._is_shared = False
        self._index: list[str] = []
        self._cells_left = MOST_CELLS
        self._text_left = MOST_TEXT

    def read(self, content: bytes) -> None:
        parser = _parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.Parse(content, True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = _local(tag)
        if tag == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
        elif tag == "c":
            self._column += 1
            self._is_shared = attributes.get("t") == "s"
            if "r" in attributes:
                match = _REFERENCE.fullmatch(attributes["r"])
                if match is None:
                    raise ValueError("no reference")
                self._column = _index(match.group(1))
                self._row = int(match.group(2)) - 1
        elif tag in ("v", "is", "f"):  # a cell without any of them has a style only
            self._cells_left -= 1
            inside = 0 <= self._row < MOST_ROWS and 0 <= self._column < MOST_COLUMNS
            if not inside or self._cells_left < 0:
                raise _too_large(self._name)
            self._index = []
            if tag == "f":
                self._formula = []

    def _characters(self, text: str) -> None:
        self._hold(len(text))
        if self._formula is not None:
            self._formula.append(text)
        elif self._is_shared:
            self._index.append(text)

    def _hold(self, characters: int) -> None:
        self._text_left -= characters
        if self._text_left < 0:
            raise _too_large(self._name)

    def _end(self, tag: str) -> None:
        tag = _local(tag)
        if tag == "v" and self._is_shared:
            self._hold(self._shared[int("".join(self._index))])
        elif tag == "f" and self._formula is not None:
            self.formulas[self._row, self._column] = "=" + "".join(self._formula)
            self._formula = None


def _index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def _cells(data: bytes) -> list[list[str]]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # panics of the reader are not of class Exception
        raise ValueError(str(error)) from None
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and math.isfinite(cell):
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)
