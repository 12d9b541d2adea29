"""The signs of links: a small chain for each, which opens the link, and whose tooltip is its title."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.layout.canvas import Canvas, Type
from journeymap.layout.icons import draw_icon
from journeymap.model import Link

_SIZE = 12.0
_GAP = 3.0
_BEFORE = 6.0


def fits_beside(links: Sequence[Link], lines: Sequence[str], style: Type, room: float) -> bool:
    """Whether the signs of links have room after the last line of a text; with no links, they always have."""
    return not links or style.width(lines[-1]) + _BEFORE + _width(links) <= room


def rows_below(links: Sequence[Link], lines: Sequence[str], style: Type, room: float) -> int:
    """How many rows of signs follow a text, as high as its lines: none where they have room after its last line."""
    return 0 if fits_beside(links, lines, style, room) else -(-len(links) // _in_a_row(room))


def draw_link_signs(
    canvas: Canvas,
    x: float,
    top: float,
    links: Sequence[Link],
    lines: Sequence[str],
    style: Type,
    colour: str,
    *,
    room: float,
) -> float:
    """Draws the signs of links after the last line of a text, or below it; returns the y below text and signs.

    The text starts at the logical x and the y `top`, and has `room` pixels to a line.
    """
    bottom = top + len(lines) * style.leading
    if fits_beside(links, lines, style, room):
        y = bottom - style.leading
        _draw_row(canvas, x + style.width(lines[-1]) + _BEFORE if links else x, y, links, style, colour)
        return bottom
    most = _in_a_row(room)
    for first in range(0, len(links), most):
        _draw_row(canvas, x, bottom, links[first : first + most], style, colour)
        bottom += style.leading
    return bottom


def _draw_row(canvas: Canvas, x: float, top: float, links: Sequence[Link], style: Type, colour: str) -> None:
    y = top + (style.leading - _SIZE) / 2
    for link in links:
        with canvas.link(link.url, link.title or link.url):
            canvas.rect(x - _GAP / 2, y - _GAP / 2, _SIZE + _GAP, _SIZE + _GAP, colour, opacity=0)
            draw_icon(canvas, "link", x, y, colour, size=_SIZE)
        x += _SIZE + _GAP


def _width(links: Sequence[Link]) -> float:
    return len(links) * (_SIZE + _GAP) - _GAP


def _in_a_row(room: float) -> int:
    return max(int((room + _GAP) // (_SIZE + _GAP)), 1)
