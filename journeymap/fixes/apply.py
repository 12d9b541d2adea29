"""Applies the fixes of the rules to the text of a file, and changes nothing but the spans that are wrong.

The `fix` functions of the rules return the replacements. After they are applied the file is read and checked again,
since one fix can reveal another finding that has a fix; this is repeated until nothing changes.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable
from typing import NamedTuple

from journeymap.diagnostics import Finding
from journeymap.pipeline.check import read_and_check
from journeymap.pipeline.severity import active_findings
from journeymap.rules import rule_named
from journeymap.rules.rewriting import File
from journeymap.settings import Settings
from journeymap.source import Loaded, load
from journeymap.source.text import Replacement, with_replacements

_ROUNDS = 10
_MAX_SINGLE = 64  # how many fixes are tried one by one, each of which takes another reading of the text


class AppliedFix(NamedTuple):
    """One fix that was applied: the finding, its line and column (from 1), and the text that replaces it."""

    finding: Finding
    line: int
    column: int
    replacement: str


class FixedFile(NamedTuple):
    """The bytes of a file with all possible fixes applied, and these fixes in order."""

    data: bytes
    applied: tuple[AppliedFix, ...]


def fix_file(data: bytes, name: str, settings: Settings) -> FixedFile:
    """Applies the fixes of the rules to the bytes of one file, called `name` in messages.

    A file with a syntax error is returned unchanged. Findings that a setting or a comment suppresses are not fixed.
    """
    applied: list[AppliedFix] = []
    for _ in range(_ROUNDS):
        loaded = load(data, name)
        if not loaded.is_whole:
            break
        fixes = _apart(fixes_for(loaded, settings))
        changed, newly_applied = _apply(data, loaded, fixes)
        if not newly_applied:
            break
        data = changed
        applied += newly_applied
    return FixedFile(data, tuple(applied))


def fixes_for(loaded: Loaded, settings: Settings) -> list[tuple[Finding, list[Replacement]]]:
    """Returns the findings of a file that have a fix, with its replacements, in the order of the text.

    There are none of a file that was not read as a whole.
    """
    if loaded.tree is None or not loaded.is_whole:
        return []
    file = File(loaded.source.text, loaded.tree, settings.today)
    _, findings = read_and_check(loaded, settings)
    fixes = []
    for finding in active_findings(findings, loaded.source, settings):
        rule = rule_named(finding.code)
        changes = rule.fix(finding, file) if rule and rule.fix else []
        if changes:
            fixes.append((finding, changes))
    return sorted(fixes, key=lambda fix: fix[1][0].start)


def _apart(fixes: list[tuple[Finding, list[Replacement]]]) -> list[tuple[Finding, list[Replacement]]]:
    """Returns the fixes of which none overlaps another: of two that do, the first."""
    apart = []
    reached = -1
    for finding, changes in fixes:
        if changes[0].start >= reached:
            apart.append((finding, changes))
            reached = max(change.end for change in changes)
    return apart


def _apply(
    data: bytes, loaded: Loaded, fixes: list[tuple[Finding, list[Replacement]]]
) -> tuple[bytes, list[AppliedFix]]:
    """Returns the bytes with the fixes made, and these fixes.

    If the text cannot be read with all of them, the first ones are tried one by one.
    """
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    text = loaded.source.text

    def written(chosen: Iterable[tuple[Finding, list[Replacement]]]) -> bytes:
        return mark + with_replacements(text, [change for _, changes in chosen for change in changes]).encode()

    if not load(written(fixes), "").is_whole:
        kept: list[tuple[Finding, list[Replacement]]] = []
        for fix in fixes[:_MAX_SINGLE]:
            if load(written([*kept, fix]), "").is_whole:
                kept.append(fix)
        fixes = kept
    applied = [
        AppliedFix(finding, *loaded.source.place(changes[0].start), changes[0].text) for finding, changes in fixes
    ]
    return written(fixes), applied
