"""What a build fails on beside what keeps a map from being drawn: rules, by their names or by everyday words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from journeymap.build.drawing import everything
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


def gated(names: Iterable[str]) -> frozenset[str]:
    """The codes of the rules that the names mean: gates, or rules as `--select` takes them. Raises UserError."""
    return frozenset(
        code for name in names for code in GATES.get(name) or tuple(rule.code for rule in rules_named(name))
    )


def breaches(
    entries: Iterable[JourneyEntry], inputs: Sequence[Input], codes: frozenset[str], settings: Settings
) -> Iterator[Diagnostic]:
    """Every finding of the gated rules, as errors with their places, whether the rules are on elsewhere or not."""
    caught = {entry.name for entry in entries if entry.facts and codes & entry.facts.codes.keys()}
    for each in inputs:
        if each.name in caught:
            found = check(each.read(), each.name, everything(settings)).diagnostics
            yield from (
                diagnostic._replace(severity=Severity.ERROR) for diagnostic in found if diagnostic.code in codes
            )
