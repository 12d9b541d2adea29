"""Diagnostics to text, for people and for machines: a file for each format.

A format is a module with a function `report(run) -> str`; its line in `FORMATS` makes it known.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from journeymap.diagnostics import Diagnostic, Severity

FORMATS = {
    "text": "journeymap.report.text",
    "json": "journeymap.report.json",
}


@dataclass(frozen=True, slots=True)
class Run:
    """What one run found: in how many files, of which so many could not be read at all."""

    diagnostics: tuple[Diagnostic, ...]
    files: int
    unreadable: int = 0

    def count(self, severity: Severity) -> int:
        """How many diagnostics have this severity."""
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)


def report(run: Run, form: str) -> str:
    """The run in one of `FORMATS`, without colour."""
    text: str = import_module(FORMATS[form]).report(run)
    return text


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 error`, `2 errors`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def summary(run: Run) -> str:
    """The run in one line: `3 files checked: 2 errors, 1 warning`."""
    found = [
        counted(run.count(severity), noun)
        for severity, noun in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "remark"))
        if run.count(severity)
    ]
    if run.unreadable:
        found.append(f"{counted(run.unreadable, 'file')} could not be read")
    return f"{counted(run.files, 'file')} checked: {', '.join(found) or 'nothing found'}"
