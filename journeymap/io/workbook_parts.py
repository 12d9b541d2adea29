"""The parts of a workbook, read as XML before any reader holds them: which sheets it has, and how much is in them."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any
from xml.parsers import expat

from journeymap.errors import UserError
from journeymap.io.sheets import MOST_COLUMNS, MOST_ROWS, MergedCells

MOST_CELLS = 100_000
MOST_TEXT = 10 * 1024 * 1024
"""The characters of all cells together."""
_MOST_MERGED = 20_000
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def too_large(name: str) -> UserError:
    """The error for a workbook with too much in its sheets."""
    sizes = f"{MOST_ROWS:,} rows, {MOST_COLUMNS} columns, {MOST_CELLS:,} filled cells"
    return UserError(f"{name}: this workbook is too large", hint=f"it may have {sizes} and 10 MB of text")


def sheet_parts(parts: dict[str, bytes]) -> list[tuple[str, str]]:
    """The names of the sheets, in order, each with the name of the part that it is in.

    That is empty for a sheet which is not among the parts, as one that holds only a chart.
    """
    sheets = [attributes for tag, attributes in _elements(parts["xl/workbook.xml"]) if tag == "sheet"]
    targets = {
        attributes["Id"]: attributes["Target"]
        for tag, attributes in _elements(parts["xl/_rels/workbook.xml.rels"])
        if tag == "Relationship"
    }
    by_name = {part.casefold(): part for part in parts}
    found = []
    for sheet in sheets:
        target = targets[sheet["id"]]
        part = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        found.append((sheet["name"], by_name.get(part.casefold(), "")))
    return found


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


def shared_lengths(content: bytes) -> list[int]:
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


class SheetScan:
    """Checks the cells of sheets, where they are and how much they hold, before memory is reserved for them.

    `shared` are the lengths of the texts that cells share. What is counted adds up over all sheets that are read.
    `formulas` are those of the sheet that was read last, by row and column from 0, and `merged` its blocks of cells.
    """

    def __init__(self, name: str, shared: list[int]) -> None:
        self.formulas: dict[tuple[int, int], str] = {}
        self.merged: list[MergedCells] = []
        self._name = name
        self._row = -1
        self._column = -1
        self._formula: list[str] | None = None
        self._shared = shared
        self._is_shared = False
        self._index: list[str] = []
        self._cells_left = MOST_CELLS
        self._text_left = MOST_TEXT
        self._merged_left = _MOST_MERGED

    def read(self, content: bytes) -> None:
        """Check a sheet. Raises UserError where it has too much, ValueError where it is not what it says."""
        self.formulas, self.merged = {}, []
        self._row = self._column = -1
        self._formula, self._is_shared = None, False
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
                self._row, self._column = _place(attributes["r"])
        elif tag in ("v", "is", "f"):  # a cell without any of them has a style only
            self._cells_left -= 1
            inside = 0 <= self._row < MOST_ROWS and 0 <= self._column < MOST_COLUMNS
            if not inside or self._cells_left < 0:
                raise too_large(self._name)
            self._index = []
            if tag == "f":
                self._formula = []
        elif tag == "mergeCell":
            self._merge(attributes["ref"])

    def _merge(self, reference: str) -> None:
        self._merged_left -= 1
        if self._merged_left < 0:
            raise too_large(self._name)
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = _place(first), _place(last or first)
        if 0 <= top <= bottom and left <= right and top < MOST_ROWS and left < MOST_COLUMNS:
            self.merged.append(MergedCells(top, left, min(bottom, MOST_ROWS - 1), min(right, MOST_COLUMNS - 1)))

    def _characters(self, text: str) -> None:
        self._hold(len(text))
        if self._formula is not None:
            self._formula.append(text)
        elif self._is_shared:
            self._index.append(text)

    def _hold(self, characters: int) -> None:
        self._text_left -= characters
        if self._text_left < 0:
            raise too_large(self._name)

    def _end(self, tag: str) -> None:
        tag = _local(tag)
        if tag == "v" and self._is_shared:
            self._hold(self._shared[int("".join(self._index))])
        elif tag == "f" and self._formula is not None:
            self.formulas[self._row, self._column] = "=" + "".join(self._formula)
            self._formula = None


def _place(reference: str) -> tuple[int, int]:
    """The row and the column of a cell such as `C5`, counted from 0."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError("no reference")
    column = 0
    for letter in match.group(1):
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match.group(2)) - 1, column - 1
