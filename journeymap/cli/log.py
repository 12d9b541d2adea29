"""`journeymap log`: how a journey changed over its commits."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import write_result
from journeymap.cli.reading import Reading, reads_settings
from journeymap.errors import ExitStatus, UserError

JourneyFile = Annotated[Path, typer.Argument(metavar="PATH", help="A journey file in a git repository.")]
OutputFormat = Annotated[str, typer.Option("--output-format", metavar="{timelines}", help="How to tell it.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write it here, not to standard output.")]
Most = Annotated[int, typer.Option("--max-count", "-n", min=0, help="No more than so many commits; 0: all.")]


@reads_settings
def log(
    path: JourneyFile,
    output_format: OutputFormat = "text",
    output: Output = None,
    max_count: Most = 0,
    theme: options.Theme = None,
    templates: options.Templates = None,
    allow_missing: options.AllowMissing = False,
    *,
    reading: Reading,
) -> int:
    """Tell how a journey changed over its commits.

    A line for each commit: what changed, the lowest point, the mean feeling, open and overdue actions; and the curves
    of every version. A file that had another name before is followed by the journey's id.
    """
    from journeymap.cli.outcome import say_notes
    from journeymap.history.report import TIMELINES
    from journeymap.history.timeline import timeline
    from journeymap.style.locale import STORIES, notes_on

    options.check_choice(output_format, output_formats(), "--output-format")
    moments = timeline(path, max_count)
    newest = next((moment.journey for moment in moments if moment.journey), None)
    if newest is not None:
        say_notes(notes_on(newest.language, STORIES))
    if output_format in TIMELINES:
        data = TIMELINES[output_format].write(moments).encode()
    else:
        from journeymap.history.timeline_picture import multiples
        from journeymap.pipeline.draw import draw, drawing_request
        from journeymap.pipeline.fonts import typeset

        if newest is None:
            raise UserError(f"{path}: no version of it can be read")
        settings = reading.settings(None, theme=theme, templates=templates, allow_missing=allow_missing)
        with typeset(settings, newest.language):
            scene = multiples(moments)
        request = drawing_request(newest, settings, scenes=(scene,))
        data = draw(request, (output_format,))[output_format]
    if output is None:
        write_result(data)
    else:
        from journeymap.io.output import write_file

        write_file(output, data)
    return ExitStatus.CLEAN


def output_formats() -> list[str]:
    """The names of the formats in which a timeline can be reported or drawn."""
    from journeymap.history.report import TIMELINES
    from journeymap.pipeline.formats import scene_formats

    return [*TIMELINES, *scene_formats()]
