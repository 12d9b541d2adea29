"""Finds the language that texts are written in, by their letters; Latin letters say only that they are Latin."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BY_LETTERS = (
    ("he", "[\u05d0-\u05ea]"),
    ("ur", "[ٹڈڑںےۓ]"),
    ("fa", "[پچژگکی]"),
    ("ar", "[\u0621-\u064a]"),
    ("uk", "[іїєґІЇЄҐ]"),
    ("ru", "[\u0400-\u04ff]"),
    ("hi", "[\u0900-\u097f]"),
    ("ja", "[\u3041-\u30ff]"),
    ("ko", "[\uac00-\ud7a3\u1100-\u11ff]"),
    ("zh", "[\u4e00-\u9fff]"),
)
"""Letters by language: of two that share letters, the one with letters of its own comes first."""


def language_by_letters(texts: Iterable[str]) -> str:
    """The language of texts whose letters show it, such as `he`; an empty text where most of the letters are Latin.

    Persian is told from Arabic, and Ukrainian from Russian, by letters that the other one does not have.
    """
    text = "".join(texts)
    letters = sum(map(str.isalpha, text))
    latin = len(re.findall("[A-Za-z\u00c0-\u024f]", text))
    if latin * 2 >= letters:
        return ""
    return next((language for language, letter in _BY_LETTERS if re.search(letter, text)), "")
