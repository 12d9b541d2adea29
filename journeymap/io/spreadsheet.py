"""Escapes text for the cells of a spreadsheet, so that it is not taken for a formula.

Everything that writes a table for spreadsheets uses this. A text that begins with `= + - @`, a tab or a line break
can run as a formula when somebody opens the file. It is given an apostrophe in front, as a person would type it.
A number is no formula: `-1.5` stays as it is.
"""

from __future__ import annotations

import re

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_GIVEN = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")


def escape_formula(text: str) -> str:
    """Returns the text for a cell, with an apostrophe in front if it could be a formula."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def unescape_formula(cell: str) -> str:
    """Returns the text that `escape_formula` made this cell from."""
    return cell[1:] if _GIVEN.match(cell) else cell
