"""How white a page is: the share of its squares on which nothing is drawn."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from journeymap.layout.paging import Region
from journeymap.layout.scene import Gradient, Group, Path, Rect, Scene, box_of
from journeymap.layout.spec import MapSpec

_SQUARE = 10.0
"""The side of a square in millimetres: about two lines of text with what is between them, so that text is no white."""

Box = tuple[float, float, float, float]


def drawn_boxes(scene: Scene, spec: MapSpec) -> list[Box]:
    """The left, top, right and bottom, in pixels, of all that is drawn in another colour than that of the paper."""
    tokens = spec.theme.tokens
    blank = {token for token, colour in tokens.items() if colour == tokens["paper"]}
    found: list[Box] = []
    for element in scene.elements():
        if isinstance(element, Group) or (isinstance(element, Gradient) and element.token in blank):
            continue
        if isinstance(element, Path) and element.fill is None:
            found.extend(_along(element))
        elif isinstance(element, Rect) and (element.fill is None or element.fill in blank):
            found.extend(_edges(element) if element.stroke else ())
        else:
            found.append(box_of(element))
    return found


def _along(path: Path) -> Iterator[Box]:
    """The boxes of the steps of a line."""
    at: tuple[float, ...] = ()
    for _, numbers in path.segments:
        xs, ys = (*at[:1], *numbers[0::2]), (*at[1:], *numbers[1::2])
        if at and numbers:
            yield min(xs), min(ys), max(xs), max(ys)
        at = numbers[-2:] or at


def _edges(rect: Rect) -> tuple[Box, ...]:
    left, top, right, bottom = box_of(rect)
    return (
        (left, top, right, top),
        (left, bottom, right, bottom),
        (left, top, left, bottom),
        (right, top, right, bottom),
    )


def white_share(boxes: Sequence[Box], regions: Iterable[Region], scale: float, size: tuple[float, float]) -> float:
    """The share, of 1, of a page's squares that are white; the page shows these regions below each other.

    `size` is its width and its height in millimetres, and `scale` millimetres to the pixel of the boxes and regions.
    """
    columns, lines = (max(round(side / _SQUARE), 1) for side in size)
    across, down = columns / size[0] * scale, lines / size[1] * scale  # squares to the pixel
    drawn = [0] * lines  # for each line of squares, a bit for each of them
    offset = 0.0
    for region in regions:
        for left, top, right, bottom in boxes:
            if bottom < region.y or top > region.y + region.height:
                continue
            first, last = (min(max(int((x - region.x) * across), 0), columns - 1) for x in (left, right))
            squares = (1 << last + 1) - (1 << first)
            upper, lower = max(top - region.y, 0), min(bottom - region.y, region.height)
            start = int((offset + upper) * down)
            for line in range(start, min(max(math.ceil((offset + lower) * down), start + 1), lines)):
                drawn[line] |= squares
        offset += region.height
    return 1 - sum(line.bit_count() for line in drawn) / (columns * lines)
