"""What all kinds of values share: the collector of findings, and the wording of messages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any, Protocol

from journeymap.calendars import Calendar
from journeymap.diagnostics import Finding, Span
from journeymap.source.tree import Mapping, Node, Scalar, Sequence

Json = dict[str, Any]
MISSING = object()

ID_PATTERN = r"[a-z0-9][a-z0-9-]{0,63}"
NOT_EMPTY = r"\S"


class Kind(Protocol):
    """A kind of value. When a node does not fit, `read` reports why and returns MISSING."""

    def read(self, node: Node, report: Report) -> Any:
        """Returns the value of the node, or MISSING."""

    def schema(self, define: Callable[[type], str]) -> Json:
        """Returns the kind as JSON Schema; `define` returns the `$ref` for a model class."""


class Report:
    """Collects the findings of the readers.

    `text` is the text of the file, for hints that show its lines; `calendar` is the one that it says its dates are in.
    """

    def __init__(self, text: str = "", calendar: Calendar | None = None) -> None:
        self.text = text
        self.findings: list[Finding] = []
        self.calendar = calendar

    def add(self, code: str, message: str, span: Span, hint: str = "") -> object:
        """Adds a finding; returns MISSING, so that a reader can return the result."""
        self.findings.append(Finding(code, message, span, hint))
        return MISSING


def quoting_hint(start: int, node: Node, report: Report) -> str:
    """Returns a hint that shows the line where the text from `start` to the end of a node is put in quotes.

    Empty where that is more than one line.
    """
    from journeymap.source.offsets import end_of  # noqa: PLC0415  only a failing file needs them
    from journeymap.source.quoting import hint_for, line_in_quotes  # noqa: PLC0415

    line = line_in_quotes(report.text, start, end_of(report.text, node)) if report.text else ""
    return hint_for(line) if line else ""


def exactly(pattern: str) -> str:
    """Returns a pattern that matches the whole text, in Python and in ECMAScript alike (their `$` differs)."""
    return f"^(?:{pattern})(?![\\s\\S])"


def called(node: Node) -> str:
    """Describes a node for a message: `a list`, `nothing`, or its text in quotation marks."""
    if isinstance(node, Mapping):
        return "a mapping (`key: value`)"
    if isinstance(node, Sequence):
        return "a list"
    value = node.value
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"`{node.text}`"
    return f'"{short(node.text)}"'


def short(text: str) -> str:
    """Returns a text on one line, cut to 40 characters."""
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def wrong(node: Node, wanted: str, report: Report, hint: str = "") -> object:
    """Reports that a node is not the `wanted` kind of value; returns MISSING."""
    return report.add("JM103", f"{wanted} is meant here, not {called(node)}", head_of(node), hint)


def head_of(node: Node) -> Span:
    """Returns the span of a scalar; of a collection only the first character, so that not all of it is underlined."""
    return node.span if isinstance(node, Scalar) else Span(node.start, node.start + 1)


IS_ID = re.compile(exactly(ID_PATTERN))


_DEVICE = "con|prn|aux|nul|(?:com|lpt)[0-9]"

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n"}
)
"""Latin letters that are no letter with an accent."""


def slug(text: str) -> str:
    """Returns the id nearest to a text, or an empty string when the text has no Latin letters or digits.

    Letters stand without their accents: `kuchenkauf` for `Küchenkauf`. It is never a name that Windows keeps for a
    device, after which no file can be called.
    """
    near = re.sub(r"[^a-z0-9]+", "-", _unaccented(text.lower())).strip("-")[:64].strip("-")
    return f"{near}-1" if re.fullmatch(_DEVICE, near) else near


def _unaccented(text: str) -> str:
    if text.isascii():
        return text
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", text.translate(_LETTERS)))


def id_hint(text: str) -> str:
    """Returns a hint how to write an id, with the nearest one if there is any."""
    near = slug(text)
    rule = "lower-case letters a to z, digits and hyphens, at most 64"
    return f"write `{near}` ({rule})" if near and near != text else f"use {rule}"
