"""`journeymap rules`: the manual of the rules."""

from __future__ import annotations

from typing import Annotated

import typer

from journeymap.cli.console import write_result
from journeymap.errors import ExitStatus

Named = Annotated[
    list[str] | None,
    typer.Argument(metavar="[RULE]...", help="Codes (JM301), beginnings of codes (JM3) or names; left out, a list."),
]


def rules(named: Named = None) -> int:
    """List the rules, or print the manual of some."""
    from journeymap.pipeline.severity import rules_named
    from journeymap.rules import RULES

    if named:
        chosen = dict.fromkeys(rule for name in named for rule in rules_named(name))
        write_result("\n".join(rule.page for rule in chosen))
    else:
        severity = {rule: rule.severity.word if rule.severity else "off" for rule in RULES}
        width = max(len(rule.name) for rule in RULES)
        write_result(
            "".join(f"{rule.code}  {severity[rule]:<7}  {rule.name:<{width}}  {rule.summary}\n" for rule in RULES)
        )
    return ExitStatus.CLEAN
