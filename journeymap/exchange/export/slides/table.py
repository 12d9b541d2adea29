"""Tables of slides, native ones: their columns stand in the file in the order in which they are seen from the left.

A table could say that it runs right to left, but one viewer does not turn it over then. So nobody is asked to.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.oxml import parse_xml
from pptx.util import Emu

from journeymap.exchange.export.slides.colours import fill_of
from journeymap.exchange.export.slides.measuring import lines_of, slide_type
from journeymap.exchange.export.slides.sheet import SlideSheet, emu
from journeymap.exchange.export.slides.writing import paragraph, write_paragraphs
from journeymap.records import NamedTuple

PAD, ABOVE = 8.0, 5.0
"""How far the texts of a cell are from its sides, and from its upper and lower edge, in pixels."""
_PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_NAMESPACE = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


class SlideCell(NamedTuple):
    """A cell: its texts, each a paragraph; across all columns after it if it is `wide`."""

    texts: tuple[str, ...] = ()
    bold: bool = False
    fill: str = "ink"
    wide: bool = False


class SlideRow(NamedTuple):
    """A row: a cell for each column, and its height in pixels."""

    cells: tuple[SlideCell, ...]
    height: float


def row_height(cells: Sequence[SlideCell], widths: Sequence[float], size: float) -> float:
    """The height of a row of these cells, in pixels, in columns of these widths with texts of a size."""
    tallest = 0.0
    for index, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        style = slide_type(size, bold=cell.bold)
        room = (sum(widths[index:]) if cell.wide else width) - 2 * PAD
        tallest = max(tallest, sum(len(lines_of(text, room, style)) for text in cell.texts) * style.leading)
    return tallest + 2 * ABOVE


def draw_table(
    sheet: SlideSheet,
    name: str,
    corner: tuple[float, float],
    widths: Sequence[float],
    rows: Sequence[SlideRow],
    *,
    size: float,
    head: bool,
) -> None:
    """Draws a table from its corner on. With a `head`, its first row is one."""
    x, y = corner
    box = sheet.place(x, y, sum(widths), sum(row.height for row in rows))
    frame = sheet.slide.shapes.add_table(len(rows), len(widths), *box)
    frame.name = name
    table = frame.table
    table._tbl.tblPr.find("{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId").text = _PLAIN_STYLE
    table.first_row, table.horz_banding = head, False
    order = range(len(widths) - 1, -1, -1) if sheet.tongue.rtl else range(len(widths))
    for place, index in enumerate(order):
        table.columns[place].width = Emu(emu(widths[index]))
    for number, row in enumerate(rows):
        table.rows[number].height = Emu(emu(row.height))
        _write_row(sheet, table, number, row, [*order], size, "ink3" if head and number == 0 else "rule")


def _write_row(
    sheet: SlideSheet, table: Any, number: int, row: SlideRow, order: Sequence[int], size: float, stroke: str
) -> None:
    """Writes the cells of a row from the left, and merges a wide one with those after it."""
    cells, last = list(row.cells), len(row.cells) - 1
    wide = next((index for index, cell in enumerate(cells) if cell.wide), last)
    if sheet.tongue.rtl:  # cells are merged into the first from the left
        cells[wide], cells[last] = cells[last], cells[wide]
    for place, index in enumerate(order):
        _write_cell(sheet, table.cell(number, place), cells[index], size, stroke)
    if wide < last:
        first, end = (0, last - wide) if sheet.tongue.rtl else (wide, last)
        table.cell(number, first).merge(table.cell(number, end))


def _write_cell(sheet: SlideSheet, cell: Any, told: SlideCell, size: float, stroke: str) -> None:
    """Writes the texts of a cell, above a line in the colour `stroke`."""
    leading = slide_type(size).leading
    written = [paragraph(text, size, bold=told.bold, fill=told.fill, leading=leading) for text in told.texts]
    write_paragraphs(
        cell.text_frame._txBody, written or [paragraph("", size, leading=leading)], sheet.theme, sheet.tongue
    )
    cell.margin_left = cell.margin_right = Emu(emu(PAD))
    cell.margin_top = cell.margin_bottom = Emu(emu(ABOVE))
    properties = cell._tc.get_or_add_tcPr()
    for side in ("lnL", "lnR", "lnT"):
        properties.append(parse_xml(f'<a:{side} {_NAMESPACE} w="0"><a:noFill/></a:{side}>'))
    line = f'<a:lnB {_NAMESPACE} w="{emu(1)}">{fill_of(stroke, sheet.theme)}</a:lnB>'
    properties.append(parse_xml(line))
    properties.append(parse_xml(f"<a:noFill {_NAMESPACE}/>"))
