"""How the cells of a workbook look, and how high their rows are."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Any

import xlsxwriter

from journeymap.exchange.sheets.cells import Cell

WORST, NEITHER, BEST = "#F4B8A8", "#FFFFFF", "#A9D9B8"
"""The grounds of feelings."""
_PAPER, _LINE, _QUIET = "#F3F5F8", "#B4BCC9", "#667085"
_STAGE, _STAGE_TEXT = "#22304A", "#FFFFFF"
_FONT = {"font_name": "Arial", "font_size": 10}
"""A font that every system has, or one of the same widths, with Latin, Hebrew and Arabic letters."""
_LINE_HEIGHT = 13.5
_FILLED = 0.92
"""How much of a line words fill, as they are not cut."""


def formats_of(book: xlsxwriter.Workbook, *, rtl: bool) -> dict[str, Any]:
    """The formats of a workbook by what they are for; `again` is what stands in the grid as well."""
    side = "right" if rtl else "left"
    plain = {**_FONT, "valign": "top", "reading_order": 2 if rtl else 1}
    framed = {**plain, "text_wrap": True, "border": 1, "border_color": _LINE}
    middle = {"align": "center", "valign": "vcenter"}
    looks: dict[str, dict[str, Any]] = {
        "text": framed,
        "again": {**framed, "font_color": _QUIET, "italic": True},
        "number": {**framed, "align": "center"},
        "label": {**framed, "bold": True, "bg_color": _PAPER, "align": side},
        "key": {**plain, "font_color": _QUIET, "font_size": 8, "align": side},
        "id": {**plain, **middle, "font_color": _QUIET, "font_size": 8},
        "title": {**plain, "bold": True, "font_size": 16, "valign": "vcenter", "align": side},
        "stage": {
            **framed, **middle, "bold": True, "bg_color": _STAGE, "font_color": _STAGE_TEXT,
            "border_color": _STAGE_TEXT,
        },
        "step": {**framed, **middle, "bold": True, "bg_color": _PAPER},
    }  # fmt: skip
    return {name: book.add_format(look) for name, look in looks.items()}


def height_of(cells: Iterable[tuple[Cell, int]]) -> float:
    """The height of a row in points, by its cells and the widths that they have in characters.

    Not every program makes a row as high as its texts, and none as high as those of merged cells.
    """
    lines = [sum(ceil(len(line) / (width * _FILLED)) or 1 for line in str(cell).split("\n")) for cell, width in cells]
    return (max([1, *lines]) + 0.3) * _LINE_HEIGHT
