"""Which way a text runs, by its own letters (after the first rules of UAX #9)."""

from __future__ import annotations

import re

_RTL_LETTER = re.compile(
    "[\u0590-\u05ff\u0600-\u0605\u0608\u060b\u060d\u061b-\u064a\u066d-\u066f\u0671-\u06d5\u06e5\u06e6\u06ee\u06ef"
    "\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LTR_LETTER = re.compile("[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u02b8\u0370-\u0589\u0900-\u1fff\u2c00-\ud7ff]")


def is_rtl(text: str, *, base_rtl: bool) -> bool:
    """Whether a text runs right to left within a map that does or does not.

    A text with a letter of the map's direction runs as the map does (a Hebrew sentence may begin with
    `SMS`); else its letters decide; numbers and signs alone run left to right.
    """
    if base_rtl:
        return _RTL_LETTER.search(text) is not None
    return _LTR_LETTER.search(text) is None and _RTL_LETTER.search(text) is not None
