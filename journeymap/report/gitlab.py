"""Diagnostics as a GitLab code quality report."""

from __future__ import annotations

import json

from journeymap.diagnostics import Diagnostic, Severity
from journeymap.report import Run
from journeymap.report.fingerprints import with_fingerprints
from journeymap.report.safe import visible, visible_lines

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}


def report(run: Run) -> str:
    """All diagnostics of a run as a JSON list, in ASCII."""
    issues = [_issue(diagnostic, fingerprint) for diagnostic, fingerprint in with_fingerprints(run.diagnostics)]
    return json.dumps(issues, indent=2, ensure_ascii=True) + "\n"


def _issue(diagnostic: Diagnostic, fingerprint: str) -> dict[str, object]:
    hint = f" ({visible_lines(diagnostic.hint)})" if diagnostic.hint else ""
    return {
        "type": "issue",
        "check_name": f"{diagnostic.code} {diagnostic.name}",
        "description": visible(diagnostic.message) + hint,
        "categories": ["Style"],
        "severity": _SEVERITIES[diagnostic.severity],
        "fingerprint": fingerprint,
        "location": {"path": diagnostic.path, "lines": {"begin": diagnostic.line, "end": diagnostic.end_line}},
    }
