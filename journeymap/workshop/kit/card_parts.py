"""The parts of which cards are drawn: heads, texts or lines to write on, fields, dots and circles for votes."""

from __future__ import annotations

from journeymap.layout.canvas import Type
from journeymap.style.fonts import MEDIUM, REGULAR, SEMIBOLD
from journeymap.style.locale import Words
from journeymap.workshop.kit.frame import CanvasBox
from journeymap.workshop.kit.sheet import MillimetreCanvas
from journeymap.workshop.kit.true_sizes import MM, fitting, points

CARD_KIND = points(9.5, MEDIUM)
_REFERENCE = points(15, SEMIBOLD)
CARD_BODY = points(11, REGULAR, 1.3)
CARD_LABEL = points(9, MEDIUM, 1.25)
LINE = 8.5
_VOTES = 6
_LEAST_PART = 0.8
"""How small a value becomes that is long for its line, of its size."""


def card_head(sheet: MillimetreCanvas, box: CanvasBox, icon: str, kind: str, reference: str) -> float:
    """Draw the kind of a card and its grid reference, or a box to write it in; returns the y below."""
    sheet.icon(icon, box.x, box.y, 5, "ink2")
    sheet.text(box.x + 7, box.y + 3.8, kind, CARD_KIND, "ink2")
    if reference:
        sheet.text(box.end, box.y + 4.6, reference, _REFERENCE, "ink", align="end")
    else:
        sheet.rect(box.end - 17, box.y - 1.5, 17, 8, stroke="ink3", stroke_width=0.75, radius=1.5)
    return box.y + 10


def text_or_lines(
    sheet: MillimetreCanvas,
    x: float,
    y: float,
    width: float,
    style: Type,
    text: str,
    *,
    asks: str,
    lines: int,
    empty: int,
) -> float:
    """Draw a text in at most `lines` lines, or `empty` lines to write on if it is empty; returns the y below.

    `asks` is the lane of the form in which what is written comes back.
    """
    if text:
        return sheet.lines(x, y, text, width, fitting(style, text, width * MM), most=lines)
    with sheet.asking(asks):
        for index in range(empty):
            sheet.writing_line(x, y + LINE * (index + 1) - 1.5, width)
    return y + LINE * empty


def labelled_field(
    sheet: MillimetreCanvas, x: float, y: float, width: float, label: str, value: str, *, asks: tuple[str, str],
    shorter: str = "",
) -> None:  # fmt: skip
    """Draw a label, and after it the value on a line at `y`, or what is `shorter` than a value that is too long for it.

    `asks` is where it comes back: a lane, and a column.
    """
    start = x + sheet.text(x, y - 0.8, label, CARD_LABEL, "ink2") + 2.5
    with sheet.asking(*asks):
        sheet.writing_line(start, y + 0.6, max(x + width - start, 0))
    if value:
        room = (x + width - start) * MM
        if shorter and CARD_BODY.width(value) * _LEAST_PART > room:
            value = shorter
        part = min(max(room / CARD_BODY.width(value), _LEAST_PART), 1) * 0.99
        style = Type(CARD_BODY.size * part, CARD_BODY.weight, CARD_BODY.leading)
        sheet.text(start, y - 0.8, style.lines(value, room, most=1)[0], style)


def vote_circles(sheet: MillimetreCanvas, box: CanvasBox, words: Words, asks: str) -> None:
    """Draw a row of circles for votes, which come back in the lane `asks`, at the foot of a card."""
    y, radius = box.bottom - 3.2, 3.2
    width = sheet.text(box.x, y + 1.1, words["card-votes"], CARD_LABEL, "ink2")
    with sheet.asking(asks, "votes"):
        for index in range(_VOTES):
            sheet.circle(box.x + width + 6 + index * 8, y, radius, stroke="ink3", width=0.75)


def five_dots(sheet: MillimetreCanvas, x: float, y: float, label: str, filled: int, asks: str) -> float:
    """Draw a label and five dots, so many of them filled, for a severity in the lane `asks`; returns their width."""
    width = sheet.text(x, y + 1.1, label, CARD_LABEL, "ink2") + 3.5
    with sheet.asking(asks, "severity"):
        for index in range(5):
            solid = index < filled
            sheet.circle(x + width + index * 5.2, y, 1.8, "ink" if solid else None, stroke="ink", width=0.9)
    return width + 5 * 5.2
