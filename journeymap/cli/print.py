"""`journeymap print`: a map on paper."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, report_problem, say
from journeymap.cli.reading import Reading, reads_journeys

if TYPE_CHECKING:
    from journeymap.model import Journey
    from journeymap.settings import Settings


class Orientation(StrEnum):
    """Which way the paper lies."""

    AUTO = "auto"
    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class Fit(StrEnum):
    """How the map fits the paper."""

    ONE = "one"
    WIDTH = "width"
    PAGES = "pages"


@reads_journeys
def print(  # noqa: A001  the command is called so
    path: Annotated[str, typer.Argument(metavar="PATH", help="A journey file, or - for standard input.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.pdf", help="The PDF to write.")],
    paper: Annotated[str, typer.Option(help="A5 to A0, letter, legal, tabloid, or a size: 600x400mm.")] = "A3",
    orientation: Annotated[Orientation, typer.Option(help="Which way the paper lies.")] = Orientation.AUTO,
    margin: Annotated[str, typer.Option(help="What stays white at each side.")] = "5mm",
    fit: Annotated[
        Fit | None,
        typer.Option(
            help="one: the whole map on one sheet; width: as wide as the sheet; pages: stage by stage, as the standard "
            "view is printed unless you ask."
        ),
    ] = None,
    distance: Annotated[str, typer.Option(help="How far the reader stands: arm, wall, or a length.")] = "arm",
    tile: Annotated[str | None, typer.Option(metavar="A4|letter", help="Print the poster over sheets of this.")] = None,
    overlap: Annotated[str, typer.Option(help="What neighbouring tiles share.")] = "10mm",
    pdf_standard: options.PdfStandard = None,
    theme: options.PaperTheme = "print",
    templates: options.Templates = None,
    persona: options.Persona = None,
    segment: options.Segment = None,
    view: options.View = None,
    lanes: options.Lanes = None,
    allow_missing: options.AllowMissing = False,
    compact: options.Compact = False,
    today: options.Today = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    color: options.Color = Colour.AUTO,
    *,
    reading: Reading,
) -> int:
    """Print a map on any paper, or over many sheets.

    The map is laid out anew for the paper, in grey unless --theme says otherwise. What is too small to read from where
    the reader stands is said, with what would help.
    """
    from journeymap.cli.outcome import draw_each
    from journeymap.io.output import write_file
    from journeymap.layout.papers import length, paper_size, paper_sizes, reading_distance
    from journeymap.pipeline.draw import draw, shown_part
    from journeymap.pipeline.formats import check_formats
    from journeymap.pipeline.paper import fit_of, on_best_paper, remark, warning

    settings_of = reading.settings_of(
        today,
        theme=theme,
        templates=templates,
        allow_missing=allow_missing,
        compact=compact,
        pdf_standard=pdf_standard,
        persona=persona,
        segment=segment,
        view=view,
        lanes=options.split_commas(lanes),
    )
    check_formats((), pdf_standard)
    paper_size(paper, orientation)
    terms: dict[str, Any] = {
        "name": paper,
        "margin": length(margin, what="--margin"),
        "distance": reading_distance(distance),
        "tile": paper_size(tile, "portrait") if tile else None,
        "overlap": length(overlap, what="--overlap"),
    }

    def make(journey: Journey, settings: Settings) -> dict[str, bytes]:
        journey = shown_part(journey, settings)
        fitting = fit_of(settings, str(fit) if fit else "", tiled=tile is not None)
        sizes = paper_sizes(paper, orientation, fitting["fit"])
        drawing = on_best_paper(journey, settings, sizes, **terms, **fitting)
        made = draw(drawing, ("pdf",))
        if not quiet:
            say(f"{output}: {remark(drawing)}")
        if too_small := warning(drawing):
            report_problem(f"warning: {too_small}")
        return made

    return draw_each(
        lambda pdf: write_file(output, pdf),
        reading.inputs([path]),
        settings_of,
        color,
        verbose=verbose,
        quiet=quiet,
        make=make,
    )
