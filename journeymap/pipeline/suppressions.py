"""Ignore comments, which suppress findings: `# journeymap: ignore[JM301]`.

A comment at the end of a line applies to that line; one on a line of its own applies to the next line with content.
Without brackets it applies to every rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from journeymap.diagnostics import Finding, Span
from journeymap.records import NamedTuple
from journeymap.rules import RULES, rules_matching
from journeymap.source import SourceText

_COMMENT = r"""(?mx)
    (?:^|(?<=[ \t])) \#[ \t]*journeymap:[ \t]*ignore
    (?: \[(?P<names>[^\]\r\n]*)\] | (?P<every>[ \t]*$ | [ \t]+(?!\[|JM[0-9])) )?
"""
_NAME = r"[^,\s](?:[^,]*[^,\s])?"
_EVERY = frozenset(rule.code for rule in RULES)


class Suppressions(NamedTuple):
    """The codes that comments suppress, by line, and the findings for comments that name no rule."""

    by_line: Mapping[int, frozenset[str]]
    findings: tuple[Finding, ...]

    def covers(self, line: int, code: str) -> bool:
        """Whether a comment suppresses this code on this line."""
        return code in self.by_line.get(line, ())


def comment_to_ignore(code: str) -> str:
    """Returns the comment that suppresses a rule on its line."""
    return f"# journeymap: ignore[{code}]"


def suppressions_in(source: SourceText) -> Suppressions:
    """Returns what the ignore comments of a text suppress."""
    by_line: dict[int, frozenset[str]] = {}
    findings: list[Finding] = []
    applies_to: dict[int, int] = {}
    for comment in reversed(_comments(source.text)):
        codes, unknown = _codes(comment)
        findings += unknown
        line, column = source.place(comment.start())
        if not source.line(line)[: column - 1].strip():
            applies_to[line] = following = _next_with_content(source, line, applies_to)
            line = following
        by_line[line] = by_line.get(line, frozenset()) | codes
    return Suppressions(by_line, tuple(findings))


def _comments(text: str) -> list[re.Match[str]]:
    return list(re.finditer(_COMMENT, text)) if "ignore" in text else []  # few have one: the pattern is seldom compiled


def _codes(comment: re.Match[str]) -> tuple[frozenset[str], list[Finding]]:
    if comment["every"] is not None:
        return _EVERY, []
    if comment["names"] is None:
        span = Span(comment.start(), comment.end())
        hint = "write `# journeymap: ignore[JM301]`, or `# journeymap: ignore` for every rule"
        return frozenset(), [Finding("JM013", "this comment silences nothing as it is written", span, hint)]
    codes: set[str] = set()
    unknown: list[Finding] = []
    for name, span in _names(comment):
        rules = rules_matching(name)
        codes.update(rule.code for rule in rules)
        if not rules:
            unknown.append(Finding("JM013", f"there is no rule `{name}`", span, "`journeymap rules` lists them"))
    return frozenset(codes), unknown


def _names(comment: re.Match[str]) -> Iterator[tuple[str, Span]]:
    start = comment.start("names")
    for match in re.finditer(_NAME, comment["names"]):
        yield match.group(), Span(start + match.start(), start + match.end())


def _next_with_content(source: SourceText, line: int, known: Mapping[int, int]) -> int:
    """Returns the next line with content; `known` has the results for lines below, so that no line is read twice."""
    for following in range(line + 1, source.lines + 1):
        if following in known:
            return known[following]
        text = source.line(following).strip()
        if text and not text.startswith("#"):
            return following
    return line
