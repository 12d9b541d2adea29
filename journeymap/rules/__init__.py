"""The rules that a journey is checked by, each in a module of its own.

A rule's module is imported when the rule is first used, so that a run does not spend time on the others.
"""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.diagnostics import Finding
from journeymap.model import Journey
from journeymap.rules.base import Context, Rule
from journeymap.rules.registry import RULES

__all__ = ["RULES", "Context", "Rule", "check", "rule_named", "rules_matching"]

_BY_NAME = {key: rule for rule in RULES for key in (rule.code, rule.name)}


def rule_named(code_or_name: str) -> Rule | None:
    """Returns the rule with this code (in any case) or name; None when there is none."""
    return _BY_NAME.get(code_or_name) or _BY_NAME.get(code_or_name.upper())


def rules_matching(name: str) -> tuple[Rule, ...]:
    """Returns the rules with this code, beginning of codes (in any case) or name; empty when there is none."""
    code = name.upper()
    return tuple(rule for rule in RULES if rule.name == name or (len(code) > 2 and rule.code.startswith(code)))


def check(journey: Journey, context: Context, rules: Iterable[Rule] = RULES) -> list[Finding]:
    """Returns the findings of the given rules in a journey, rule by rule.

    Rules that are reported while the file is read find nothing here.
    """
    found: list[Finding] = []
    for rule in rules:
        if not rule.from_reading and (not rule.about or getattr(journey, rule.about)):
            found.extend(rule.module.check(journey, context))
    return found
