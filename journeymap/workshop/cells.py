"""Reads text in the cells of a form, tidied to one line or as a number, and says how many cells a form may have."""

from __future__ import annotations

import re

from journeymap.source.characters import BIDI_CONTROLS

MOST_ROWS = 5_000
MOST_COLUMNS = 256


def tidy(text: str) -> str:
    """The text on one line, without invisible marks of direction, which come along when text is pasted."""
    return " ".join(BIDI_CONTROLS.sub("", text).split())


def as_number(text: str) -> float | None:
    """The number in a text, in digits of any script, with a decimal point or comma; None for any other text."""
    plain = re.sub("[\u200e\u200f\u061c]", "", text).strip().translate({0x2212: "-", 0x066B: ".", 0xFF0D: "-"})
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    return float(plain) if re.fullmatch(r"[-+]?\d{1,12}(?:\.\d{1,12})?", plain) else None
