"""`journeymap export`: journeys for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, report_problem, say, write_result
from journeymap.cli.reading import Reading, reads_journeys
from journeymap.errors import ExitStatus, UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.exchange.export.request import ExportedFile, JourneyToExport
    from journeymap.io.discovery import Input
    from journeymap.model import Journey
    from journeymap.settings import Settings

To = Annotated[str, typer.Option("--to", metavar="{export formats}", help="{described export formats}.")]
Output = Annotated[
    str,
    typer.Option("--output", "-o", metavar="DIR|-", help="The folder for the files; - for one on standard output."),
]


@reads_journeys
def export(
    paths: options.Paths = None,
    form: To = "",
    output: Output = "exports",
    theme: options.Theme = None,
    templates: options.Templates = None,
    today: options.Today = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    color: options.Color = Colour.AUTO,
    *,
    reading: Reading,
) -> int:
    """Write journeys as files of other tools.

    Files are named after each journey's id; tables have all journeys in them. Where one journey has errors, nothing is
    written. What a format has no place for is said."""
    from journeymap.cli.engines import require_libraries
    from journeymap.cli.outcome import draw_each
    from journeymap.exchange.export.formats import EXPORT_FORMATS, exported
    from journeymap.exchange.export.request import JourneyToExport
    from journeymap.report import counted
    from journeymap.report.safe import visible

    if not form:
        raise UserError("say what to write them as", hint=f"--to {'|'.join(EXPORT_FORMATS)}")
    options.check_choice(form, tuple(EXPORT_FORMATS), "--to")
    chosen = EXPORT_FORMATS[form]
    if Path(output).suffix == f".{chosen.suffix.rpartition('.')[2]}":
        raise UserError(f"--output: {output} looks like a file", hint="name a folder; files are named after their ids")
    if chosen.libraries:
        require_libraries(*chosen.libraries, doing=f"writing {form}", extra=chosen.extra)
    settings_of = reading.settings_of(today, theme=theme, templates=templates)
    inputs = reading.inputs(paths)
    journeys: list[JourneyToExport] = []

    def gather(journey: Journey, settings: Settings) -> dict[str, bytes]:
        journeys.append(JourneyToExport(journey=journey, settings=settings))
        return {}

    status = draw_each(write_result, inputs, settings_of, color, verbose=verbose, quiet=quiet, make=gather)
    if status is not ExitStatus.CLEAN:
        report_problem(
            f"nothing is written: {len(inputs) - len(journeys)} of {counted(len(inputs), 'journey')} cannot be",
            hint="mend what is said above, or leave it out with --exclude",
        )
        return status
    _check_ids(journeys, inputs)
    files = exported(chosen, journeys)
    _write(files, output, form)
    if not quiet:
        for name, file in files.items():
            if file.left_out:
                say(visible(f"{name}: not in it: {', '.join(file.left_out)}"))
        if output != "-":
            say(visible(f"{counted(len(journeys), 'journey')} written: {counted(len(files), 'file')} in {output}"))
    return status


def _check_ids(journeys: Sequence[JourneyToExport], inputs: Sequence[Input]) -> None:
    """Raises UserError where two journeys have one id, after which files are named and by which tables tell them."""
    places: dict[str, str] = {}
    for each, given in zip(journeys, inputs, strict=True):
        first = places.setdefault(each.journey.id, given.name)
        if first != given.name:
            raise UserError(
                f"{given.name}: its id {each.journey.id} is already that of {first}",
                hint="give each journey an `id` of its own",
            )


def _write(files: Mapping[str, ExportedFile], output: str, form: str) -> None:
    """Writes all files or, where one cannot be written, none."""
    from journeymap.io.output import folder

    if output != "-":
        with folder(Path(output)) as target:
            target.place(target.stage({name: file.data for name, file in files.items()}), form)
        return
    if len(files) != 1:
        raise UserError(
            f"--output -: {len(files)} files do not fit on standard output", hint="name one journey, or a folder"
        )
    write_result(next(iter(files.values())).data)
