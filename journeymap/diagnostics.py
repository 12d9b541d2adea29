"""What was found in a file, and where: the one form in which problems travel."""

from enum import IntEnum
from typing import NamedTuple


class Severity(IntEnum):
    """How much a diagnostic weighs. Errors stop a render; `--strict` makes warnings count."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The severity as it is written in reports and in the configuration."""
        return self.name.lower()


class Span(NamedTuple):
    """A stretch of a source text, as offsets in characters: `start` inclusive, `end` exclusive."""

    start: int
    end: int


class Finding(NamedTuple):
    """One problem as its finder sees it: a rule's code, the user's words, a place and a way to mend it.

    The place is in the journey's file, or in that of the overlay of this name.
    """

    code: str
    message: str
    span: Span
    hint: str = ""
    overlay: str = ""


class Diagnostic(NamedTuple):
    """A finding ready to be reported: with its file, its severity and its place for people.

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
