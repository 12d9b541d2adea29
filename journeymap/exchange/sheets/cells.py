"""Values of a journey file as cells of a table, and back.

A cell has a text or a number; `true` is a text, as spreadsheets take truth for a number now and then. A text that would
be read back as something else, as a number or as several texts, stands in double quotes, as JSON has it. A list has a
line for each of its items.
"""

from __future__ import annotations

import json

from journeymap.source import Scalar

Value = str | int | float | bool
Cell = str | int | float
MOST_CHARACTERS = 32_767
"""What a cell of a spreadsheet can hold."""


def cell_of(value: Value) -> Cell:
    """Returns the cell for one value."""
    if isinstance(value, str):
        return _in_quotes(value) if _is_read_otherwise(value) else value
    if isinstance(value, bool):
        return str(value).lower()
    return value if _is_held(value) else repr(value)


def lines_of(values: list[Value]) -> Cell:
    """Returns the cell for a list of values: that of its only one, else a text with a line for each."""
    if len(values) == 1 and not (isinstance(values[0], str) and "\n" in values[0]):
        return cell_of(values[0])
    return "\n".join(_line_of(value) for value in values)


def value_in(cell: str) -> Value:
    """Returns the value in the text of a cell that is not blank."""
    text = cell.strip()
    quoted = _unquoted(text)
    if quoted is not None:
        return quoted
    value = Scalar(text, True, 0, 0).value
    return text if value is None else value


def values_in(cell: str) -> list[Value]:
    """Returns the values in the lines of a cell; blank lines are none."""
    return [value_in(line) for line in cell.split("\n") if line.strip()]


def _line_of(value: Value) -> str:
    cell = cell_of(value)
    if isinstance(cell, str):
        return _in_quotes(cell) if "\n" in cell else cell
    return repr(cell)


def _is_held(number: int | float) -> bool:
    """Whether a spreadsheet holds a number as it is: Excel has 15 digits, and 16 are written."""
    return abs(number) < 10**15 and float(f"{number:.16G}") == number


def _is_read_otherwise(text: str) -> bool:
    return (
        text != text.strip()
        or "\r" in text
        or _unquoted(text) is not None
        or not isinstance(Scalar(text, True, 0, 0).value, str)
    )


def _in_quotes(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _unquoted(text: str) -> str | None:
    if len(text) < 2 or not (text.startswith('"') and text.endswith('"')):
        return None
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, str) else None
