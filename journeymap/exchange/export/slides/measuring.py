"""How large texts are on slides, measured in the map's own font, which is hardly narrower than any in its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from journeymap.layout.canvas import Type
from journeymap.style.fonts import REGULAR, SEMIBOLD

_LEADING = 1.3
_SPARE, _SPARE_ARABIC = 0.97, 0.88
"""What of a width is reckoned with, as other fonts may set a text, among which those of Arabic letters differ most."""
_SEPARATORS = " ·,;:،؛"
_ARABIC = re.compile("[\u0600-\u06ff]")


def slide_type(size: float, *, bold: bool = False) -> Type:
    """A style of text, in pixels."""
    return Type(size, SEMIBOLD if bold else REGULAR, round(size * _LEADING, 2))


def lines_of(text: str, width: float, style: Type, *, most: int = 0) -> tuple[str, ...]:
    """The lines that a text takes in a width in pixels; with `most`, at most so many, the last with an ellipsis."""
    spare = _SPARE_ARABIC if _ARABIC.search(text) else _SPARE
    return style.lines(text, max(width * spare, style.size), most=most)


def cut(text: str, width: float, style: Type, most: int) -> str:
    """The text, if it fits in so many lines of a width in pixels; else as many of its words as do, and an ellipsis."""
    if len(lines_of(text, width, style)) <= most:
        return text
    words = text.split()

    def is_too_much(count: int) -> bool:
        return len(lines_of(_begun(words, count), width, style)) > most

    fitting = bisect_left(range(1, len(words)), True, key=is_too_much)
    return _begun(words, fitting) if fitting else " ".join(lines_of(text, width, style, most=most))


def _begun(words: Sequence[str], count: int) -> str:
    return f"{' '.join(words[:count]).rstrip(_SEPARATORS)}…"
