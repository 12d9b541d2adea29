"""The rules: what can be wrong with a journey, one module a rule.

A rule's module is imported when the rule is asked for and not before, so that a run pays only for
the rules that it uses.
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
    """The rule with this code (in any case) or this name."""
    return _BY_NAME.get(code_or_name) or _BY_NAME.get(code_or_name.upper())


def rules_matching(name: str) -> tuple[Rule, ...]:
    """The rules of a code or of the beginning of codes (in any case), or the one of a name; maybe none."""
    code = name.upper()
    return tuple(rule for rule in RULES if rule.name == name or (len(code) > 2 and rule.code.startswith(code)))


def check(journey: Journey, context: Context, rules: Iterable[Rule] = RULES) -> list[Finding]:
    """What the given rules find in a journey, rule by rule; those reported while reading find nothing here."""
    found: list[Finding] = []
    for rule in rules:
        run = rule.check
        if run is not None:
            found.extend(run(journey, context))
    return found
