"""Fixes what has one right answer, in the text of a file: only the spans that are wrong change.

The rules say what is to be written (their `fix`); here it is put in, and read again. What one answer brings to
light may have an answer too, so it goes on until nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from journeymap.diagnostics import Finding
from journeymap.pipeline.check import find
from journeymap.pipeline.severity import counting
from journeymap.rules import rule_named
from journeymap.rules.rewriting import File
from journeymap.settings import Settings
from journeymap.source import Loaded, load
from journeymap.source.replacements import Replacement

_MARK = b"\xef\xbb\xbf"
_READABLE = frozenset({"JM006"})
_ROUNDS = 10
_FEW = 64  # how many answers are tried one by one, each in a text that is read anew


class AppliedFix(NamedTuple):
    """One fix that was applied: the finding, where it was (line and column from 1), and what stands there now."""

    finding: Finding
    line: int
    column: int
    now: str


class FixedFile(NamedTuple):
    """The bytes of a file with every fix applied that can be, and these fixes, in order."""

    data: bytes
    applied: tuple[AppliedFix, ...]


def fix_file(data: bytes, name: str, settings: Settings) -> FixedFile:
    """Apply the fixes of the rules to the bytes of one file, called `name` in messages.

    A file that cannot be read whole is given back as it is, and so is what a setting or a comment silences.
    """
    applied: list[AppliedFix] = []
    for _ in range(_ROUNDS):
        loaded = load(data, name)
        if not _is_whole(loaded):
            break
        answers = _answers(loaded, settings)
        changed, made = _made(data, loaded, answers)
        if not made:
            break
        data = changed
        applied += made
    return FixedFile(data, tuple(applied))


def _is_whole(loaded: Loaded) -> bool:
    return loaded.tree is not None and all(finding.code in _READABLE for finding in loaded.findings)


def _answers(loaded: Loaded, settings: Settings) -> list[tuple[Finding, list[Replacement]]]:
    """The changes that mend each finding, in the order of the text; of two that meet, the first."""
    assert loaded.tree is not None  # the caller has seen to it
    file = File(loaded.source.text, loaded.tree)
    _, findings = find(loaded, settings)
    answers = []
    for finding in counting(findings, loaded.source, settings):
        rule = rule_named(finding.code)
        changes = rule.fix(finding, file) if rule and rule.fix else []
        if changes:
            answers.append((finding, changes))
    answers.sort(key=lambda answer: answer[1][0].start)
    apart = []
    reached = -1
    for finding, changes in answers:
        if changes[0].start >= reached:
            apart.append((finding, changes))
            reached = max(change.end for change in changes)
    return apart


def _made(
    data: bytes, loaded: Loaded, answers: list[tuple[Finding, list[Replacement]]]
) -> tuple[bytes, list[AppliedFix]]:
    """The bytes with the answers put in: all where that can be read, else the first few that can be, one by one."""
    mark = _MARK if data.startswith(_MARK) else b""
    text = loaded.source.text

    def written(chosen: Iterable[tuple[Finding, list[Replacement]]]) -> bytes:
        return mark + _changed(text, [change for _, changes in chosen for change in changes]).encode()

    if not _is_whole(load(written(answers), "")):
        kept: list[tuple[Finding, list[Replacement]]] = []
        for answer in answers[:_FEW]:
            if _is_whole(load(written([*kept, answer]), "")):
                kept.append(answer)
        answers = kept
    applied = [
        AppliedFix(finding, *loaded.source.place(changes[0].start), changes[0].text) for finding, changes in answers
    ]
    return written(answers), applied


def _changed(text: str, changes: list[Replacement]) -> str:
    parts = []
    reached = 0
    for change in sorted(changes, key=lambda each: each.start):
        parts += [text[reached : change.start], change.text]
        reached = change.end
    return "".join([*parts, text[reached:]])
