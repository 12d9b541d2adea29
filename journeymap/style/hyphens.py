"""Hyphens in words that are too long for a line of their own."""

from __future__ import annotations

import unicodedata

from journeymap.style.fonts import text_width

_HYPHENATING = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN")
_LEAST = 2
"""How many letters of a word stand on a line at least."""


def hyphenated(text: str, width: float, size: float, weight: int) -> str:
    """A text in which words wider than a line are in parts, each but the last with a hyphen and as long as fits.

    `width` and the font's `size` are in pixels. Only words of scripts with hyphens are divided: others, such as Hebrew
    and Arabic, have none, and stay as they are. Where in a word a syllable ends is not known here.
    """
    return " ".join(part for word in text.split() for part in _parts(word, width, size, weight))


def _parts(word: str, width: float, size: float, weight: int) -> list[str]:
    parts = []
    while text_width(word, size, weight) > width:
        ends = range(_LEAST, len(word) - _LEAST + 1)
        fitting = [
            end
            for end in ends
            if all(map(_has_hyphens, word[end - _LEAST : end + _LEAST]))
            and text_width(f"{word[:end]}-", size, weight) <= width
        ]
        if not fitting:
            break
        parts.append(f"{word[: fitting[-1]]}-")
        word = word[fitting[-1] :]
    return [*parts, word]


def _has_hyphens(letter: str) -> bool:
    return letter.isalpha() and unicodedata.name(letter, "").startswith(_HYPHENATING)
