"""The positioned tree: the data of a YAML file, with the offsets of every key and value.

Offsets count characters from the start of the text (after a byte order mark, if there was one).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from journeymap.diagnostics import Span

_WORDS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
NULLS = frozenset(text for text, value in _WORDS.items() if value is None)
"""How a plain scalar writes that there is no value."""
_FIRST_OF_NUMBERS = frozenset("0123456789+-.")
_MAX_DIGITS = 40
_BASES = {"0o": 8, "0x": 16}
_DIGITS = {8: frozenset("01234567"), 16: frozenset("0123456789abcdefABCDEF")}


class Scalar:
    """One value: its text with escapes resolved, and whether it is plain (without quotes)."""

    __slots__ = ("end", "plain", "start", "text")

    def __init__(self, text: str, plain: bool, start: int, end: int) -> None:
        self.text = text
        self.plain = plain
        self.start = start
        self.end = end

    @property
    def value(self) -> str | int | float | bool | None:
        """The value under YAML 1.2's core schema, except that infinities and not-a-number stay text."""
        text = self.text
        if not self.plain:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if text[0] not in _FIRST_OF_NUMBERS or len(text) > _MAX_DIGITS:
            return text
        number = _number(text) if text.isascii() else None
        return text if number is None or abs(number) == float("inf") else number

    @property
    def is_null(self) -> bool:
        """Whether the value is empty or written as null."""
        return self.plain and self.text in NULLS

    @property
    def span(self) -> Span:
        """The span of the value in the text."""
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
        """The span of the list in the text."""
        return Span(self.start, self.end)


class Mapping:
    """Keys and values in order; every key is text and occurs once.

    `places` has a place for each key, in the order of `entries`. For a plain key on one line it is the start offset,
    from which its span follows; for any other key it is the whole scalar.
    """

    __slots__ = ("_by_name", "end", "entries", "places", "start")

    def __init__(self, entries: dict[str, Node], places: list[int | Scalar], start: int, end: int) -> None:
        self.entries = entries
        self.places = places
        self.start = start
        self.end = end
        self._by_name: dict[str, int | Scalar] | None = None

    def key(self, name: str) -> Scalar:
        """Returns the key with this name, with its span. Raises KeyError when there is none."""
        if self._by_name is None:
            self._by_name = dict(zip(self.entries, self.places, strict=True))
        return key_at(name, self._by_name[name])

    def pairs(self) -> Iterator[tuple[Scalar, Node]]:
        """Yields each key, with its span, and its value."""
        for (name, value), place in zip(self.entries.items(), self.places, strict=True):
            yield key_at(name, place), value

    def first(self) -> Span:
        """Returns the span of the first key; for a mapping without keys, that of its first character."""
        return next((key.span for key, _ in self.pairs()), Span(self.start, self.start + 1))

    @property
    def span(self) -> Span:
        """The span of the mapping in the text."""
        return Span(self.start, self.end)


Node = Scalar | Sequence | Mapping


def _number(text: str) -> int | float | None:
    """Returns the number that a text in ASCII is under YAML's core schema; None for any other text.

    Patterns for it would take as long to compile as all numbers of a journey to read.
    """
    unsigned = text[1:] if text[0] in "+-" else text
    if unsigned.isdigit():
        return int(text)
    base = _BASES.get(text[:2])
    if base:
        digits = text[2:]
        return int(digits, base) if digits and _DIGITS[base].issuperset(digits) else None
    mantissa, exponential, exponent = unsigned.lower().partition("e")
    whole, _, decimals = mantissa.partition(".")
    is_number = (whole + decimals).isdigit()
    if exponential:
        is_number = is_number and (exponent[1:] if exponent[:1] in ("+", "-") else exponent).isdigit()
    return float(text) if is_number else None


def key_at(name: str, place: int | Scalar) -> Scalar:
    """Returns the key for an entry of `Mapping.places`."""
    return Scalar(name, True, place, place + len(name)) if isinstance(place, int) else place


def to_json(node: Node) -> object:
    """Returns the tree as plain Python data, as a YAML 1.2 reader would pass it to a JSON Schema validator."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [to_json(item) for item in node.items]
    return {key: to_json(value) for key, value in node.entries.items()}


def to_texts(node: Node) -> str | list[Any] | dict[str, Any]:
    """Returns the tree as plain Python data in which every value is its text."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [to_texts(item) for item in node.items]
    return {key: to_texts(value) for key, value in node.entries.items()}


def ids_in(node: Node) -> Iterator[str]:
    """Yields the value of every key `id` under a node."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Sequence):
            waiting += node.items
        elif isinstance(node, Mapping):
            for key, value in node.entries.items():
                if key == "id" and isinstance(value, Scalar):
                    yield value.text
                waiting.append(value)
