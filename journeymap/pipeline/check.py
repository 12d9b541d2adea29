"""Reads and checks a journey file. It prints and writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap.diagnostics import Diagnostic, Finding, Severity, Span
from journeymap.errors import UserError
from journeymap.insight.attachments import images_of
from journeymap.model import Journey, read_journey
from journeymap.pipeline.severity import rules_from, severities, to_diagnostics
from journeymap.records import NamedTuple
from journeymap.rules import check as check_rules
from journeymap.rules.base import Context
from journeymap.settings import Settings
from journeymap.source import Loaded, SourceText, load
from journeymap.style.font_choice import chosen_fonts

if TYPE_CHECKING:
    from journeymap.measure.measured import Measures
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
    with_answers: bool = False,
) -> Checked:
    """Reads and checks the bytes of one file, called `name` in messages, as `check_loaded` does."""
    return check_loaded(
        load(data, name), data, settings, folder=folder, least=least, overlays=overlays, with_measures=with_measures,
        with_answers=with_answers,
    )  # fmt: skip


def check_loaded(
    loaded: Loaded,
    data: bytes,
    settings: Settings,
    *,
    folder: str | None = None,
    least: Severity = Severity.INFO,
    overlays: Sequence[Overlay[Any]] = (),
    with_measures: bool = True,
    with_answers: bool = False,
    read: tuple[Journey | None, Sequence[Finding]] | None = None,
) -> Checked:
    """Checks a file that was loaded from `data`, by the rules of severity `least` and above.

    `read` is what `read_journey` has made of it, if it has been read already.

    Paths in it are relative to the `folder`. Without one, its pictures are neither read nor checked. With one, and
    `with_measures`, the journey has the measures beside it, and rules judge them; `with_answers`, the headings of its
    files of answers are looked at, on which no map depends.
    Diagnostics in the files of overlays follow those in the journey's file; their paths and lines are the overlay's.
    """
    name = loaded.source.name
    journey, findings = _read(loaded, folder, read)
    measured = journey
    if journey is not None and folder is not None and journey.sources and with_measures:
        measured, beside = _measures_beside(journey, Path(folder, Path(name).name), settings)
        overlays = (*overlays, *beside)
    if journey is not None and measured is not None and folder is not None and journey.effects and with_measures:
        measured = _with_gains(measured, data, Path(folder, Path(name).name))
    if journey is not None:
        findings += _rule_findings(journey, loaded, settings, least, overlays, folder)
        if journey.sources and folder is not None and with_answers:
            findings += _answers_findings(journey, folder, settings, {finding.span for finding in findings})
    sources = {"": loaded.source} | {each.name: each.source for each in overlays if each.source}
    diagnostics = [
        diagnostic
        for place, source in sources.items()
        for diagnostic in to_diagnostics([each for each in findings if each.overlay == place], source, settings)
    ]
    return Checked(loaded.source, measured, tuple(diagnostics), loaded.tree is not None)


def read_and_check(
    loaded: Loaded, settings: Settings, *, least: Severity = Severity.INFO
) -> tuple[Journey | None, list[Finding]]:
    """Returns the journey of a loaded file, and all findings, including those that settings or comments suppress.

    What lies beside the file is neither read nor checked.
    """
    journey, findings = _read(loaded, None)
    if journey is not None:
        findings += _rule_findings(journey, loaded, settings, least, ())
    return journey, findings


def _read(
    loaded: Loaded, folder: str | None, read: tuple[Journey | None, Sequence[Finding]] | None = None
) -> tuple[Journey | None, list[Finding]]:
    """The journey of a loaded file, with its pictures if there is a folder, and the findings of reading it."""
    findings = list(loaded.findings)
    journey = None
    if loaded.tree is not None:
        journey, shape = read or read_journey(loaded.tree, loaded.source.text)
        findings += shape
    if journey is not None and folder is not None and images_of(journey):
        from journeymap.pipeline.pictures import with_pictures

        journey = with_pictures(journey, folder)
    return journey, findings


def _rule_findings(
    journey: Journey, loaded: Loaded, settings: Settings, least: Severity, overlays: Sequence[Overlay[Any]],
    folder: str | None = None,
) -> list[Finding]:  # fmt: skip
    context = Context(settings.today, _lacking, overlays, loaded.source.text)
    if chosen_fonts().text:
        context = context._replace(lacking_in_brand=_lacking_in_brand)
    if folder is not None and journey.sources:
        from journeymap.io.beside import project_of

        context = context._replace(folder=folder, project=project_of(folder))
    return check_rules(journey, context, rules_from(settings, least))


def _answers_findings(journey: Journey, folder: str, settings: Settings, told: set[Span]) -> list[Finding]:
    """Why answers of the files that are here could not be counted, but for what is `told` at its place."""
    if "JM515" not in severities(settings):
        return []
    from journeymap.measure.answers.misfits import misfits

    errors = (error for error in misfits(journey, Path(folder)) if error.span not in told)
    return [Finding("JM515", error.message, error.span, error.hint) for error in errors]


def _measures_beside(
    journey: Journey, path: Path, settings: Settings
) -> tuple[Journey, tuple[Overlay[Any], ...]]:  # fmt: skip
    """Returns the journey at a path with the measures beside it, and what rules ask of them; none without any."""
    from journeymap.measure.judging import judged_measures, text_beside, unreadable_measures
    from journeymap.measure.overlay import read_beside_journey

    try:
        measures = read_beside_journey(path)
    except UserError as error:
        return journey, (unreadable_measures(error, text_beside(path)),)
    if measures is None:
        return journey, ()
    measured = _with_measures(journey, measures, settings)
    return measured, (judged_measures(journey, measures, measured.beside, partial(text_beside, path)),)


def _with_measures(journey: Journey, measures: Measures, settings: Settings) -> Journey:
    from journeymap.measure.behaviour import behaviour_overlay
    from journeymap.measure.figure_tables import figures_overlay
    from journeymap.measure.overlay import measures_overlay, with_measured_metrics
    from journeymap.style.locale import load_words

    words = load_words(journey.language, calendar=journey.calendar, own=settings.templates)
    overlays: tuple[Overlay[Any], ...] = (
        measures_overlay(journey, measures, words),
        figures_overlay(journey, measures, words["what-was-measured"]),
    )
    behaviour = behaviour_overlay(journey, measures, words)
    overlays += (behaviour,) if behaviour else ()
    return with_measured_metrics(journey, measures).replace(beside=overlays)


def _with_gains(journey: Journey, data: bytes, path: Path) -> Journey:
    """The journey with what its actions should bring, where that was simulated and saved beside its file."""
    from journeymap.simulation.saved import gains_beside

    gains = gains_beside(journey, data, path)
    return journey if gains is None else journey.replace(beside=(*journey.beside, gains))


def new_errors(before: Checked, after: Checked) -> list[Diagnostic]:
    """Returns the errors of a file that it had not before a change: by code and message, for lines move."""
    known = Counter((each.code, each.message) for each in before.diagnostics if each.severity is Severity.ERROR)
    found = []
    for each in after.diagnostics:
        if each.severity is Severity.ERROR:
            known[each.code, each.message] -= 1
            if known[each.code, each.message] < 0:
                found.append(each)
    return found


def stops(diagnostic: Diagnostic, settings: Settings) -> bool:
    """Whether this diagnostic keeps its journey from being drawn and makes the run end with findings."""
    return diagnostic.severity >= stopping_severity(settings)


def stopping_severity(settings: Settings) -> Severity:
    """Returns the lowest severity that keeps a journey from being drawn."""
    return Severity.WARNING if settings.strict else Severity.ERROR


def _lacking_in_brand(text: str) -> str:
    from journeymap.style.fallback import letters_beyond_brand

    return "".join(letters_beyond_brand(text))


def _lacking(text: str) -> str:
    if text.isascii():
        return ""
    from journeymap.style.fallback import missing_characters

    return "".join(missing_characters(text))
