"""Problems of a journey as they are shown on a page."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.diagnostics import Diagnostic
from journeymap.render.preview import ProblemView
from journeymap.report.cells import in_parts
from journeymap.report.safe import visible, visible_lines
from journeymap.style.locale import Words


def problem_views(diagnostics: Sequence[Diagnostic], words: Words) -> tuple[ProblemView, ...]:
    """Returns the problems as they are shown, in the order in which they are given."""
    return tuple(_problem(each, words) for each in diagnostics)


def _problem(each: Diagnostic, words: Words) -> ProblemView:
    indent = min(len(each.excerpt) - len(each.excerpt.lstrip()), each.column - 1)
    end = each.end_column - 1 if each.end_line == each.line else len(each.excerpt)
    return ProblemView(
        severity=each.severity.word,
        said_severity=words[f"severity-{each.severity.word}"],
        where=f"{visible(each.path)}:{each.line}:{each.column}",
        line=each.line,
        column=each.column,
        code=each.code,
        manual=f"/manual/{each.code}",
        message=visible(each.message),
        excerpt=in_parts(each.excerpt[indent:], each.column - 1 - indent, end - indent)
        if each.excerpt.strip()
        else ("", "", ""),
        hint=visible_lines(each.hint),
    )
