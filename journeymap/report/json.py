"""Diagnostics as JSON, for programs.

One JSON object, in ASCII, with `version` 1. Keys may be added under the same version; a key that is
renamed, dropped or changed in meaning makes a new one.

- `tool`: `name` and `version` of the program.
- `summary`: `files`, `unreadable`, `errors`, `warnings`, `infos`.
- `diagnostics`, sorted by file as given, then by place: `path`, `line`, `column`, `end_line`, `end_column`
  (all from 1, columns in characters, the end exclusive), `code`, `name`, `severity` (`error`, `warning`,
  `info`), `message`, `hint` (an empty text when there is none).
"""

from __future__ import annotations

import json

from journeymap import __version__
from journeymap.diagnostics import Diagnostic, Severity
from journeymap.report import Run

VERSION = 1


def report(run: Run) -> str:
    """All diagnostics of a run as JSON. ASCII keeps control characters out of logs."""
    document = {
        "version": VERSION,
        "tool": {"name": "journeymap", "version": __version__},
        "summary": {
            "files": len(run.paths),
            "unreadable": len(run.unreadable),
            "errors": run.how_many(Severity.ERROR),
            "warnings": run.how_many(Severity.WARNING),
            "infos": run.how_many(Severity.INFO),
        },
        "diagnostics": [shape(diagnostic) for diagnostic in run.diagnostics],
    }
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"


def shape(diagnostic: Diagnostic) -> dict[str, str | int]:
    """One diagnostic as a JSON object."""
    return {
        "path": diagnostic.path,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "end_line": diagnostic.end_line,
        "end_column": diagnostic.end_column,
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.word,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }
