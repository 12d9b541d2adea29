"""The tables of the foot: a heading, headings of columns, rows, and notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from journeymap.layout.canvas import (
    CAPTION,
    CAPTION_STRONG,
    HEADING,
    TABLE,
    Canvas,
    Type,
    first_baseline,
)
from journeymap.records import NamedTuple

_GAP = 20.0
_ROW_PAD = 9.0
_WIDEST = 190.0
_NARROWEST = 150.0


class TableCell(NamedTuple):
    """A text of a table. Numbers with signs run from left to right in any language."""

    text: str
    style: Type = TABLE
    colour: str = "ink2"
    is_number: bool = False


class FootTable:
    """A table with a heading, headings of columns, and notes below. One column takes the room that the others leave.

    Before the first column are `lead` pixels for a mark.
    """

    def __init__(
        self,
        title: str,
        headings: Sequence[str],
        rows: Sequence[Sequence[TableCell]],
        flexible: int,
        notes: Sequence[str],
        lead: float = 0,
    ) -> None:
        self._title = title
        self._headings = headings
        self._rows = rows
        self._flexible = flexible
        self._notes = notes
        self._lead = lead
        natural = [
            max(CAPTION_STRONG.width(heading), *(row[at].style.width(row[at].text) for row in rows)) + 1
            for at, heading in enumerate(headings)
        ]
        self._widths = [size if at == flexible else min(size, _WIDEST) for at, size in enumerate(natural)]
        self._fixed = lead + sum(self._widths) - self._widths[flexible] + _GAP * (len(headings) - 1)
        self.least = self._fixed + min(self._widths[flexible], _NARROWEST)
        self.most = self._fixed + self._widths[flexible]

    def draw(
        self,
        canvas: Canvas,
        x: float,
        top: float,
        width: float,
        draw_mark: Callable[[int, float, float], None] | None = None,
    ) -> float:
        """Draws it; `draw_mark` gets the number of a row, the x of its start and its baseline. Returns the y below."""
        canvas.text(x, top + 12, self._title, HEADING, "ink")
        widths = list(self._widths)
        widths[self._flexible] = max(width, self.least) - self._fixed
        edges = [x + self._lead + sum(widths[:at]) + _GAP * at for at in range(len(widths))]
        for edge, heading, size in zip(edges, self._headings, widths, strict=True):
            canvas.lines(edge, top + 22, CAPTION_STRONG.lines(heading, size, most=1), CAPTION_STRONG, "ink3")
        y = top + 38
        for number, row in enumerate(self._rows):
            canvas.line(x, y, x + width, y, "rule")
            if draw_mark:
                draw_mark(number, x, y + _ROW_PAD / 2 + first_baseline(TABLE))
            y = _draw_cells(canvas, zip(edges, widths, row, strict=True), y + _ROW_PAD / 2) + _ROW_PAD / 2
        canvas.line(x, y, x + width, y, "rule")
        y += _ROW_PAD / 2
        for note in self._notes:
            y = canvas.lines(x, y + 2, CAPTION.lines(note, width), CAPTION, "ink3")
        return y


def _draw_cells(canvas: Canvas, cells: Iterable[tuple[float, float, TableCell]], top: float) -> float:
    """Draws the cells of a row, each with its x and width in pixels, from the y `top` down; returns the y below."""
    bottom = top
    for x, width, cell in cells:
        if cell.is_number:
            canvas.text(x, top + first_baseline(TABLE), cell.text, cell.style, cell.colour, rtl=False)
            bottom = max(bottom, top + cell.style.leading)
        else:
            lines = cell.style.lines(cell.text, width)
            bottom = max(bottom, canvas.lines(x, top, lines, cell.style, cell.colour))
    return bottom
