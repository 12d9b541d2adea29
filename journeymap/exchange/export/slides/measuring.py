"""How large texts are on slides, measured in the map's own font, which is hardly narrower than any in its place."""

from __future__ import annotations

import re

from journeymap.layout.canvas import Type
from journeymap.style.fonts import REGULAR, SEMIBOLD

_LEADING = 1.3
_SPARE, _SPARE_ARABIC = 0.97, 0.88
"""What of a width is reckoned with, as other fonts may set a text, among which those of Arabic letters differ most."""
_ARABIC = re.compile("[\u0600-\u06ff]")


def slide_type(size: float, *, bold: bool = False) -> Type:
    """A style of text, in pixels."""
    return Type(size, SEMIBOLD if bold else REGULAR, round(size * _LEADING, 2))


def lines_of(text: str, width: float, style: Type, *, most: int = 0) -> tuple[str, ...]:
    """The lines that a text takes in a width in pixels; with `most`, at most so many, the last with an ellipsis."""
    spare = _SPARE_ARABIC if _ARABIC.search(text) else _SPARE
    return style.lines(text, max(width * spare, style.size), most=most)


def cut(text: str, width: float, style: Type, most: int) -> str:
    """The text, if it fits in so many lines of a width in pixels; else the part that does, with an ellipsis."""
    lines = lines_of(text, width, style, most=most)
    return text if len(lines_of(text, width, style)) <= most else " ".join(lines)
