"""Divides words that are too long for a line, where syllables end in the language, or anywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from icu4py.breakers import CharacterBreaker

from journeymap.style.font_choice import chosen_fonts

if TYPE_CHECKING:
    from pyphen import Pyphen

HYPHEN = "-"
"""What a part that is not a word's last ends with. Every font has this one, unlike U+2010, which looks the same."""
_LEAST = 3
"""How many letters there are on each side of a hyphen at least."""
_SHORTEST = 3
"""How many characters one letter with a hyphen has at most: an opening bracket or quotation mark before them."""
_LONGEST = 100
"""Longer words are none of a language; looking for their syllables would only take time."""
_HYPHENATING = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN")
_LETTERS = r"[^\W\d_]+"
_WORD = rf"\W*({_LETTERS}(?:['’]{_LETTERS})*)\W*"
_USUAL = {"de": "de_DE", "en": "en_US"}
"""The dictionaries of languages without a region that have several, as CLDR's likely subtags say."""


def whole_initials(pieces: Sequence[str]) -> Sequence[str]:
    """The pieces of a text, of which none ends after one letter and a hyphen, as that of "e-mail" would (UAX #14)."""
    if not any(map(_ends_in_initial, pieces)):
        return pieces
    found = [""]
    for piece in pieces:
        found[-1] += piece
        if not _ends_in_initial(piece):
            found.append("")
    return tuple(filter(None, found))


def _ends_in_initial(piece: str) -> bool:
    return piece.endswith(HYPHEN) and len(piece) <= _SHORTEST and sum(map(str.isalpha, piece)) == 1


def divided(word: str, fits: Callable[[str], bool]) -> list[str]:
    """Returns a word, maybe with signs or spaces around it, in parts that fit, each as long as possible.

    They end in hyphens, but for the last, where the language of most texts has a dictionary of syllables. What no
    syllable fits of is cut between characters without hyphens, and so are addresses, codes and the like, and words of
    scripts without hyphens, such as Hebrew and Arabic.
    """
    ends, start = _syllable_ends(word), 0
    parts: list[str] = []
    while ends and not fits(word[start:]):
        ahead = (f"{word[start:end]}{HYPHEN}" for end in ends if end >= start + _LEAST)
        fitting = list(takewhile(fits, ahead))
        if not fitting:
            break
        parts.append(fitting[-1])
        start += len(fitting[-1]) - len(HYPHEN)
    return [*parts, *_cut(word[start:], fits)]


def _cut(word: str, fits: Callable[[str], bool]) -> list[str]:
    parts, part = [], ""
    for character in CharacterBreaker(word, "en"):
        if part and not fits(part + character):
            parts.append(part)
            part = ""
        part += character
    return [*parts, part] if part else parts


def _syllable_ends(text: str) -> list[int]:
    """The places in a text after which a hyphen may stand, in order, but where it would change the spelling."""
    found = re.fullmatch(_WORD, text) if len(text) <= _LONGEST else None
    if found is None or not all(letter in "'’" or _has_hyphens(letter) for letter in found[1]):
        return []
    dictionary = _dictionary(chosen_fonts().language)
    if dictionary is None:
        return []
    return [
        part.start() + place
        for part in re.finditer(_LETTERS, text)
        if len(part[0].lower()) == len(part[0])  # the dictionary counts in small letters, and that of İ is two
        for place in dictionary.positions(part[0])
        if place.data is None
    ]


@cache
def _dictionary(language: str) -> Pyphen | None:
    """The dictionary of a language, without its region if there is none for that; None where there is none."""
    import pyphen  # noqa: PLC0415  few maps have a word that is too long

    name = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=_USUAL.get(name, name), left=_LEAST, right=_LEAST) if name else None


def _has_hyphens(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_HYPHENATING)
