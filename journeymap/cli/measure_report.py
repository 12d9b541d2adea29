"""`journeymap measure report`: a page of what moved beyond noise since the last period."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, say, write_result
from journeymap.cli.reading import Reading, reads_journeys
from journeymap.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeymap.cli.outcome import Tally
    from journeymap.cli.reading import SettingsOf
    from journeymap.io.discovery import Input
    from journeymap.io.output import Staged
    from journeymap.model import Journey
    from journeymap.settings import Settings

Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="{report formats}",
        help="What to make of each journey. {described report formats}. [default: md; in a folder, all of them]",
    ),
]
Output = Annotated[
    str,
    typer.Option("--output", "-o", metavar="DIR|-", help="The folder for the files; - for one on standard output."),
]
Language = Annotated[str, typer.Option(metavar="CODE", help="Tell it in this language. [default: the journey's]")]


@reads_journeys
def measure_report(
    paths: options.Paths = None,
    output: Output = "-",
    formats: Formats = None,
    language: Language = "",
    theme: options.Theme = None,
    templates: options.Templates = None,
    allow_missing: options.AllowMissing = False,
    pdf_standard: options.PdfStandard = None,
    today: options.Today = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    color: options.Color = Colour.AUTO,
    *,
    reading: Reading,
) -> int:
    """Tell what moved beyond noise since the last period.

    A page for each journey that has been measured: what moved, for whom, real or mix, and whose action answers it; what
    customers say; and what came of the actions that are done. It reads NAME.measures.json beside the journey, and needs
    no files of answers.
    """
    from journeymap.cli.outcome import Tally
    from journeymap.io.output import folder
    from journeymap.pipeline.formats import check_formats
    from journeymap.style.theme import load_theme

    wanted = _wanted(formats, output)
    _check_language(language)
    check_formats((), pdf_standard)
    settings_of = reading.settings_of(
        today, theme=theme, templates=templates, allow_missing=allow_missing, pdf_standard=pdf_standard
    )
    load_theme(reading.settings(today, theme=theme, templates=templates).theme)
    given = reading.inputs(paths)
    inputs = _measured(given)
    if output == "-":
        _check_single(inputs, wanted)
    tally = Tally()
    run = partial(
        _report_all, tally, inputs, settings_of, wanted, language, color=color, verbose=verbose, quiet=quiet
    )  # fmt: skip
    if output == "-":
        run(_to_standard_output, None)
    else:
        with folder(Path(output)) as target:
            run(target.stage, target.place)
    if not quiet:
        from journeymap.report import counted

        if left_out := len(given) - len(inputs):
            say(f"{counted(left_out, 'journey')} without measures {'is' if left_out == 1 else 'are'} left out")
        tally.say_notes()
        if output != "-":
            say(tally.summary(output))
    return tally.status


def _wanted(formats: list[str] | None, output: str) -> Sequence[str]:
    """The formats that are asked for. Raises UserError for an unknown one, and where the folder looks like a file."""
    from journeymap.pipeline.sheets import REPORT

    wanted = options.split_commas(formats) or (("md",) if output == "-" else REPORT.names)
    for form in wanted:
        options.check_choice(form, REPORT.names, "--format")
    if Path(output).suffix in REPORT.suffixes:
        raise UserError(f"--output: {output} looks like a file", hint="name a folder; files are named after their ids")
    return wanted


def _report_all(
    tally: Tally,
    inputs: Sequence[Input],
    settings_of: SettingsOf,
    formats: Sequence[str],
    language: str,
    use: Callable[[dict[str, bytes]], Staged],
    place: Callable[[Staged, str], None] | None,
    *,
    color: Colour,
    verbose: bool,
    quiet: bool,
) -> None:
    """Make the report of each journey, and pass its files to `use` and then to `place`."""
    from journeymap.cli.outcome import report_outcome
    from journeymap.pipeline.batch import draw
    from journeymap.pipeline.reports import make_report

    for each in inputs:
        found: list[str] = []

        def make(
            journey: Journey, settings: Settings, each: Input = each, found: list[str] = found
        ) -> dict[str, bytes]:
            made = make_report(journey, Path(each.path or each.name), settings, formats, language)
            found.append(made.remark)
            return made.files

        outcome = draw(each, settings_of=settings_of, use=use, thorough=verbose, make=make)
        if outcome.staged is not None and place is not None:
            place(outcome.staged, outcome.source)
        tally.add(outcome)
        report_outcome(outcome, color, verbose=verbose, first_fault=tally.faults == 1)
        if found and not quiet:
            say(f"{each.name}: {found[0]}")


def _to_standard_output(files: dict[str, bytes]) -> Staged:
    from journeymap.io.output import Staged

    for data in files.values():
        write_result(data)
    return Staged(dict.fromkeys(files, ""))


def _check_language(language: str) -> None:
    import re

    from journeymap.model.kinds import LANGUAGE_PATTERN

    if language and not re.fullmatch(LANGUAGE_PATTERN, language):
        raise UserError(f"--language: {language!r} is no language", hint="write its code: en, he, fa, ar")


def _measured(inputs: list[Input]) -> list[Input]:
    """The journeys that have measures beside them. Raises UserError where none has."""
    from journeymap.measure.measures import path_of

    for each in inputs:
        if each.path is None:
            raise UserError("measures stand beside a file, and standard input has none", hint="name the file")
    found = [each for each in inputs if each.path is not None and path_of(each.path).is_file()]
    if not found:
        one = f"{inputs[0].name} has" if len(inputs) == 1 else "these journeys have"
        raise UserError(
            f"{one} never been measured", hint="`journeymap measure --period week` writes the measures beside it"
        )
    return found


def _check_single(inputs: Sequence[Input], formats: Sequence[str]) -> None:
    from journeymap.report import counted

    if len(inputs) != 1 or len(formats) != 1:
        raise UserError(
            f"--output -: {counted(len(inputs), 'report')} in {counted(len(formats), 'format')} "
            "do not fit on standard output",
            hint="name one journey and one --format, or a folder with -o",
        )
