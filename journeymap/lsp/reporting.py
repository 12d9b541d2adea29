"""Diagnostics as the protocol has them."""

from __future__ import annotations

from collections.abc import Callable

from lsprotocol import types

from journeymap.diagnostics import Diagnostic, Severity
from journeymap.errors import UserError
from journeymap.lsp.positions import Positions
from journeymap.lsp.quick_fixes import span_of
from journeymap.workspace import Document

SOURCE = "journeymap"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_TOP = types.Range(types.Position(0, 0), types.Position(0, 1))


def diagnostics_of(
    document: Document, positions: Positions, uri_of: Callable[[str], str]
) -> list[types.Diagnostic]:  # fmt: skip
    """Returns all that is wrong with a document, and with the files beside it, on its first line.

    `uri_of` gives the URI of a file beside it.
    """
    found = [_of_settings(document.problem)] if document.problem is not None else []
    try:
        diagnostics = document.diagnostics
    except UserError as error:
        return [*found, _of_settings(error)]
    return [*found, *(_as_told(each, document, positions, uri_of) for each in diagnostics)]


def _as_told(
    diagnostic: Diagnostic, document: Document, positions: Positions, uri_of: Callable[[str], str]
) -> types.Diagnostic:  # fmt: skip
    message = f"{diagnostic.message}\n{diagnostic.hint}" if diagnostic.hint else diagnostic.message
    elsewhere = diagnostic.path != document.name
    related = None
    if elsewhere:
        place = types.Position(diagnostic.line - 1, 0)
        location = types.Location(uri_of(diagnostic.path), types.Range(place, place))
        related = [types.DiagnosticRelatedInformation(location, diagnostic.message)]
        message = f"{diagnostic.path}:{diagnostic.line}: {message}"
    return types.Diagnostic(
        range=_TOP if elsewhere else positions.of(span_of(document, diagnostic)),
        message=message,
        severity=_SEVERITIES[diagnostic.severity],
        code=diagnostic.code,
        source=SOURCE,
        related_information=related,
    )


def _of_settings(problem: UserError) -> types.Diagnostic:
    message = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    return types.Diagnostic(_TOP, message, severity=types.DiagnosticSeverity.Error, source=SOURCE)
