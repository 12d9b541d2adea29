"""`journeymap log`: how a journey changed over its commits."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import put
from journeymap.errors import ExitStatus, UserError


class Form(StrEnum):
    """How a timeline is told."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    SVG = "svg"


JourneyFile = Annotated[Path, typer.Argument(metavar="PATH", help="A journey file in a git repository.")]
OutputFormat = Annotated[Form, typer.Option("--output-format", help="How to tell it.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write it here, not to standard output.")]
Most = Annotated[int, typer.Option("--max-count", "-n", min=0, help="No more than so many commits; 0: all.")]


def log(
    path: JourneyFile,
    output_format: OutputFormat = Form.TEXT,
    output: Output = None,
    max_count: Most = 0,
    theme: options.Theme = None,
    templates: options.Templates = None,
) -> int:
    """Tell how a journey changed over its commits.

    A line for each commit: what changed, the lowest point, the mean feeling, open and overdue actions; and the curves
    of every version. A file that had another name before is followed by the journey's id.
    """
    from journeymap.history.timeline import timeline

    moments = timeline(path, max_count)
    if output_format is Form.SVG:
        from journeymap.history.multiples import multiples
        from journeymap.pipeline.draw import draw, requested

        newest = next((moment.journey for moment in moments if moment.journey), None)
        if newest is None:
            raise UserError(f"{path}: no version of it can be read")
        settings = options.settings(None, theme=theme, templates=templates)
        told = draw(requested(newest, settings, scenes=(multiples(moments),)), ("svg",))["svg"]
    else:
        from journeymap.history.told import log as forms

        told = {Form.MARKDOWN: forms.markdown, Form.JSON: forms.to_json}.get(output_format, forms.text)(
            moments
        ).encode()
    if output is None:
        put(told)
    else:
        from journeymap.output import write_file

        write_file(output, told)
    return ExitStatus.CLEAN
