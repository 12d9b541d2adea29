"""Diagnostics as a GitLab code quality report.

A fingerprint tells whether a problem is the same as in the report before. It is made from the file, the
rule and the message, and from which of several alike it is, so it outlives lines that move.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter

from journeymap.diagnostics import Diagnostic, Severity
from journeymap.report import Run
from journeymap.report.safe import visible

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}


def report(run: Run) -> str:
    """All diagnostics of a run as a JSON list, in ASCII."""
    seen: Counter[tuple[str, str, str]] = Counter()
    issues = []
    for diagnostic in run.diagnostics:
        same = (diagnostic.path, diagnostic.code, diagnostic.message)
        seen[same] += 1
        issues.append(_issue(diagnostic, fingerprint(diagnostic, seen[same])))
    return json.dumps(issues, indent=2, ensure_ascii=True) + "\n"


def fingerprint(diagnostic: Diagnostic, number: int) -> str:
    """What stays the same of a problem from one run to the next; `number` counts those that are alike."""
    parts = (diagnostic.path, diagnostic.code, diagnostic.message, str(number))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _issue(diagnostic: Diagnostic, mark: str) -> dict[str, object]:
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    return {
        "type": "issue",
        "check_name": f"{diagnostic.code} {diagnostic.name}",
        "description": visible(diagnostic.message + hint),
        "categories": ["Style"],
        "severity": _SEVERITIES[diagnostic.severity],
        "fingerprint": mark,
        "location": {"path": diagnostic.path, "lines": {"begin": diagnostic.line, "end": diagnostic.end_line}},
    }
