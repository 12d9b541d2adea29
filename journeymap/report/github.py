"""Diagnostics as workflow commands, which GitHub Actions shows beside the lines of a pull request.

Texts from a file are written only as data and properties of a command. Both are escaped as the runner's own toolkit
does it, so that no title in a file can start a command.
"""

from __future__ import annotations

from journeymap.diagnostics import Diagnostic, Severity
from journeymap.report import Run
from journeymap.report.safe import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def report(run: Run) -> str:
    """All diagnostics of a run, one workflow command for each."""
    return "".join(_command(diagnostic) for diagnostic in run.diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    properties = {
        "file": diagnostic.path,
        "line": str(diagnostic.line),
        "endLine": str(diagnostic.end_line),
        "col": str(diagnostic.column),
        "endColumn": str(diagnostic.end_column),
        "title": f"{diagnostic.code} {diagnostic.name}",
    }
    if diagnostic.end_line != diagnostic.line:  # GitHub reads columns only when both are in one line
        del properties["col"], properties["endColumn"]
    arguments = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = f"{diagnostic.message}\n{diagnostic.hint}" if diagnostic.hint else diagnostic.message
    text = "%0A".join(_data(line) for line in message.split("\n"))
    return f"::{_COMMANDS[diagnostic.severity]} {arguments}::{text}\n"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
