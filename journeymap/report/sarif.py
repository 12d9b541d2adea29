"""Diagnostics as SARIF 2.1.0 (OASIS), with the manuals of the rules that found them."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from journeymap import __version__
from journeymap.diagnostics import Diagnostic, Severity
from journeymap.report import Run
from journeymap.report.fingerprints import with_fingerprints
from journeymap.report.safe import visible, visible_lines

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def report(run: Run) -> str:
    """All diagnostics of a run as one SARIF log, in ASCII."""
    names = {diagnostic.code: diagnostic.name for diagnostic in run.diagnostics}
    codes = sorted(names)
    results = [
        _result(diagnostic, codes.index(diagnostic.code), fingerprint)
        for diagnostic, fingerprint in with_fingerprints(run.diagnostics)
    ]
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "journeymap",
                        "version": __version__,
                        "semanticVersion": __version__,
                        "rules": [_rule(run, code, names[code]) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": results,
                "invocations": [_invocation(run)],
            }
        ],
    }
    return json.dumps(log, indent=2, ensure_ascii=True) + "\n"


def _rule(run: Run, code: str, name: str) -> dict[str, Any]:
    manual = run.manual(code)
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": manual.summary},
        "help": {"text": manual.page, "markdown": manual.page},
        "defaultConfiguration": {"level": _LEVELS[manual.severity]},
    }


def _result(diagnostic: Diagnostic, rule: int, fingerprint: str) -> dict[str, Any]:
    hint = f" ({visible_lines(diagnostic.hint)})" if diagnostic.hint else ""
    region = {
        "startLine": diagnostic.line,
        "startColumn": diagnostic.column,
        "endLine": diagnostic.end_line,
        "endColumn": diagnostic.end_column,
    }
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": visible(diagnostic.message) + hint},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(diagnostic.path)}, "region": region}}],
        "partialFingerprints": {"journeymap/v1": fingerprint},
    }


def _invocation(run: Run) -> dict[str, Any]:
    return {
        "executionSuccessful": not run.unreadable,
        "toolExecutionNotifications": [
            {
                "level": "error",
                "message": {"text": visible(reason)},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(path)}}}],
            }
            for path, reason in run.unreadable
        ],
    }


def _uri(path: str) -> str:
    """A path as a relative URI reference; bytes that are not UTF-8 are percent-encoded as they are."""
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")
