"""What the tools answer, as structured data, and how much of it: answers are small, and say where they are cut.

None of the classes has slots: the library of the protocol would take them for default values.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from journeymap.diagnostics import Diagnostic, Severity
from journeymap.report.safe import visible_lines

MOST_TEXT = 40_000
"""The most characters of a text."""
MOST_DIFF = 20_000
MOST_FINDINGS = 50
MOST_JOURNEYS = 200


@dataclass(frozen=True)
class ListedJourney:
    """A journey file: its path, and what it says of itself; empty where it cannot be read."""

    path: str
    id: str
    title: str
    language: str


@dataclass(frozen=True)
class JourneyList:
    """The journeys of the folder; `left_out` is how many more there are."""

    journeys: list[ListedJourney]
    left_out: int


@dataclass(frozen=True)
class FoundProblem:
    """One finding: its place, counted from 1, the rule's code, what is wrong, and how to mend it."""

    line: int
    column: int
    severity: str
    code: str
    message: str
    hint: str


@dataclass(frozen=True)
class Validation:
    """What was found in a journey, errors first; `left_out` is how many more findings there are.

    `digest` is that of the file, for `expect` of an edit; empty for a text.
    """

    path: str
    errors: int
    warnings: int
    remarks: int
    findings: list[FoundProblem]
    left_out: int
    digest: str


@dataclass(frozen=True)
class ChangedFile:
    """What a call has changed in a file, or would change: `written` says which. The digest is that of the new text."""

    path: str
    written: bool
    diff: str
    errors: int
    warnings: int
    digest: str


def digest_of(data: bytes) -> str:
    """Returns what tells whether a file has changed: the first 16 digits of its SHA-256."""
    return hashlib.sha256(data).hexdigest()[:16]


def validation_of(path: str, diagnostics: Sequence[Diagnostic], digest: str) -> Validation:
    """Returns what was found, those findings first that keep a journey from being drawn."""
    first = sorted(diagnostics, key=lambda each: -each.severity)[:MOST_FINDINGS]
    errors, warnings, remarks = (how_many(diagnostics, each) for each in reversed(Severity))
    found = [
        FoundProblem(each.line, each.column, each.severity.word, each.code, each.message, each.hint) for each in first
    ]
    return Validation(path, errors, warnings, remarks, found, len(diagnostics) - len(first), digest)


def how_many(diagnostics: Sequence[Diagnostic], severity: Severity) -> int:
    """Returns how many of the diagnostics have a severity."""
    return sum(each.severity is severity for each in diagnostics)


def cut(text: str, most: int = MOST_TEXT) -> str:
    """Returns a text whose characters are all safe to show; of one that is too long, the beginning, which says so."""
    safe = visible_lines(text)
    if len(safe) <= most:
        return safe
    kept = safe[:most].rpartition("\n")[0] or safe[:most]
    return f"{kept}\n… cut here: {len(safe) - len(kept):,} more characters\n"
