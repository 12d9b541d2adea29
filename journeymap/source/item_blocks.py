"""The lines that belong to the keys and items of a text in block style: their own, and the comments that go with them.

A comment belongs to what it stands above, without a blank line between, and to what it is indented deeper than, as
`comments` has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from journeymap.records import cached_property
from journeymap.source.concrete import read
from journeymap.source.offsets import column, end_of, line_end, line_start
from journeymap.source.text import SourceText
from journeymap.source.tree import Mapping, Node, Sequence

LINE_END = re.compile(r"\r\n|\r|\n")


class ItemBlock(NamedTuple):
    """The offsets of a key or an item: of the comments above it, of itself, and of its end with comments below it."""

    above: int
    start: int
    end: int


class ItemBlocks:
    """Finds the lines of keys and items in one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def children(self, parent: Node) -> list[tuple[int, Node]]:
        """The start and the node of each key or item, in the order of the text."""
        if isinstance(parent, Mapping):
            return [(key.start, value) for key, value in parent.pairs()]
        return [(node.start, node) for node in parent.items] if isinstance(parent, Sequence) else []

    def block(self, parent: Node, index: int) -> ItemBlock | None:
        """The block of a key or an item in block style; None where it has no dash of its own."""
        text = self._text
        children = self.children(parent)
        start, node = children[index]
        if isinstance(parent, Sequence):
            dash = text.rfind("-", 0, start + (node.start == node.end))
            if dash < 0 or text[dash + 1 : start].strip():
                return None
            start = dash
        end = max(end_of(text, node), start)
        end = self._above(end) if text[end - 1] in "\r\n" else line_end(text, end)  # a `|+` text keeps its line ends
        indent = column(text, start)
        done = end_of(text, children[index - 1][1]) if index else 0
        above = start
        if not text[line_start(text, start) : start].strip():
            for line in self._lines_above(start):
                if line < done or column(text, self._first(line)) != indent or text[self._first(line)] != "#":
                    break
                above = self._first(line)
        return ItemBlock(above, start, self._with_comments_below(end, indent))

    def _with_comments_below(self, end: int, indent: int) -> int:
        """The end of what begins at a column, behind the comments below it that are indented deeper."""
        at = end
        while match := LINE_END.match(self._text, at):
            at = line_end(self._text, match.end())
            first = self._first(match.end())
            if first < at:
                if self._text[first] != "#" or column(self._text, first) <= indent:
                    break
                end = at
        return end

    def _lines_above(self, at: int) -> Iterator[int]:
        """The starts of the lines above an offset that are not blank, as far as there is no blank one."""
        start = line_start(self._text, at)
        while start and not self.is_blank_above(start):
            start = line_start(self._text, self._above(start))
            yield start

    def _above(self, start: int) -> int:
        """The offset before the line break above a line."""
        return start - 2 if self._text[max(start - 2, 0) : start] == "\r\n" else start - 1

    def is_blank_above(self, at: int) -> bool:
        """Whether there is a blank line above the line of an offset."""
        start = line_start(self._text, at)
        return start > 0 and self.is_blank(line_start(self._text, self._above(start)))

    def is_blank(self, start: int) -> bool:
        """Whether there is nothing on the line that starts here."""
        return not self._text[start : line_end(self._text, start)].strip()

    def _first(self, start: int) -> int:
        """The offset of the first character of a line that is no space; of a blank line, its end."""
        line = self._text[start : line_end(self._text, start)]
        return start + len(line) - len(line.lstrip(" \t"))

    @cached_property
    def comments(self) -> list[int]:
        """The offsets of all comments. Only in a text without `\\r\\n` are they those of the text itself."""
        text = self._text
        if "#" not in text:
            return []
        plain = LINE_END.sub("\n", text)
        starts = [each.start for each in read(text).comments]
        if len(plain) == len(text):
            return starts
        lines = SourceText(plain, "")
        own = [0, *(match.end() for match in LINE_END.finditer(text))]
        return [own[line - 1] + place - 1 for line, place in map(lines.place, starts)]
