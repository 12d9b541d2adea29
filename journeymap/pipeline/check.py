"""From the bytes of a journey file to a journey and what is found in it. It prints and writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from journeymap.diagnostics import Diagnostic, Finding, Severity
from journeymap.model import Journey, read_journey
from journeymap.pipeline.severity import diagnosed, severities
from journeymap.rules import RULES
from journeymap.rules import check as check_rules
from journeymap.rules.base import Context
from journeymap.settings import Settings
from journeymap.source import Loaded, SourceText, load

if TYPE_CHECKING:
    from journeymap.overlays import Overlay


class Checked(NamedTuple):
    """One file, read and checked.

    `readable` is False when its bytes hold no usable document; the journey is None also when what a map
    cannot do without is missing.
    """

    source: SourceText
    journey: Journey | None
    diagnostics: tuple[Diagnostic, ...]
    readable: bool


def check(
    data: bytes,
    name: str,
    settings: Settings,
    *,
    least: Severity = Severity.INFO,
    overlays: Sequence[Overlay[Any]] = (),
) -> Checked:
    """Read and check the bytes of one file, called `name` in messages, by the rules of at least this severity.

    What is found in the files of overlays comes after what is found in the journey's, with its own path and place.
    """
    loaded = load(data, name)
    journey, findings = find(loaded, settings, least=least, overlays=overlays)
    sources = {"": loaded.source} | {each.name: each.source for each in overlays if each.source}
    diagnostics = [
        diagnostic
        for place, source in sources.items()
        for diagnostic in diagnosed([each for each in findings if each.overlay == place], source, settings)
    ]
    return Checked(loaded.source, journey, tuple(diagnostics), loaded.tree is not None)


def find(
    loaded: Loaded, settings: Settings, *, least: Severity = Severity.INFO, overlays: Sequence[Overlay[Any]] = ()
) -> tuple[Journey | None, list[Finding]]:
    """The journey of a file that has been loaded, and all that is found, whether it counts or not."""
    findings = list(loaded.findings)
    journey = None
    if loaded.tree is not None:
        journey, shape = read_journey(loaded.tree)
        findings += shape
    if journey is not None:
        on = severities(settings)
        rules = [rule for rule in RULES if on.get(rule.code, 0) >= least]
        findings += check_rules(journey, Context(settings.today, _lacking, overlays), rules)
    return journey, findings


def stops(diagnostic: Diagnostic, settings: Settings) -> bool:
    """Whether a journey with this problem is not drawn, and a run that met it ends with findings."""
    return diagnostic.severity >= stopping(settings)


def stopping(settings: Settings) -> Severity:
    """The least severity that stops."""
    return Severity.WARNING if settings.strict else Severity.ERROR


def _lacking(text: str) -> str:
    if text.isascii():
        return ""
    from journeymap.style.fonts import lacking

    return lacking(text)
