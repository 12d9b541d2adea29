"""Text in the cells of a spreadsheet: kept from being taken for a formula, and brought back as it was.

Everything that writes a table for spreadsheets asks here. A text that begins with `= + - @`, a tab or a line break
can run as a formula when somebody opens the file. It is given an apostrophe in front, as a person would type it.
A number is no formula: `-1.5` stays as it is.
"""

from __future__ import annotations

import re

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_GIVEN = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")


def neutral(text: str) -> str:
    """The text as it may stand in a cell."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def restored(cell: str) -> str:
    """The text that `neutral` made this cell of."""
    return cell[1:] if _GIVEN.match(cell) else cell
