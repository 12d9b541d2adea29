"""Reads and checks a journey file. It prints and writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap.diagnostics import Diagnostic, Finding, Severity
from journeymap.insight.attachments import images_of
from journeymap.model import Journey, read_journey
from journeymap.pipeline.severity import severities, to_diagnostics
from journeymap.records import NamedTuple
from journeymap.rules import RULES
from journeymap.rules import check as check_rules
from journeymap.rules.base import Context
from journeymap.settings import Settings
from journeymap.source import Loaded, SourceText, load

if TYPE_CHECKING:
    from journeymap.overlays import Overlay


class Checked(NamedTuple):
    """One file, read and checked.

    `readable` is False when its bytes hold no usable document. The journey is None then, and also when a part
    that every map needs is missing.
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
    folder: str | None = None,
    least: Severity = Severity.INFO,
    overlays: Sequence[Overlay[Any]] = (),
    with_measures: bool = True,
) -> Checked:
    """Reads and checks the bytes of one file, called `name` in messages, by the rules of severity `least` and above.

    Paths in it are relative to the `folder`. Without one, its pictures are neither read nor checked. With one, and
    `with_measures`, the journey has the measures beside it. Raises UserError where they cannot be read.
    Diagnostics in the files of overlays follow those in the journey's file; their paths and lines are the overlay's.
    """
    loaded = load(data, name)
    journey, findings = read_and_check(loaded, settings, folder=folder, least=least, overlays=overlays)
    if journey is not None and folder is not None and journey.sources and with_measures:
        journey = _with_measures(journey, Path(folder, Path(name).name), settings)
    sources = {"": loaded.source} | {each.name: each.source for each in overlays if each.source}
    diagnostics = [
        diagnostic
        for place, source in sources.items()
        for diagnostic in to_diagnostics([each for each in findings if each.overlay == place], source, settings)
    ]
    return Checked(loaded.source, journey, tuple(diagnostics), loaded.tree is not None)


def read_and_check(
    loaded: Loaded,
    settings: Settings,
    *,
    folder: str | None = None,
    least: Severity = Severity.INFO,
    overlays: Sequence[Overlay[Any]] = (),
) -> tuple[Journey | None, list[Finding]]:
    """Returns the journey of a loaded file, and all findings, including those that settings or comments suppress.

    `folder` is as for `check`.
    """
    findings = list(loaded.findings)
    journey = None
    if loaded.tree is not None:
        journey, shape = read_journey(loaded.tree, loaded.source.text)
        findings += shape
    if journey is not None and folder is not None and images_of(journey):
        from journeymap.pipeline.pictures import with_pictures

        journey = with_pictures(journey, folder)
    if journey is not None:
        enabled = severities(settings)
        rules = [rule for rule in RULES if enabled.get(rule.code, 0) >= least]
        findings += check_rules(journey, Context(settings.today, _lacking, overlays, loaded.source.text), rules)
    return journey, findings


def _with_measures(journey: Journey, path: Path, settings: Settings) -> Journey:
    from journeymap.measure.figure_tables import figures_overlay
    from journeymap.measure.overlay import measures_overlay, read_beside_journey, with_measured_metrics
    from journeymap.style.locale import load_words

    measures = read_beside_journey(path)
    if measures is None:
        return journey
    words = load_words(journey.language, calendar=journey.calendar, own=settings.templates)
    overlays = (
        measures_overlay(journey, measures, words),
        figures_overlay(journey, measures, words["what-was-measured"]),
    )
    return with_measured_metrics(journey, measures).replace(beside=overlays)


def stops(diagnostic: Diagnostic, settings: Settings) -> bool:
    """Whether this diagnostic keeps its journey from being drawn and makes the run end with findings."""
    return diagnostic.severity >= stopping_severity(settings)


def stopping_severity(settings: Settings) -> Severity:
    """Returns the lowest severity that keeps a journey from being drawn."""
    return Severity.WARNING if settings.strict else Severity.ERROR


def _lacking(text: str) -> str:
    if text.isascii():
        return ""
    from journeymap.style.fallback import missing_characters

    return "".join(missing_characters(text))
