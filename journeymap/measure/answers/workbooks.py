"""Reads the first sheet of an Excel workbook as a stream of rows; nothing in it is run, and its sizes are counted.

Office Open XML (ECMA-376), part 1: the sheet's rows refer to shared texts by number; dates are days from 1899-12-30.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from journeymap.errors import UserError
from journeymap.measure.answers.locations import AnswerFile

_MOST_SHARED = 256 * 1024 * 1024
"""The characters of all shared texts together."""
_MOST_SHEET = 4 * 1024**3
_MOST_COLUMNS = 16_384
_CHUNK = 1 << 16
_MOST_CELL = 40_000
_REFUSED = (zipfile.BadZipFile, zlib.error, expat.ExpatError, ValueError, TypeError, LookupError,
            NotImplementedError, RuntimeError, EOFError)  # fmt: skip


class _UnusableWorkbookError(ValueError):
    """The workbook is not what it says it is."""


def workbook_rows(file: AnswerFile) -> Iterator[list[str]]:
    """Yields the rows of the first sheet as texts, empty ones too; numbers as Excel stores them. Raises OSError.

    Raises UserError for a file that is no workbook, or unpacks to more than any answers would.
    """
    try:
        with zipfile.ZipFile(file.path) as archive:
            parts = {part.filename.casefold(): part for part in archive.infolist()}
            shared: list[str] = []
            if "xl/sharedstrings.xml" in parts:
                with archive.open(parts["xl/sharedstrings.xml"]) as stream:
                    shared = _shared_texts(stream)
            with archive.open(parts[_first_sheet(archive, parts)]) as stream:
                yield from _rows(stream, shared)
    except _REFUSED:
        raise UserError(f"{file.name}: this is not a workbook that can be read",
                        hint="save it as .xlsx, or export the answers as CSV") from None  # fmt: skip


def moment_of(serial: float, form: str | None = None) -> str:
    """Returns the date and time of Excel's number of days, in a form of strftime; without one, in ISO form.

    A form without a time of day gets one. Raises OverflowError beyond the calendar.
    """
    moment = dt.datetime(1899, 12, 30) + dt.timedelta(seconds=round(serial * 86_400))  # noqa: DTZ001  local time
    if form is None:
        return moment.isoformat(" ")
    return moment.strftime(form if "%H" in form or "%I" in form else f"{form} %H:%M:%S")


def _first_sheet(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> str:
    """The part with the first sheet that the workbook lists, by its relations."""
    book = archive.read(parts["xl/workbook.xml"])[: 4 * _CHUNK].decode("utf-8", errors="replace")
    links = archive.read(parts["xl/_rels/workbook.xml.rels"])[: 4 * _CHUNK].decode("utf-8", errors="replace")
    found = re.search(r"<(?:\w+:)?sheet\b[^>]*?\br:id=\"([^\"]+)\"", book)
    if found is None or re.search(r"date1904=\"(?:1|true)\"", book):
        raise _UnusableWorkbookError
    for link in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", links):
        if f'Id="{found[1]}"' in link and (target := re.search(r'Target="([^"]+)"', link)):
            path = target[1].lstrip("/")
            return (path if path.startswith("xl/") else f"xl/{path}").casefold()
    raise _UnusableWorkbookError


def _pieces(stream: IO[bytes], most: int) -> Iterator[bytes]:
    while piece := stream.read(_CHUNK):
        most -= len(piece)
        if most < 0:
            raise _UnusableWorkbookError
        yield piece


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise _UnusableWorkbookError

    parser.StartDoctypeDeclHandler = refuse
    return parser


def _shared_texts(stream: IO[bytes]) -> list[str]:
    texts: list[str] = []
    held: list[str] = []
    inside = [False, False]  # a text, and how it is said aloud (`rPh`), which is not part of it

    def start(name: str, _: object) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "si":
            held.clear()
        elif tag == "rPh":
            inside[1] = True
        elif tag == "t":
            inside[0] = not inside[1]

    def end(name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "si":
            texts.append("".join(held)[:_MOST_CELL])
        elif tag == "rPh":
            inside[1] = False
        elif tag == "t":
            inside[0] = False

    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda data: held.append(data) if inside[0] else None
    for piece in _pieces(stream, _MOST_SHARED):
        parser.Parse(piece, False)
    parser.Parse(b"", True)
    return texts


class _SheetReader:
    """Gathers the cells of rows as the parser comes to them."""

    def __init__(self, shared: list[str]) -> None:
        self.ready: list[list[str]] = []
        self._shared = shared
        self._row: list[str] = []
        self._count = 0
        self._kind = ""
        self._held: list[str] = []
        self._inside = False

    def start(self, name: str, given: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "row":
            number = int(given.get("r", self._count + 1))
            self.ready.extend([] for _ in range(min(number - self._count - 1, 2_000_000)))
            self._count = number
            self._row = []
        elif tag == "c":
            self._kind = given.get("t", "n")
            self._held = []
            column = _column(given["r"]) if "r" in given else len(self._row)
            self._row += [""] * (column - len(self._row))
        elif tag in ("v", "t"):
            self._inside = True

    def end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "row":
            self.ready.append(self._row)
        elif tag == "c":
            text = "".join(self._held)[:_MOST_CELL]
            if self._kind == "s" and text:
                text = self._shared[int(text)]
            self._row.append({"e": ""}.get(self._kind, text))
        elif tag in ("v", "t"):
            self._inside = False

    def text(self, data: str) -> None:
        if self._inside:
            self._held.append(data)


def _column(reference: str) -> int:
    number = 0
    for letter in re.match("[A-Z]{1,3}", reference)[0]:  # type: ignore[index]  # a cell without letters is refused
        number = number * 26 + ord(letter) - 64
    if number > _MOST_COLUMNS:
        raise _UnusableWorkbookError
    return number - 1


def _rows(stream: IO[bytes], shared: list[str]) -> Iterator[list[str]]:
    reader, parser = _SheetReader(shared), _parser()
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    for piece in _pieces(stream, _MOST_SHEET):
        parser.Parse(piece, False)
        yield from reader.ready
        reader.ready = []
    parser.Parse(b"", True)
    yield from reader.ready
