"""Finds whether a text runs left to right or right to left, by its letters (after the first rules of UAX #9)."""

from __future__ import annotations

from bisect import bisect_right

_RTL_LETTERS = (
    "\u0590-\u05ff \u0600-\u0605 \u0608-\u0608 \u060b-\u060b \u060d-\u060d \u061b-\u064a \u066d-\u066f \u0671-\u06d5 "
    "\u06e5-\u06e6 \u06ee-\u06ef \u06fa-\u08ff \ufb1d-\ufdff \ufe70-\ufeff \U00010800-\U00010fff \U0001e800-\U0001efff"
)
_LTR_LETTERS = (
    "A-Z a-z \u00aa-\u00aa \u00b5-\u00b5 \u00ba-\u00ba \u00c0-\u02b8 \u0370-\u0589 \u0900-\u1fff \u2c00-\ud7ff"
)

# Signs of Latin texts that come after the first right-to-left letter in Unicode.
_SIGNS = frozenset(
    "\u2010\u2011\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2022\u2026\u2030\u20ac\u2190\u2192\u2212"
)


def _edges(ranges: str) -> tuple[str, ...]:
    """The first character of each range and the first one after it, in ascending order.

    A character is in one of the ranges when the number of edges at or below it is odd.
    """
    return tuple(edge for pair in ranges.split() for edge in (pair[0], chr(ord(pair[2]) + 1)))


# Compiling these ranges as regular expressions would take a tenth of the time that it takes to draw a small map.
_RTL_EDGES = _edges(_RTL_LETTERS)
_LTR_EDGES = _edges(_LTR_LETTERS)
_NEVER_RTL = _SIGNS.union(map(chr, range(ord(_RTL_EDGES[0]))))


def _has_letter(text: str, edges: tuple[str, ...]) -> bool:
    return any(bisect_right(edges, character) % 2 for character in text)


def may_be_rtl(text: str) -> bool:
    """Whether a text has any character but those of which most texts that run left to right consist."""
    return not (text.isascii() or _NEVER_RTL.issuperset(text))


def is_rtl(text: str, *, base_rtl: bool) -> bool:
    """Whether a text runs right to left. `base_rtl` is whether the map around it does.

    A text with any letter of the map's direction runs as the map does, since a Hebrew sentence may begin with `SMS`.
    Otherwise its letters decide. A text without letters runs left to right.
    """
    if text.isascii() or not may_be_rtl(text):
        return False
    return (base_rtl or not _has_letter(text, _LTR_EDGES)) and _has_letter(text, _RTL_EDGES)
