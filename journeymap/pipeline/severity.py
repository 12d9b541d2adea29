"""From what was found to what is reported: which findings count, how much, and where they stand for people.

What keeps a file from being read whole can be neither silenced nor turned down: the map would lack
something without a word. Nor can what keeps its output safe: the names of files, and where links lead.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from journeymap.diagnostics import Diagnostic, Finding, Severity
from journeymap.errors import UserError
from journeymap.pipeline.suppressions import suppressions_in
from journeymap.rules import RULES, rules_matching
from journeymap.rules.base import Rule
from journeymap.settings import Settings
from journeymap.source import SourceText

_SAFETY = frozenset({"JM218", "JM219"})
_ADJUSTABLE = frozenset({"JM101"})  # an unknown key is left alone, so nothing is lost with it


def severities(settings: Settings) -> dict[str, Severity]:
    """The severity of every rule that is on, by its code; asking for a rule that there is not is an error."""
    return dict(_severities(settings.select, settings.ignore, tuple(settings.severity.items())))


@lru_cache(maxsize=8)
def _severities(
    select: tuple[str, ...], ignore: tuple[str, ...], changed: tuple[tuple[str, Severity | None], ...]
) -> tuple[tuple[str, Severity], ...]:
    chosen: dict[str, Severity | None] = {rule.code: rule.severity for rule in RULES}
    if select:
        wanted = {rule.code for name in select for rule in rules_named(name)}
        chosen = {rule.code: (rule.severity or Severity.WARNING) if rule.code in wanted else None for rule in RULES}
    # Exact codes and names weigh more than families, wherever they stand.
    for name, severity in sorted(changed, key=lambda change: len(rules_named(change[0])), reverse=True):
        chosen.update({rule.code: severity for rule in rules_named(name) if not select or rule.code in wanted})
    for name in ignore:
        chosen.update({rule.code: None for rule in rules_named(name)})
    chosen.update({rule.code: rule.severity for rule in RULES if _is_fixed(rule)})
    return tuple((code, severity) for code, severity in chosen.items() if severity is not None)


def _is_fixed(rule: Rule) -> bool:
    shape = rule.code.startswith(("JM0", "JM1")) and rule.code not in _ADJUSTABLE
    return rule.code in _SAFETY or (shape and rule.severity is Severity.ERROR)


def rules_named(name: str) -> tuple[Rule, ...]:
    """The rules of a code, of the beginning of codes, or of a name."""
    found = rules_matching(name)
    if not found:
        from difflib import get_close_matches

        known = [text for rule in RULES for text in (rule.code, rule.name)]
        near = get_close_matches(name.upper(), known, n=1) or get_close_matches(name.lower(), known, n=1)
        raise UserError(
            f"there is no rule `{name}`", hint=f"did you mean `{near[0]}`?" if near else "`journeymap rules` lists them"
        )
    return found


def counting(findings: Iterable[Finding], source: SourceText, settings: Settings) -> list[Finding]:
    """The findings that count under these settings, with those about the comments that silence others."""
    on = severities(settings)
    comments = suppressions_in(source)
    rules = {rule.code: rule for rule in RULES}
    return [
        finding
        for finding in (*findings, *comments.findings)
        if finding.code in on
        and (_is_fixed(rules[finding.code]) or not comments.covers(source.place(finding.span.start)[0], finding.code))
    ]


def diagnosed(findings: Iterable[Finding], source: SourceText, settings: Settings) -> tuple[Diagnostic, ...]:
    """The findings that count under these settings, sorted by place."""
    on = severities(settings)
    names = {rule.code: rule.name for rule in RULES}
    found = []
    for finding in counting(findings, source, settings):
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
                name=names[finding.code],
                severity=on[finding.code],
                message=finding.message,
                hint=finding.hint,
                excerpt=source.line(line),
            )
        )
    return tuple(sorted(found, key=lambda each: (each.line, each.column, each.code, each.message)))
