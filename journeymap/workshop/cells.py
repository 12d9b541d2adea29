"""Text in the cells of a form: on one line, and as the number that it is."""

from __future__ import annotations

import re

from journeymap.source.characters import BIDI_CONTROLS


def tidy(text: str) -> str:
    """The text of a note on one line, without the invisible marks that pasting brings along."""
    return " ".join(BIDI_CONTROLS.sub("", text).split())


def as_number(text: str) -> float | None:
    """The number that a text is, in any script's digits, with a point or a comma; None when it is none."""
    plain = re.sub("[\u200e\u200f\u061c]", "", text).strip().translate({0x2212: "-", 0x066B: ".", 0xFF0D: "-"})
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    return float(plain) if re.fullmatch(r"[-+]?\d{1,12}(?:\.\d{1,12})?", plain) else None
