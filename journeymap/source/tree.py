"""The positioned tree: what a YAML file says, with the place of every key and value.

Offsets count characters from the start of the text (after a byte order mark, if there was one).
"""

from __future__ import annotations

import re

from journeymap.diagnostics import Span

_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_MAX_DIGITS = 40


class Scalar:
    """One value: its text with escapes resolved, and whether it stood plain, without quotes."""

    __slots__ = ("end", "plain", "start", "text")

    def __init__(self, text: str, plain: bool, start: int, end: int) -> None:
        self.text = text
        self.plain = plain
        self.start = start
        self.end = end

    @property
    def value(self) -> str | int | float | bool | None:
        """The value under YAML 1.2's core schema, save that infinities and not-a-number stay text."""
        text = self.text
        if not self.plain:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if len(text) > _MAX_DIGITS:
            return text
        if _INT.fullmatch(text):
            base = {"0o": 8, "0x": 16}.get(text[:2], 10)
            return int(text, base)
        if _FLOAT.fullmatch(text):
            number = float(text)
            return number if abs(number) != float("inf") else text
        return text

    @property
    def is_null(self) -> bool:
        """Whether the value was left empty or written as null."""
        return self.plain and self.text in _WORDS and _WORDS[self.text] is None

    @property
    def span(self) -> Span:
        """Where the value stands."""
        return Span(self.start, self.end)


class Sequence:
    """A list, in order."""

    __slots__ = ("end", "items", "start")

    def __init__(self, items: list[Node], start: int, end: int) -> None:
        self.items = items
        self.start = start
        self.end = end

    @property
    def span(self) -> Span:
        """Where the list stands."""
        return Span(self.start, self.end)


class Mapping:
    """Keys and values in order; every key is text and stands once."""

    __slots__ = ("end", "entries", "start")

    def __init__(self, entries: dict[str, tuple[Scalar, Node]], start: int, end: int) -> None:
        self.entries = entries
        self.start = start
        self.end = end

    @property
    def span(self) -> Span:
        """Where the mapping stands."""
        return Span(self.start, self.end)


Node = Scalar | Sequence | Mapping


def to_json(node: Node) -> object:
    """The tree as plain Python data, as any YAML 1.2 reader would hand it to a JSON Schema validator."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [to_json(item) for item in node.items]
    return {key: to_json(value) for key, (_, value) in node.entries.items()}
