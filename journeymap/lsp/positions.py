"""Converts between offsets in a text and the positions of the protocol, which count code units in lines from 0."""

from __future__ import annotations

from collections.abc import Callable

from lsprotocol import types

from journeymap.diagnostics import Span
from journeymap.source import SourceText
from journeymap.source.text import Replacement

_UNITS: dict[str, Callable[[str], int]] = {
    "utf-8": lambda text: len(text.encode()),
    "utf-16": lambda text: len(text) + sum(character > "\uffff" for character in text),
    "utf-32": len,
}


class Positions:
    """The positions in one text, in the code units of an encoding: `utf-16`, `utf-8` or `utf-32`."""

    def __init__(self, source: SourceText, encoding: str = "utf-16") -> None:
        self.source = source
        self._units = _UNITS[encoding]

    def position(self, offset: int) -> types.Position:
        """Returns the position of an offset."""
        line, column = self.source.place(offset)
        return types.Position(line - 1, self._units(self.source.line(line)[: column - 1]))

    def offset(self, position: types.Position) -> int:
        """Returns the offset of a position, the nearest one where there is none; of half a character, its start."""
        line = self.source.line(position.line + 1)
        if line.isascii():
            return self.source.offset(position.line + 1, position.character + 1)
        column = units = 0
        while column < len(line) and units < position.character:
            units += self._units(line[column])
            column += 1
        return self.source.offset(position.line + 1, column + 1 - (units > position.character))

    def range(self, start: int, end: int) -> types.Range:
        """Returns the range from one offset to another."""
        return types.Range(self.position(start), self.position(max(start, end)))

    def of(self, span: Span) -> types.Range:
        """Returns the range of a span."""
        return self.range(*span)

    def edit(self, change: Replacement) -> types.TextEdit:
        """Returns a replacement as the protocol has it."""
        return types.TextEdit(self.range(change.start, change.end), change.text)


def shortest_change(before: str, after: str) -> list[Replacement]:
    """Returns the one replacement of whole lines that makes one text of another; none where they are alike."""
    if before == after:
        return []
    one, other = before.splitlines(keepends=True), after.splitlines(keepends=True)
    most = min(len(one), len(other))
    first = next((at for at in range(most) if one[at] != other[at]), most)
    last = next((at for at in range(most - first) if one[-1 - at] != other[-1 - at]), most - first)
    start, end = sum(map(len, one[:first])), len(before) - sum(map(len, one[len(one) - last :]))
    return [Replacement(start, end, "".join(other[first : len(other) - last]))]
