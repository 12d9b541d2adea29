"""Decides which findings are reported, and with which severity.

Errors in reading a file cannot be suppressed or lowered, because something would silently be missing from the map.
Nor can the rules that keep the output safe: the names of files and the targets of links.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from journeymap.diagnostics import Diagnostic, Finding, Severity, Span
from journeymap.errors import UserError
from journeymap.pipeline.suppressions import suppressions_in
from journeymap.rules import RULES, rules_matching
from journeymap.rules.base import Rule
from journeymap.settings import Settings
from journeymap.source import SourceText

_SAFETY = frozenset({"JM218", "JM219"})
_READING = frozenset({"JM513"})  # of a file beside the journey's
_BY_CODE = {rule.code: rule for rule in RULES}
_ADJUSTABLE = frozenset({"JM101"})  # an unknown key is ignored, so nothing is lost with it


def severities(settings: Settings) -> Mapping[str, Severity]:
    """Returns the severity of every enabled rule, by code. Raises UserError when the settings name an unknown rule."""
    return _severities(settings.select, settings.ignore, tuple(settings.severity.items()))


@lru_cache(maxsize=8)
def _severities(
    select: tuple[str, ...], ignore: tuple[str, ...], changed: tuple[tuple[str, Severity | None], ...]
) -> Mapping[str, Severity]:
    chosen: dict[str, Severity | None] = {rule.code: rule.severity for rule in RULES}
    if select:
        wanted = {rule.code for name in select for rule in rules_named(name)}
        chosen = {rule.code: (rule.severity or Severity.WARNING) if rule.code in wanted else None for rule in RULES}
    # Exact codes and names override beginnings of codes, in whatever order they are given.
    for name, severity in sorted(changed, key=lambda change: len(rules_named(change[0])), reverse=True):
        chosen.update({rule.code: severity for rule in rules_named(name) if not select or rule.code in wanted})
    for name in ignore:
        chosen.update({rule.code: None for rule in rules_named(name)})
    chosen.update({rule.code: rule.severity for rule in RULES if _is_fixed(rule)})
    return MappingProxyType({code: severity for code, severity in chosen.items() if severity is not None})


def rules_from(settings: Settings, least: Severity) -> tuple[Rule, ...]:
    """Returns the enabled rules of severity `least` and above. Raises UserError as `severities` does."""
    return _rules_from(settings.select, settings.ignore, tuple(settings.severity.items()), least)


@lru_cache(maxsize=8)
def _rules_from(
    select: tuple[str, ...], ignore: tuple[str, ...], changed: tuple[tuple[str, Severity | None], ...], least: Severity
) -> tuple[Rule, ...]:
    enabled = _severities(select, ignore, changed)
    return tuple(rule for rule in RULES if enabled.get(rule.code, 0) >= least)


def _is_fixed(rule: Rule) -> bool:
    shape = rule.code.startswith(("JM0", "JM1")) and rule.code not in _ADJUSTABLE
    return rule.code in _SAFETY | _READING or (shape and rule.severity is Severity.ERROR)


def can_be_ignored(code: str) -> bool:
    """Whether a comment or a setting can suppress the findings of a rule."""
    return not _is_fixed(_BY_CODE[code])


def rules_named(name: str) -> tuple[Rule, ...]:
    """Returns the rules with this code, beginning of codes or name. Raises UserError when there is none."""
    found = rules_matching(name)
    if not found:
        from journeymap.spelling import did_you_mean

        known = [text for rule in RULES for text in (rule.code, rule.name)]
        hint = did_you_mean(name.upper(), known) or did_you_mean(name.lower(), known)
        raise UserError(f"there is no rule `{name}`", hint=hint or "`journeymap rules` lists them")
    return found


def active_findings(findings: Iterable[Finding], source: SourceText, settings: Settings) -> list[Finding]:
    """Returns the findings that settings and comments do not suppress, with those about the ignore comments."""
    enabled = severities(settings)
    comments = suppressions_in(source)

    def is_active(finding: Finding) -> bool:
        if finding.code not in enabled:
            return False
        line, _ = source.place(finding.span.start)
        return _is_fixed(_BY_CODE[finding.code]) or not comments.covers(line, finding.code)

    return [finding for finding in (*findings, *comments.findings) if is_active(finding)]


def _cause(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.gathered.lack if finding.gathered else ""


def _joined(findings: Iterable[Finding], enabled: Mapping[str, Severity]) -> list[Finding]:
    """Returns the findings, of which those that tell what one item lacks are one, with the code of the most severe.

    What many items lack for one cause is left, since it is told once for all of them.
    """
    findings = list(findings)
    counted = Counter(_cause(finding) for finding in findings if finding.gathered)
    causes = {cause for cause, count in counted.items() if count > 1}
    alone: list[Finding] = []
    together: dict[tuple[Span, str], list[Finding]] = {}
    for finding in findings:
        if finding.lack is None or _cause(finding) in causes:
            alone.append(finding)
        else:
            together.setdefault((finding.span, finding.lack.item), []).append(finding)
    for (span, item), found in together.items():
        if len(found) == 1:
            alone += found
            continue
        found.sort(key=lambda finding: finding.code)
        worst = max(found, key=lambda finding: enabled[finding.code])
        lacks = _listed([*dict.fromkeys(what for each in found if each.lack for what in each.lack.what)], "or")
        hints = [found[0].hint, *(finding.hint.removeprefix("add ") for finding in found[1:])]
        codes = _listed([finding.code for finding in found], "and")
        alone.append(Finding(worst.code, f"{item} has no {lacks}", span, f"{'; '.join(hints)} ({codes})"))
    return alone


def _listed(texts: list[str], word: str) -> str:
    return f" {word} ".join([", ".join(texts[:-1]), texts[-1]] if texts[1:] else texts)


def _gathered(findings: Iterable[Finding]) -> list[Finding]:
    """Returns the findings, of which those of one rule and one cause are gathered into the first of them."""
    alone: list[Finding] = []
    together: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.gathered is None:
            alone.append(finding)
        else:
            together.setdefault(_cause(finding), []).append(finding)
    for (_, lack), found in together.items():
        first = min(found, key=lambda finding: finding.span)
        if len(found) > 1:
            items = ", ".join(finding.gathered.item for finding in found if finding.gathered)
            first = first._replace(message=f"{len(found):,} {lack}: {items}")
        alone.append(first)
    return alone


def to_diagnostics(findings: Iterable[Finding], source: SourceText, settings: Settings) -> tuple[Diagnostic, ...]:
    """Returns the diagnostics for the findings that settings and comments do not suppress, sorted by place.

    Findings of one cause are one diagnostic, and so is all that one item lacks.
    """
    enabled = severities(settings)
    found = []
    for finding in _gathered(_joined(active_findings(findings, source, settings), enabled)):
        line, column = source.place(finding.span.start)
        end_line, end_column = source.place(max(finding.span.end, finding.span.start))
        found.append(
            Diagnostic(
                path=source.name,
                line=line,
                column=column,
                end_line=end_line,
                end_column=end_column,
                code=finding.code,
                name=_BY_CODE[finding.code].name,
                severity=enabled[finding.code],
                message=finding.message,
                hint=finding.hint,
                excerpt=source.line(line),
            )
        )
    return tuple(sorted(found, key=lambda each: (each.line, each.column, each.code, each.message)))
