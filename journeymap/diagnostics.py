"""Problems in a file, with their places: findings of the rules, and the diagnostics that are reported."""

from __future__ import annotations

from enum import IntEnum

from journeymap.records import NamedTuple


class Severity(IntEnum):
    """How serious a diagnostic is. Errors stop a render; with `--strict`, warnings do too."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The severity as reports and the configuration write it."""
        return self.name.lower()


class Span(NamedTuple):
    """A part of a source text, as offsets in characters: `start` inclusive, `end` exclusive."""

    start: int
    end: int


class Gathered(NamedTuple):
    """How findings of one cause are told in one: `lack` is what many of them say, `item` what this one says it of."""

    lack: str
    item: str


class Lack(NamedTuple):
    """How all that one item lacks is told in one: `item` is the item, `what` the nouns of what it has not."""

    item: str
    what: tuple[str, ...]


class Finding(NamedTuple):
    """One problem: the rule's code, a message, the place, and a hint how to fix it.

    The place is in the journey's file or, with `overlay`, in the file of the overlay with this name. Findings with
    `gathered` are told as one, at the place of the first, with the list of what they say it of. Those with `lack` of
    one item are told as one, too, whatever their codes are.
    """

    code: str
    message: str
    span: Span
    hint: str = ""
    overlay: str = ""
    gathered: Gathered | None = None
    lack: Lack | None = None


class Diagnostic(NamedTuple):
    """A finding ready to be reported, with its file, severity, line and column.

    Lines and columns count from 1; `end_column` is exclusive. `excerpt` is the source line.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    name: str
    severity: Severity
    message: str
    hint: str
    excerpt: str
