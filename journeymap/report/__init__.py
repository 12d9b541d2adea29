"""Diagnostics to text, for people and for machines: a file for each format.

A format is a module with a function `report(run) -> str`; its line in `FORMATS` makes it known.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from journeymap.diagnostics import Diagnostic, Severity

FORMATS = {
    "text": "journeymap.report.text",
    "concise": "journeymap.report.concise",
    "json": "journeymap.report.json",
    "json-lines": "journeymap.report.json_lines",
    "github": "journeymap.report.github",
    "gitlab": "journeymap.report.gitlab",
    "sarif": "journeymap.report.sarif",
    "junit": "journeymap.report.junit",
}


class Manual(NamedTuple):
    """What a report may say of a rule: its first sentence, its page in Markdown, its usual severity."""

    summary: str
    page: str
    severity: Severity


class Run(NamedTuple):
    """What one run found in which files, and which of them could not be read at all, each with why.

    Diagnostics from the severity `stopping` on make the run fail. `manual` gives what is known of a code.
    """

    diagnostics: tuple[Diagnostic, ...]
    paths: tuple[str, ...]
    unreadable: tuple[tuple[str, str], ...] = ()
    stopping: Severity = Severity.ERROR
    manual: Callable[[str], Manual] = lambda code: Manual(code, code, Severity.ERROR)

    def how_many(self, severity: Severity) -> int:
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
        counted(run.how_many(severity), noun)
        for severity, noun in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "remark"))
        if run.how_many(severity)
    ]
    if run.unreadable:
        found.append(f"{counted(len(run.unreadable), 'file')} could not be read")
    return f"{counted(len(run.paths), 'file')} checked: {', '.join(found) or 'nothing found'}"
