"""A source text with its name, the conversion of offsets to lines and columns, and the replacement of spans."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from journeymap.records import NamedTuple, cached_property

_LINE_END = r"\r\n|\r|\n"


class SourceText:
    """The text of one file. `name` is the path as the user wrote it, or `<stdin>`."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(_LINE_END, self.text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Returns the line and column of an offset, both counted from 1; the column counts characters."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Returns the offset of a line and column, as `place` counts them; the nearest one where there is no such."""
        if line > self.lines:
            return len(self.text)
        return self._starts[max(line, 1) - 1] + min(max(column, 1) - 1, len(self.line(line)))

    @property
    def lines(self) -> int:
        """The number of lines."""
        return len(self._starts)

    def line(self, number: int) -> str:
        """Returns the text of a line, counted from 1, without its line break; empty when there is no such line."""
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


class Replacement(NamedTuple):
    """A span of the text, `start` inclusive and `end` exclusive, and the text to put in its place."""

    start: int
    end: int
    text: str


def with_replacements(text: str, replacements: Iterable[Replacement]) -> str:
    """Returns the text with all replacements made; their offsets are those of the text as it is given.

    What is put in at one offset stands in the order given, before what replaces the span that begins there. Raises
    ValueError when two spans overlap.
    """
    parts = []
    reached = 0
    for each in sorted(replacements, key=lambda each: (each.start, each.end)):
        if each.start < reached:
            raise ValueError(f"replacements overlap at offset {each.start}")
        parts += [text[reached : each.start], each.text]
        reached = each.end
    return "".join([*parts, text[reached:]])
