"""Makes all files of one journey, in each theme and on each paper, and tells what is known of it."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from journeymap.build.facts import facts_of
from journeymap.build.keys import digest
from journeymap.build.manifest import INDEX, JourneyEntry
from journeymap.diagnostics import Diagnostic, Severity
from journeymap.errors import UserError
from journeymap.io.discovery import Input
from journeymap.io.output import Folder
from journeymap.model import Journey
from journeymap.pipeline.batch import Outcome
from journeymap.pipeline.check import check, stops
from journeymap.pipeline.draw import draw, drawing_request
from journeymap.pipeline.formats import FORMATS
from journeymap.pipeline.severity import severities
from journeymap.rules import RULES
from journeymap.settings import Settings


def make(each: Input, *, settings: Settings, folder: Folder | None) -> JourneyEntry:
    """Check one input and stage what is to change of its files; without a folder, only check it.

    The entry is of a journey that is yet to be drawn; its outcome says what is staged, or why nothing is.
    """
    entry = JourneyEntry(name=each.name, drawn=False)
    diagnostics: tuple[Diagnostic, ...] = ()
    try:
        data = each.read()
        entry = replace(entry, source=digest(data))
        checked = check(data, each.name, everything(settings))
        diagnostics = counting(checked.diagnostics, settings)
        stopped = any(stops(diagnostic, settings) for diagnostic in diagnostics)
        outcome = Outcome(each.name, diagnostics, None, checked.readable, stopped)
        if checked.journey is None:
            return replace(entry, outcome=outcome)
        entry = replace(entry, facts=facts_of(checked.journey, checked.diagnostics, settings.today), outcome=outcome)
        return entry if stopped or folder is None else _drawn(checked.journey, entry, settings, folder)
    except UserError as error:
        return replace(entry, outcome=Outcome(each.name, diagnostics, error=(error.message, error.hint)))
    except Exception:
        return replace(entry, outcome=Outcome(each.name, diagnostics, fault=traceback.format_exc()))


def _drawn(journey: Journey, entry: JourneyEntry, settings: Settings, folder: Folder) -> JourneyEntry:
    outputs, remarks = files_of(journey, settings)
    files = {name: digest(data) for name, data in outputs.items()}
    changed = {name: data for name, data in outputs.items() if not is_there(folder.path / name, files[name])}
    assert entry.outcome is not None
    outcome = entry.outcome._replace(staged=folder.stage(changed))
    return replace(entry, outcome=outcome, files=files, remarks=remarks)


def everything(settings: Settings) -> Settings:
    """Settings by which every rule is on: what is found is kept, and weighed anew by each build."""
    off = {rule.code: Severity.INFO for rule in RULES if rule.severity is None}
    return Settings(today=settings.today, severity=off)


def counting(diagnostics: tuple[Diagnostic, ...], settings: Settings) -> tuple[Diagnostic, ...]:
    """Of what all rules find, that which counts under the settings, with the weight it has there."""
    on = severities(settings)
    return tuple(each._replace(severity=on[each.code]) for each in diagnostics if each.code in on)


def is_there(path: Path | str, data: str) -> bool:
    """Whether a file with content of this digest stands at the path."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  of thousands of files each is read whole
            return digest(file.read()) == data
    except OSError:
        return False


def files_of(journey: Journey, settings: Settings) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Every file of a journey by its name, and what is to be said of its papers."""
    outputs: dict[str, bytes] = {}
    for number, theme in enumerate(settings.build.themes):
        formats = tuple(form for form in settings.build.formats if number == 0 or FORMATS[form].themed)
        made = draw(drawing_request(journey, settings.replace(theme=theme)), formats)
        for form, data in made.items():
            name = FORMATS[form].file_name(journey.id, theme_mark(theme) if number else "")
            outputs[_free(name, outputs)] = data
    remarks = []
    for paper, pdf, remark in _printed(journey, settings):
        outputs[_free(paper_file(journey.id, paper), outputs)] = pdf
        if remark:
            remarks.append(f"{journey.id} on {paper}: {remark}")
    return outputs, tuple(remarks)


def _printed(journey: Journey, settings: Settings) -> Iterator[tuple[str, bytes, str]]:
    if not settings.build.papers:
        return
    from journeymap.layout.papers import Paper, paper_for  # noqa: PLC0415  only what prints pays for it
    from journeymap.pipeline.paper import warning  # noqa: PLC0415

    for name in settings.build.papers:
        paper = Paper(size=paper_for(name, "auto", len(journey.touchpoints)), name=name)
        drawing = drawing_request(journey, settings.replace(theme=settings.build.paper_theme), paper=paper)
        yield name, draw(drawing, ("pdf",))["pdf"], warning(drawing)


def theme_mark(theme: str) -> str:
    """What a theme is called in the names of files: its own name, or that of its file."""
    return Path(theme).stem.lower()


def _free(name: str, outputs: dict[str, bytes]) -> str:
    if name in INDEX:
        raise UserError(f"{name} is the site's own", hint="give the journey another `id`")
    if name in outputs:
        raise UserError(f"two files would be called {name}", hint="rename one of the themes")
    return name


def file_names(id_: str, settings: Settings) -> dict[str, str]:
    """What each kind of file of a journey is called, those of the first theme and the papers: for the index."""
    build = settings.build
    formats = {form: FORMATS[form].file_name(id_) for form in build.formats}
    return formats | {paper: paper_file(id_, paper) for paper in build.papers}


def paper_file(id_: str, paper: str) -> str:
    """What a journey's PDF on a paper is called."""
    return FORMATS["pdf"].file_name(id_, paper.lower())
