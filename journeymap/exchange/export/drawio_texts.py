"""Lines of text that belong together, as the paragraphs that a drawing for draw.io has for them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from journeymap.layout.scene import Circle, Element, Path, Rect, TextLine
from journeymap.records import NamedTuple
from journeymap.style.signs import keep_signs

SHAPES = (Rect, Circle, Path)
_NEAR = 0.6
"""How far apart edges may be, in pixels, that are one edge: widths are measured in floating point."""
_LEAST_LEADING, _MOST_LEADING = 0.9, 1.75
"""The distance of two lines of a paragraph, in sizes of its font."""
_MIDDLE_ABOVE_BASELINE = 0.345
"""The middle of a line of text is so many sizes of its font above its baseline, in Rubik as in Arial."""


class Paragraph(NamedTuple):
    """Lines of one style below each other, and the edge that they share: `left`, `right` or `center`.

    The place is that of all of them together, in pixels; `leading` is the distance of their baselines.
    """

    lines: tuple[TextLine, ...]
    align: str
    x: float
    y: float
    width: float
    height: float
    leading: float

    @property
    def html(self) -> str:
        """The text as HTML, a line of the map on a line of its own.

        Its direction is said here and not in the style of its cell, where it would turn over the cell's alignment too.
        """
        texts = "<br>".join(escape(keep_signs(line.string, rtl=line.rtl), quote=False) for line in self.lines)
        direction = ' dir="rtl"' if self.lines[0].rtl else ""
        leading = f' style="line-height:{round(self.leading, 2):g}px"' if len(self.lines) > 1 else ""
        return f"<div{direction}{leading}>{texts}</div>" if direction or leading else texts


def with_paragraphs(elements: Sequence[Element]) -> list[Element | Paragraph]:
    """The elements of a group, with a paragraph in place of the lines of text that follow each other."""
    found: list[Element | Paragraph] = []
    lines: list[TextLine] = []
    ground: Element | None = None
    for element in elements:
        if isinstance(element, TextLine):
            if lines and not _goes_on(lines, element):
                found.append(_paragraph(lines, ground))
                lines = []
            lines.append(element)
            continue
        if lines:
            found.append(_paragraph(lines, ground))
            lines = []
        if isinstance(element, SHAPES):
            ground = element
        found.append(element)
    if lines:
        found.append(_paragraph(lines, ground))
    return found


def _goes_on(lines: Sequence[TextLine], line: TextLine) -> bool:
    """Whether a line is the next of a paragraph."""
    last = lines[-1]
    if (last.size, last.weight, last.fill) != (line.size, line.weight, line.fill):
        return False
    step = line.baseline - last.baseline
    if not _LEAST_LEADING * line.size <= step <= _MOST_LEADING * line.size:
        return False
    if len(lines) > 1 and abs(step - (last.baseline - lines[-2].baseline)) > _NEAR:
        return False
    return bool(_shared([*lines, line]))


def _shared(lines: Sequence[TextLine]) -> str:
    """The edge that lines share: that at which they start, else their middle, else that at which they end."""
    start, end = ("right", "left") if lines[0].rtl else ("left", "right")
    return next((edge for edge in (start, "center", end) if _is_one([_at(line, edge) for line in lines])), "")


def _at(line: TextLine, edge: str) -> float:
    half = {"left": -0.5, "center": 0.0, "right": 0.5}[edge]
    return line.middle + half * line.width


def _is_one(places: Sequence[float]) -> bool:
    return max(places) - min(places) <= _NEAR


def _paragraph(lines: Sequence[TextLine], ground: Element | None) -> Paragraph:
    align = _shared(lines)
    if len(lines) == 1 and _is_centred(lines[0], ground):
        align = "center"
    first, last = lines[0], lines[-1]
    leading = (last.baseline - first.baseline) / (len(lines) - 1) if len(lines) > 1 else first.size * 1.2
    left = min(_at(line, "left") for line in lines)
    width = max(_at(line, "right") for line in lines) - left
    top = first.baseline - _MIDDLE_ABOVE_BASELINE * first.size - leading / 2
    return Paragraph(tuple(lines), align, left, top, width, leading * len(lines), leading)


def _is_centred(line: TextLine, ground: Element | None) -> bool:
    """Whether a line is in the middle of the shape that was drawn before it, as a number in its circle."""
    if isinstance(ground, Circle):
        return abs(ground.x - line.middle) <= _NEAR
    if isinstance(ground, Rect):
        return abs(ground.x + ground.width / 2 - line.middle) <= _NEAR
    if isinstance(ground, Path):
        xs = [value for _, numbers in ground.segments for value in numbers[::2]]
        return abs((min(xs) + max(xs)) / 2 - line.middle) <= _NEAR
    return False
