"""Writes diagnostics as text, for people and for machines: a module for each format.

A format is a module with a function `report(run) -> str`, and a line in `FORMATS` that registers it.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from journeymap.diagnostics import Diagnostic, Severity
from journeymap.records import NamedTuple
from journeymap.report.safe import without_marks


class ReportFormat(NamedTuple):
    """A format of a report: the function that writes it, as `MODULE:FUNCTION`, and for `--help` whom it is for."""

    writer: str
    help: str

    def write(self, subject: Any) -> str:
        """The report on a subject, such as a `Run`, without colour. The writer is imported when it is first used."""
        module, _, function = self.writer.partition(":")
        text: str = getattr(import_module(module), function)(subject)
        return without_marks(text)


FORMATS = {
    "text": ReportFormat("journeymap.report.text:report", "People: the line, a caret, a hint"),
    "concise": ReportFormat("journeymap.report.concise:report", "People and editors: a line a problem"),
    "json": ReportFormat("journeymap.report.json:report", "Programs: one object, described below"),
    "json-lines": ReportFormat("journeymap.report.json_lines:report", "Programs: an object a line, described below"),
    "github": ReportFormat("journeymap.report.github:report", "GitHub Actions: shown beside a pull request's lines"),
    "gitlab": ReportFormat(
        "journeymap.report.gitlab:report",
        "GitLab's code quality report; a fingerprint stays the same when lines move",
    ),
    "sarif": ReportFormat(
        "journeymap.report.sarif:report", "Code scanning (SARIF 2.1.0), with the manuals of the rules"
    ),
    "junit": ReportFormat("journeymap.report.junit:report", "Most CI systems: one case a file"),
}


class Manual(NamedTuple):
    """A rule's manual: its first sentence, its page in Markdown, and its usual severity."""

    summary: str
    page: str
    severity: Severity


class Run(NamedTuple):
    """The result of one run: its diagnostics, the paths of the files, and the unreadable files, each with the reason.

    A diagnostic of severity `fails_from` or above makes the run fail. `manual` returns a rule's manual by its code.
    """

    diagnostics: tuple[Diagnostic, ...]
    paths: tuple[str, ...]
    unreadable: tuple[tuple[str, str], ...] = ()
    fails_from: Severity = Severity.ERROR
    manual: Callable[[str], Manual] = lambda code: Manual(code, code, Severity.ERROR)

    def how_many(self, severity: Severity) -> int:
        """How many diagnostics have this severity."""
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)


def report(run: Run, form: str) -> str:
    """Returns the report of a run in one of `FORMATS`, without colour."""
    return FORMATS[form].write(run)


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
