"""The error of a source whose answers cannot be counted, with its place in the journey's file."""

from __future__ import annotations

from journeymap.diagnostics import Span
from journeymap.errors import UserError
from journeymap.model import Item


class AnswersError(UserError):
    """Answers cannot be counted: `span` is the value in the journey's file that says so."""

    def __init__(self, message: str, span: Span, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.span = span


def refused(item: Item, key: str, message: str, hint: str = "") -> AnswersError:
    """Returns the error for the value under a key of a source, or of one of its parts."""
    return AnswersError(message, item.at(key), hint=hint)
