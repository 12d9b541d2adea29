"""The scripts of characters, and what to do where no font has them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

FONT_PACKAGES = {
    "CJK": "pylopdf-fonts-zh-cn",
    "BOPOMOFO": "pylopdf-fonts-zh-tw",
    "HIRAGANA": "pylopdf-fonts-jp",
    "KATAKANA": "pylopdf-fonts-jp",
    "HANGUL": "pylopdf-fonts-ko",
}
"""Packages of fonts that are used where they are installed, by script."""
_SHOWN = 5


def script_of(character: str) -> str:
    """The script of a letter, by the first word of its name: `CJK`, `HIRAGANA`; `` for signs, symbols and the like."""
    return unicodedata.name(character, "").split(" ")[0] if unicodedata.category(character)[0] in "LM" else ""


def shown(characters: Iterable[str]) -> str:
    """Characters as a message shows them, with their code points: `漢 (U+6F22), 字 (U+5B57) and 3 more`."""
    every = list(characters)
    named = ", ".join(f"{each} (U+{ord(each):04X})" for each in every[:_SHOWN])
    return f"{named} and {len(every) - _SHOWN} more" if len(every) > _SHOWN else named


def remedy(characters: Iterable[str]) -> str:
    """What to do so that the characters are drawn, as a hint of a message."""
    scripts = {script_of(each) for each in characters}
    if scripts & {"HIRAGANA", "KATAKANA"}:
        scripts.discard("CJK")  # a Japanese font has these characters as well
    packages = sorted({FONT_PACKAGES[script] for script in scripts if script in FONT_PACKAGES})
    if packages:
        return f"pip install {' '.join(packages)}"
    return "name a font that has them under `fonts`, in journeymap.toml or in the theme"
