"""A baseline: the findings that a project already has, so that only new ones are reported.

It is a JSON file with the fingerprints of the findings by file, each with what it stands for. A fingerprint has no line
in it (`report.fingerprints`), so it holds while lines move. The paths are relative to the folder of the baseline, so
that it holds wherever a run starts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from journeymap.diagnostics import Diagnostic
from journeymap.errors import UserError
from journeymap.io.reading import read_regular
from journeymap.report.fingerprints import with_fingerprints

_VERSION = 1


def written(diagnostics: Iterable[Diagnostic], checked: Iterable[str], file: Path) -> bytes:
    """Returns the text of a baseline at `file` with the findings in the files that were checked.

    What one that is there already has of other files stays, while they exist. Raises UserError as `read` does.
    """
    paths = {_relative(path, file) for path in checked}
    known = _findings(file) if file.exists() else {}
    findings = {path: found for path, found in known.items() if path not in paths and (file.parent / path).exists()}
    for diagnostic, fingerprint in _fingerprinted(diagnostics, file):
        findings.setdefault(diagnostic.path, {})[fingerprint] = f"{diagnostic.code}: {diagnostic.message}"
    by_path = {
        path: dict(sorted(found.items(), key=lambda each: each[::-1])) for path, found in sorted(findings.items())
    }
    return f"{json.dumps({'version': _VERSION, 'findings': by_path}, indent=2)}\n".encode()


def read(file: Path) -> frozenset[str]:
    """Returns the fingerprints in a baseline. Raises UserError when it cannot be read, or is none."""
    return frozenset(fingerprint for found in _findings(file).values() for fingerprint in found)


def _findings(file: Path) -> dict[str, dict[str, str]]:
    try:
        document: Any = json.loads(read_regular(file))
    except OSError as error:
        raise UserError(
            f"{file}: cannot be read: {error.strerror or error}", hint="`--update-baseline` writes it"
        ) from None
    except (ValueError, RecursionError):
        document = None
    findings = document.get("findings") if isinstance(document, dict) and document.get("version") == _VERSION else None
    if not isinstance(findings, dict) or not all(isinstance(found, dict) for found in findings.values()):
        raise UserError(f"{file}: this is no baseline", hint="`--update-baseline` writes it anew")
    return findings


def is_known(diagnostics: Iterable[Diagnostic], known: frozenset[str], file: Path) -> list[bool]:
    """Returns for each finding whether the baseline at `file`, with these fingerprints, has it."""
    return [fingerprint in known for _, fingerprint in _fingerprinted(diagnostics, file)]


def _fingerprinted(diagnostics: Iterable[Diagnostic], file: Path) -> list[tuple[Diagnostic, str]]:
    return list(with_fingerprints(each._replace(path=_relative(each.path, file)) for each in diagnostics))


def _relative(path: str, file: Path) -> str:
    return Path(os.path.relpath(path, file.parent)).as_posix()
