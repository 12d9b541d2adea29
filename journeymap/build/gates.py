"""The rules on which a build fails although the map can be drawn, named as rules or in everyday words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from journeymap.build.drawing import with_all_rules
from journeymap.build.manifest import JourneyEntry
from journeymap.diagnostics import Diagnostic, Severity
from journeymap.io.discovery import Input
from journeymap.pipeline.check import check
from journeymap.pipeline.severity import rules_named
from journeymap.settings import Settings

GATES = {
    "overdue-review": ("JM316",),
    "no-review": ("JM315",),
    "overdue-action": ("JM317",),
    "overdue-experiment": ("JM648",),
    "unowned": ("JM301", "JM306"),
    "unowned-touchpoint": ("JM301",),
    "unowned-action": ("JM306",),
    "no-due-date": ("JM307",),
    "no-measure": ("JM308",),
    "no-target": ("JM309",),
    "no-check-date": ("JM310",),
    "unaddressed-pain": ("JM305",),
    "all-assumed": ("JM401",),
    "no-evidence": ("JM328",),
}


def gate_codes(names: Iterable[str]) -> frozenset[str]:
    """The codes of the rules that the names mean: gates, or rules as `--select` takes them.

    Raises UserError for a name that is neither.
    """
    return frozenset(
        code for name in names for code in GATES.get(name) or tuple(rule.code for rule in rules_named(name))
    )


def gate_diagnostics(
    entries: Iterable[JourneyEntry], inputs: Sequence[Input], codes: frozenset[str], settings: Settings
) -> Iterator[Diagnostic]:
    """The findings of the rules with these codes as errors, whether or not the settings switch those rules on."""
    caught = {entry.name for entry in entries if entry.facts and codes & entry.facts.codes.keys()}
    for each in inputs:
        if each.name in caught:
            found = check(each.read(), each.name, with_all_rules(settings), folder=each.folder).diagnostics
            yield from (
                diagnostic._replace(severity=Severity.ERROR) for diagnostic in found if diagnostic.code in codes
            )
