"""`journeymap plan`: what to do about the journey, by whom and by when."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, write_result
from journeymap.cli.reading import Reading, reads_journeys

Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write the plan here, not to standard output.")]


@reads_journeys
def plan(
    paths: options.Paths = None,
    output: Output = None,
    templates: options.Templates = None,
    today: options.Today = None,
    verbose: options.Verbose = False,
    color: options.Color = Colour.AUTO,
    *,
    reading: Reading,
) -> int:
    """Print the action plan of journeys as Markdown.

    What hurts most, who does what by when, what is overdue, which pains nobody answers."""
    from journeymap.cli.outcome import draw_each

    settings_of = reading.settings_of(today, formats=("plan",), templates=templates)
    inputs = reading.inputs(paths)
    if output is None:
        return draw_each(write_result, inputs, settings_of, color, verbose=verbose)

    from journeymap.io.output import write_file

    plans: list[bytes] = []
    status = draw_each(plans.append, inputs, settings_of, color, verbose=verbose)
    if plans:
        write_file(output, b"\n".join(plans))
    return status
