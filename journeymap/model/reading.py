"""What every kind of value shares: the report it writes to, and how it says what it met."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Protocol

from journeymap.diagnostics import Finding, Span
from journeymap.source.tree import Mapping, Node, Scalar, Sequence

Json = dict[str, Any]
MISSING = object()

ID_PATTERN = r"[a-z0-9][a-z0-9-]{0,63}"
NOT_EMPTY = r"\S"


class Kind(Protocol):
    """A kind of value. `read` returns MISSING, having reported why, when the node does not fit."""

    def read(self, node: Node, report: Report) -> Any:
        """The value that the node stands for."""

    def schema(self, define: Callable[[type], str]) -> Json:
        """The kind as JSON Schema; `define` gives the `$ref` of a model class."""


class Report:
    """Collects what the readers find."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def add(self, code: str, message: str, span: Span, hint: str = "") -> object:
        """Note a finding; returns MISSING, so that a reader can end with it."""
        self.findings.append(Finding(code, message, span, hint))
        return MISSING


def exactly(pattern: str) -> str:
    """A pattern for the whole text, read alike by Python and by ECMAScript (whose `$` differ)."""
    return f"^(?:{pattern})(?![\\s\\S])"


def called(node: Node) -> str:
    """What a node is, in the user's words."""
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
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def wrong(node: Node, wanted: str, report: Report, hint: str = "") -> object:
    return report.add("JM103", f"{wanted} is meant here, not {called(node)}", head_of(node), hint)


def head_of(node: Node) -> Span:
    """The node's place; of a collection only its first character, so that no page is underlined."""
    return node.span if isinstance(node, Scalar) else Span(node.start, node.start + 1)


IS_ID = re.compile(exactly(ID_PATTERN))


def slug(text: str) -> str:
    """The nearest id to a text, or an empty string when it has no Latin letters or digits."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:64].strip("-")


def id_hint(text: str) -> str:
    near = slug(text)
    rule = "lower-case letters a to z, digits and hyphens, at most 64"
    return f"write `{near}` ({rule})" if near and near != text else f"use {rule}"


def did_you_mean(word: str, known: list[str]) -> str:
    """A hint with the nearest known words, or an empty string when none is near."""
    from difflib import get_close_matches  # noqa: PLC0415  only a failing file pays for it

    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else ""
