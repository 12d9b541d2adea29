"""Makes all files of one journey, in each theme and on each paper, and its facts for the index."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from journeymap.build.facts import facts_of
from journeymap.build.keys import digest, picture_keys
from journeymap.build.manifest import INDEX, JourneyEntry
from journeymap.diagnostics import Diagnostic, Severity
from journeymap.errors import UserError
from journeymap.io.discovery import Input
from journeymap.io.output import Folder
from journeymap.io.reading import read_regular
from journeymap.layout.mentions import with_numbers
from journeymap.model import Journey, Picture
from journeymap.pipeline.batch import Outcome, failed
from journeymap.pipeline.check import check, stopping_severity, stops
from journeymap.pipeline.draw import draw, drawing_request
from journeymap.pipeline.fonts import use_fonts_of
from journeymap.pipeline.formats import FORMATS
from journeymap.pipeline.severity import severities
from journeymap.pipeline.themes import theme_of
from journeymap.rules import RULES
from journeymap.settings import Settings
from journeymap.style.locale import load_words, notes_on


def build_journey(each: Input, *, settings: Settings, folder: Folder | None) -> JourneyEntry:
    """Check one input and stage those of its files that change; without a folder, only check it.

    The entry that is returned has `drawn=False`; its outcome says what is staged, or why nothing is.
    """
    entry = JourneyEntry(name=each.name, drawn=False)
    diagnostics: tuple[Diagnostic, ...] = ()
    try:
        use_fonts_of(settings)
        data = each.read()
        entry = replace(entry, source=digest(data))
        checked = check(data, each.name, with_all_rules(settings), folder=each.folder)
        diagnostics = counted_diagnostics(checked.diagnostics, settings.for_journey(each.name))
        stopped = any(stops(diagnostic, settings) for diagnostic in diagnostics)
        outcome = Outcome(
            each.name, diagnostics, None, checked.readable, stopped, stops_from=stopping_severity(settings)
        )
        if checked.journey is None:
            return replace(entry, outcome=outcome)
        pictures = checked.journey.pictures
        digests = {file: each.digest for file, each in pictures.items() if isinstance(each, Picture)}
        beside = _files_beside(checked.journey, each.path) if each.path is not None else ()
        if beside:
            from journeymap.pipeline.pictures import digests as digests_of  # noqa: PLC0415  few have any

            digests |= digests_of(beside, each.folder)
        entry = replace(entry, pictures=picture_keys(digests) if digests else {})
        shown = with_numbers(checked.journey, load_words(checked.journey.language, own=settings.templates))
        entry = replace(entry, facts=facts_of(shown, checked.diagnostics, settings.today), outcome=outcome)
        return entry if stopped or folder is None else _drawn_entry(checked.journey, entry, settings, folder)
    except UserError as error:
        return replace(entry, outcome=failed(each.name, diagnostics, error))
    except Exception:
        return replace(entry, outcome=Outcome(each.name, diagnostics, fault=traceback.format_exc()))


def _files_beside(journey: Journey, path: Path) -> tuple[str, ...]:
    """The names of the files beside a journey's that its page and plan tell of, which need not be there."""
    found = []
    if journey.sources:
        from journeymap.insight.sources import measures_path  # noqa: PLC0415  few journeys are measured

        found.append(measures_path(path.name))
    if journey.effects:
        from journeymap.simulation.saved import path_of_saved  # noqa: PLC0415  nor simulated

        found.append(path_of_saved(path).name)
    return tuple(found)


def _drawn_entry(journey: Journey, entry: JourneyEntry, settings: Settings, folder: Folder) -> JourneyEntry:
    outputs, remarks = files_of(journey, settings)
    files = {name: digest(data) for name, data in outputs.items()}
    changed = {name: data for name, data in outputs.items() if not has_content(folder.path / name, files[name])}
    assert entry.outcome is not None
    themes = (theme_of(settings.replace(theme=theme)) for theme in settings.build.themes)
    notes = (*notes_on(journey.language, own=settings.templates), *(note for theme in themes for note in theme.notes))
    outcome = entry.outcome._replace(staged=folder.stage(changed), notes=notes)
    return replace(entry, outcome=outcome, files=files, remarks=remarks)


def with_all_rules(settings: Settings) -> Settings:
    """Settings with every rule switched on: facts count all findings, and each build chooses which of them matter."""
    off = {rule.code: Severity.INFO for rule in RULES if rule.severity is None}
    return Settings(today=settings.today, severity=off)


def counted_diagnostics(diagnostics: tuple[Diagnostic, ...], settings: Settings) -> tuple[Diagnostic, ...]:
    """The diagnostics of the rules that are on in the settings, with the severities that the settings give them."""
    severity_of = severities(settings)
    return tuple(each._replace(severity=severity_of[each.code]) for each in diagnostics if each.code in severity_of)


def has_content(path: Path | str, data: str) -> bool:
    """Whether there is a file at the path whose content has this digest."""
    try:
        return digest(read_regular(path)) == data
    except OSError:
        return False


def files_of(journey: Journey, settings: Settings) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The bytes of every file of a journey by name, and remarks about its papers.

    Raises UserError when two of them, or one and a file of the index, would have the same name.
    """
    outputs: dict[str, bytes] = {}
    for number, theme in enumerate(settings.build.themes):
        formats = tuple(form for form in settings.build.formats if number == 0 or FORMATS[form].themed)
        made = draw(drawing_request(journey, settings.replace(theme=theme)), formats)
        for form, data in made.items():
            name = FORMATS[form].file_name(journey.id, theme_suffix(theme) if number else "")
            outputs[_check_unused(name, outputs)] = data
    remarks = []
    for paper, pdf, remark in _printed(journey, settings):
        outputs[_check_unused(paper_file(journey.id, paper), outputs)] = pdf
        if remark:
            remarks.append(f"{journey.id} on {paper}: {remark}")
    return outputs, tuple(remarks)


def _printed(journey: Journey, settings: Settings) -> Iterator[tuple[str, bytes, str]]:
    if not settings.build.papers:
        return
    from journeymap.layout.papers import paper_sizes  # noqa: PLC0415  only what prints pays for it
    from journeymap.pipeline.paper import on_best_paper, warning  # noqa: PLC0415

    for name in settings.build.papers:
        sizes = paper_sizes(name, "auto", "one")
        drawing = on_best_paper(journey, settings.replace(theme=settings.build.paper_theme), sizes, name=name)
        yield name, draw(drawing, ("pdf",))["pdf"], warning(drawing)


def theme_suffix(theme: str) -> str:
    """The suffix of file names for a theme: its name, or that of its file without suffix, in lower case."""
    return Path(theme).stem.lower()


def _check_unused(name: str, outputs: dict[str, bytes]) -> str:
    if name in INDEX:
        raise UserError(f"{name} is the site's own", hint="give the journey another `id`")
    if name in outputs:
        raise UserError(f"two files would be called {name}", hint="rename one of the themes")
    return name


def file_names(id_: str, settings: Settings) -> dict[str, str]:
    """File names by format and by paper, for the index; of the themes, the first alone."""
    build = settings.build
    formats = {form: FORMATS[form].file_name(id_) for form in build.formats}
    return formats | {paper: paper_file(id_, paper) for paper in build.papers}


def paper_file(id_: str, paper: str) -> str:
    """The file name of a journey's PDF on a paper."""
    return FORMATS["pdf"].file_name(id_, paper.lower())
