"""Finds texts that lie on hairlines of what is behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from journeymap.layout.scene import Circle, Group, Path, Rect, Scene, TextLine

ASCENT, DESCENT = 0.72, 0.2
HAIRLINES = frozenset({"rule", "rule2"})


class Box(NamedTuple):
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float


def crossings(scene: Scene, air: float = 0.0) -> Iterator[tuple[str, str]]:
    """The band and the text of each text that a hairline behind it crosses, or comes nearer to than `air` pixels.

    A text on a card or a disc that covers the line is not crossed.
    """
    for band in scene.bands:
        lines: list[tuple[int, Box]] = []
        covers: list[tuple[int, Box]] = []
        texts: list[tuple[int, Box, str]] = []
        for order, element in enumerate(_elements(band)):
            if isinstance(element, TextLine):
                texts.append((order, _box(element), element.string))
            elif isinstance(element, Rect) and element.fill and element.opacity == 1 and "wash" not in element.fill:
                box = Box(element.x, element.y, element.x + element.width, element.y + element.height)
                covers.append((order, box))
            elif isinstance(element, Circle) and element.fill:
                x, y, reach = element.x, element.y, element.radius
                covers.append((order, Box(x - reach, y - reach, x + reach, y + reach)))
            elif isinstance(element, Path) and element.stroke in HAIRLINES and len(element.segments) == 2:
                (_, (x1, y1)), (_, (x2, y2)) = element.segments
                lines.append((order, Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))))
        for text_order, box, string in texts:
            for line_order, line in lines:
                if _meet(line, box, air) and not any(
                    line_order < order < text_order and _meet(cover, box, 0) for order, cover in covers
                ):
                    yield band.id, string


def _elements(group: Group) -> Iterator[object]:
    for child in group.children:
        if isinstance(child, Group):
            yield from _elements(child)
        else:
            yield child


def _box(text: TextLine) -> Box:
    left, right = text.middle - text.width / 2, text.middle + text.width / 2
    return Box(left, text.baseline - ASCENT * text.size, right, text.baseline + DESCENT * text.size)


def _meet(line: Box, box: Box, air: float) -> bool:
    """Whether a line comes nearer to a box than `air` along itself; across itself it only has to be outside."""
    across, down = (air, 0.0) if line.top == line.bottom else (0.0, air)
    return (
        line.left < box.right + across
        and line.right > box.left - across
        and line.top < box.bottom + down
        and line.bottom > box.top - down
    )
