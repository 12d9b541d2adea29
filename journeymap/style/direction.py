"""Which way a text runs, by its own letters (after the first rules of UAX #9)."""

from __future__ import annotations

from bisect import bisect_right

_RTL_LETTERS = (
    "\u0590-\u05ff \u0600-\u0605 \u0608-\u0608 \u060b-\u060b \u060d-\u060d \u061b-\u064a \u066d-\u066f \u0671-\u06d5 "
    "\u06e5-\u06e6 \u06ee-\u06ef \u06fa-\u08ff \ufb1d-\ufdff \ufe70-\ufeff \U00010800-\U00010fff \U0001e800-\U0001efff"
)
_LTR_LETTERS = (
    "A-Z a-z \u00aa-\u00aa \u00b5-\u00b5 \u00ba-\u00ba \u00c0-\u02b8 \u0370-\u0589 \u0900-\u1fff \u2c00-\ud7ff"
)


def _edges(ranges: str) -> tuple[str, ...]:
    """The first character of each range and the first after it, in order: within a range, their number is odd."""
    return tuple(edge for pair in ranges.split() for edge in (pair[0], chr(ord(pair[2]) + 1)))


# Regular expressions of such ranges would take as long to compile as a tenth of a small map to draw.
_RTL_EDGES = _edges(_RTL_LETTERS)
_LTR_EDGES = _edges(_LTR_LETTERS)


def _has_letter(text: str, edges: tuple[str, ...]) -> bool:
    return any(bisect_right(edges, character) % 2 for character in text)


def is_rtl(text: str, *, base_rtl: bool) -> bool:
    """Whether a text runs right to left within a map that does or does not.

    A text with a letter of the map's direction runs as the map does (a Hebrew sentence may begin with
    `SMS`); else its letters decide; numbers and signs alone run left to right.
    """
    if base_rtl:
        return not text.isascii() and _has_letter(text, _RTL_EDGES)
    return not text.isascii() and not _has_letter(text, _LTR_EDGES) and _has_letter(text, _RTL_EDGES)
