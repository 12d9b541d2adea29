"""`journeymap render`: draw journeys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, say, write_result
from journeymap.cli.reading import Reading, SettingsOf, reads_journeys
from journeymap.errors import UserError
from journeymap.settings import DEFAULT_FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.io.discovery import Input
    from journeymap.settings import Settings

Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="{formats}",
        help=f"What to make of each journey. {{described formats}}. [default: {','.join(DEFAULT_FORMATS)}]",
    ),
]
Output = Annotated[
    str,
    typer.Option("--output", "-o", metavar="DIR|-", help="The folder for the files; - for one on standard output."),
]
Jobs = Annotated[int, typer.Option("--jobs", min=0, max=64, help="How many processes to draw with; 0: as many as pay.")]


@reads_journeys
def render(
    paths: options.Paths = None,
    output: Output = "maps",
    formats: Formats = None,
    theme: options.Theme = None,
    templates: options.Templates = None,
    persona: options.Persona = None,
    segment: options.Segment = None,
    view: options.View = None,
    lanes: options.Lanes = None,
    allow_missing: options.AllowMissing = False,
    compact: options.Compact = False,
    dpi: Annotated[
        float | None, typer.Option(min=10, max=1200, help="Pixels to the inch of a PNG. [default: 96]")
    ] = None,
    width: Annotated[int | None, typer.Option(min=16, max=30000, help="The width of a PNG in pixels.")] = None,
    pdf_standard: options.PdfStandard = None,
    today: options.Today = None,
    jobs: Jobs = 0,
    beside: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Draw one journey beside this one, as an open book: what is gone, new, moved, changed."
        ),
    ] = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    color: options.Color = Colour.AUTO,
    *,
    reading: Reading,
) -> int:
    """Draw journeys as maps, pages and action plans.

    Files are named after each journey's id. A journey with errors is not drawn, and what was drawn of it
    before stays; the others are.
    """
    given = {
        "formats": options.split_commas(formats),
        "theme": theme,
        "templates": templates,
        "compact": compact,
        "dpi": dpi,
        "width": width,
        "pdf_standard": pdf_standard,
        "allow_missing": allow_missing,
        "persona": persona,
        "segment": segment,
        "view": view,
        "lanes": options.split_commas(lanes),
    }
    settings = reading.settings(today, **given)
    _check_drawing(settings)
    inputs = reading.inputs(paths)
    if beside is not None:
        from journeymap.cli.beside import draw_beside

        given["formats"] = given["formats"] or ("svg",)
        return draw_beside(
            inputs, reading.inputs([beside]), reading.settings_of(today, **given), output, color,
            verbose=verbose, quiet=quiet,
        )  # fmt: skip
    if output == "-":
        if not formats and len(settings.formats) > 1:
            given["formats"] = ("svg",)
        return _to_standard_output(inputs, reading.settings_of(today, **given), color, verbose=verbose, quiet=quiet)
    from journeymap.pipeline.formats import suffixes

    if Path(output).suffix in suffixes():
        raise UserError(f"--output: {output} looks like a file", hint="name a folder; files are named after their ids")

    from journeymap.cli.outcome import Tally, report_outcome
    from journeymap.cli.progress import with_progress
    from journeymap.io.output import folder
    from journeymap.pipeline.batch import draw_all

    tally = Tally()
    with folder(Path(output)) as target:
        outcomes = draw_all(inputs, reading.settings_of(today, **given), target, jobs=jobs, thorough=verbose)
        for each in with_progress(outcomes, len(inputs), "Drawing", quiet=quiet):
            tally.add(each)
            report_outcome(each, color, verbose=verbose, first_fault=tally.faults == 1)
    if not quiet:
        tally.say_notes()
        say(tally.summary(output))
    return tally.status


def _check_drawing(settings: Settings) -> None:
    """Raise UserError for settings with which no journey could be drawn, once and before any is."""
    from journeymap.pipeline.formats import check_formats
    from journeymap.pipeline.severity import severities
    from journeymap.style.theme import load_theme

    severities(settings)
    check_formats(settings.formats, settings.pdf_standard)
    load_theme(settings.theme)


def _to_standard_output(
    inputs: Sequence[Input], settings_of: SettingsOf, color: Colour, *, verbose: bool, quiet: bool
) -> int:
    from journeymap.report import counted

    formats = sum(len(settings_of(each).formats) for each in inputs[:1])
    if len(inputs) != 1 or formats != 1:
        raise UserError(
            f"--output -: {counted(len(inputs), 'journey')} in {counted(formats, 'format')} "
            "do not fit on standard output",
            hint="name one journey and one --format, or a folder",
        )
    from journeymap.cli.outcome import draw_each

    return draw_each(write_result, inputs, settings_of, color, verbose=verbose, quiet=quiet)
