"""Diagnostics for people and editors, a line each: `file:line:column CODE severity: message`."""

from __future__ import annotations

from journeymap.report import Run
from journeymap.report.safe import visible


def report(run: Run) -> str:
    """All diagnostics of a run, one to a line."""
    return "".join(
        f"{visible(each.path)}:{each.line}:{each.column} {each.code} {each.severity.word}: {visible(each.message)}\n"
        for each in run.diagnostics
    )
