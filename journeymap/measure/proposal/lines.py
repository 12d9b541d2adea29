"""The lines of a proposed source: its keys and items as YAML, with the reasons above them as comments."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.measure.proposal.words import is_shown
from journeymap.source.writing import Value, inline, quoted

_WIDE = 110


class ProposalLines:
    """A source as data in `value`, and the same as YAML, line by line, with what is left to be said as comments.

    A line that is commented out has its `# ` where its key or item begins: without it, it is YAML at its place.
    """

    def __init__(self) -> None:
        self.value: dict[str, Value] = {}
        self._lines: list[str] = []

    def key(self, key: str, value: Value, reason: str = "") -> None:
        """Adds a key of the source, with its reason above."""
        self.say(reason)
        self.value[key] = value
        self._lines.append(f"{key}: {text_of(value)}")

    def open_key(self, line: str, reason: str) -> None:
        """Adds a key that is commented out."""
        self.say(reason)
        self._lines.append(f"# {line}")

    def say(self, reason: str, indent: int = 0) -> None:
        """Adds a comment, broken into lines that fit."""
        line = ""
        for word in _shown(reason).split():
            if line and len(line) + len(word) >= _WIDE:
                self._lines.append(f"{' ' * indent}# {line}")
                line = ""
            line = f"{line} {word}" if line else word
        if line:
            self._lines.append(f"{' ' * indent}# {line}")

    def block(self, key: str, *, is_open: bool) -> None:
        """Adds the key above items; it is commented out where all of them are."""
        self._lines.append(f"# {key}:" if is_open else f"{key}:")

    def item(self, text: str, *, is_open: bool, indent: int = 2) -> None:
        """Adds an item, or a key within a key."""
        self._lines.append(f"{' ' * indent}{'# ' if is_open else ''}{text}")

    def items(self, key: str, found: Sequence[tuple[Value, str, bool]]) -> None:
        """Adds a key with a list of items, each with its reason and whether it is commented out."""
        if decided := [value for value, _, is_open in found if not is_open]:
            self.value[key] = decided
        if found:
            self.block(key, is_open=not decided)
        for value, reason, is_open in found:
            self.say(f"{'TODO ' if is_open else ''}{reason}", indent=2)
            self.item(f"- {text_of(value)}", is_open=is_open)

    def text(self, head: str) -> str:
        """Returns all as YAML, with `head` as a comment above the source."""
        body = [f"  - {self._lines[0]}", *(f"    {line}" for line in self._lines[1:])]
        return "\n".join(["sources:", f"  # {head}", *body]) + "\n"


def text_of(value: Value) -> str:
    """Returns a value as YAML on one line."""
    return quoted(value) if isinstance(value, str) else inline(value)


def pair_of(key: str, value: Value) -> str:
    """Returns a key with its value as YAML on one line."""
    return inline({key: value})[1:-1]


def _shown(text: str) -> str:
    """A text as a comment may have it: on one line, printable."""
    return "".join(each if is_shown(each) else " " for each in text)
