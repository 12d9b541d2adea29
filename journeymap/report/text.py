"""Diagnostics for people, as compilers show them: place, code, message, the line, carets, a hint."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.diagnostics import Diagnostic, Severity
from journeymap.report import Run
from journeymap.report.cells import with_carets
from journeymap.report.safe import visible, visible_lines

Piece = tuple[str, str]
"""A text, and its style where the report is in colour."""

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}


def report(run: Run) -> str:
    """All diagnostics of a run as plain text."""
    return "".join(plain(diagnostic) for diagnostic in run.diagnostics)


def plain(diagnostic: Diagnostic) -> str:
    """One diagnostic without colour."""
    return "".join(text for text, _ in _pieces(diagnostic))


def coloured(diagnostic: Diagnostic) -> str:
    """One diagnostic in colour, with the escape sequences of a terminal.

    Rich gets finished pieces, so that it does not wrap them or take a text from a file for its markup.
    """
    from rich.console import Console  # noqa: PLC0415  only a terminal pays for rich
    from rich.text import Text  # noqa: PLC0415

    console = Console(
        force_terminal=True, color_system="standard", markup=False, highlight=False, emoji=False, no_color=False
    )
    with console.capture() as capture:
        console.print(Text.assemble(*_pieces(diagnostic)), end="", soft_wrap=True, markup=False, highlight=False)
    return capture.get()


def _pieces(diagnostic: Diagnostic) -> Iterator[Piece]:
    place = f"{visible(diagnostic.path)}:{diagnostic.line}:{diagnostic.column}"
    style = _STYLES[diagnostic.severity]
    yield place, "bold"
    yield f" {diagnostic.code} ", "dim"
    yield diagnostic.severity.word, style
    yield f": {visible(diagnostic.message)}\n", ""
    if diagnostic.excerpt.strip():
        inside = diagnostic.end_line == diagnostic.line
        end = diagnostic.end_column - 1 if inside else len(diagnostic.excerpt)
        line, carets = with_carets(diagnostic.excerpt, diagnostic.column - 1, end)
        number = str(diagnostic.line)
        yield f"  {number} | ", "dim"
        yield f"{line}\n", ""
        yield f"  {' ' * len(number)} | ", "dim"
        yield f"{carets}\n", style
    if diagnostic.hint:
        yield "  hint: ", "dim"
        yield visible_lines(diagnostic.hint).replace("\n", "\n        ") + "\n", ""
