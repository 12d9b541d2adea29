"""Text in the cells of a spreadsheet: kept from being taken for a formula, and brought back as it was.

A text that begins with `= + - @`, a tab or a line break can run as a formula when somebody opens the file. It is
given an apostrophe in front, as a person would type it. A number is no formula: `-1.5` stays as it is.
"""

from __future__ import annotations

import re

from journeymap.source.characters import BIDI_CONTROLS

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_GIVEN = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")


def neutral(text: str) -> str:
    """The text as it may stand in a cell."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def restored(cell: str) -> str:
    """The text that `neutral` made this cell of."""
    return cell[1:] if _GIVEN.match(cell) else cell


def tidy(text: str) -> str:
    """The text of a note on one line, without the invisible marks that pasting brings along."""
    return " ".join(BIDI_CONTROLS.sub("", text).split())


def as_number(text: str) -> float | None:
    """The number that a text is, in any script's digits, with a point or a comma; None when it is none."""
    plain = re.sub("[\u200e\u200f\u061c]", "", text).strip().translate({0x2212: "-", 0x066B: ".", 0xFF0D: "-"})
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    return float(plain) if re.fullmatch(r"[-+]?\d{1,12}(?:\.\d{1,12})?", plain) else None
