"""`journeymap diff`: what changed between two versions, told by meaning."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, complain, put, wants_colour
from journeymap.errors import ExitStatus, UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.history.sides import Compared
    from journeymap.settings import Settings


class Form(StrEnum):
    """How a difference is told."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    SVG = "svg"
    HTML = "html"


Sides = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="OLD NEW | REV[..REV] [PATHS]...",
        help="Two files, folders, REVISION:PATH, or - for standard input; or one revision or two, and the paths that "
        "matter. Left out: the last commit and the working folder.",
        show_default=False,
    ),
]
OutputFormat = Annotated[Form, typer.Option("--output-format", help="How to tell it.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE|DIR", help="Write it here, not to standard output; several maps into a folder."
    ),
]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="End with 1 when there are differences, with 0 when not.")]


def diff(
    sides: Sides = None,
    output_format: OutputFormat = Form.TEXT,
    output: Output = None,
    exit_code: ExitCode = False,
    theme: options.Theme = None,
    templates: options.Templates = None,
    today: options.Today = None,
    quiet: options.Quiet = False,
    color: options.Color = Colour.AUTO,
) -> int:
    """Tell what changed between two versions of journeys.

    By meaning: stages, touchpoints, feelings, pains, actions, owners, measures. Formatting is no change. As svg or
    html it is the new map with marks where it changed, and the old feelings under the new ones.
    """
    from journeymap.history.sides import Problem, compare, sides_of

    problems: list[Problem] = []
    compared = list(compare(sides_of(sides or []), problems))
    for problem in problems:
        complain(problem.text)
    if output_format in (Form.SVG, Form.HTML):
        _draw(compared, output_format, output, options.settings(today, theme=theme, templates=templates))
    else:
        told = _told(compared, output_format, color=output is None and wants_colour(color, sys.stdout))
        if output is not None:
            from journeymap.output import write_file

            write_file(output, told.encode())
        elif told and not quiet:
            put(told)
    if any(problem.fatal for problem in problems):
        return ExitStatus.USAGE
    return ExitStatus.FINDINGS if exit_code and compared else ExitStatus.CLEAN


def _told(compared: Sequence[Compared], form: Form, *, color: bool) -> str:
    if form is Form.JSON:
        from journeymap.history.told.json import to_json

        return to_json(compared)
    if form is Form.MARKDOWN:
        from journeymap.history.told.markdown import markdown

        return markdown(compared)
    from journeymap.history.told.text import pieces, plain

    return _coloured(list(pieces(compared))) if color else plain(compared)


def _draw(compared: Sequence[Compared], form: Form, output: Path | None, settings: Settings) -> None:
    from journeymap.history.drawn import drawn
    from journeymap.output import folder, write_file

    maps = drawn(compared, form, settings)
    if output is not None and not output.suffix:
        with folder(output) as target:
            for name, data in maps.items():
                target.place(target.stage({name: data}), name)
        return
    if len(maps) > 1:
        raise UserError(f"{len(maps)} journeys differ, which makes as many maps", hint="`-o DIR` takes them all")
    for data in maps.values():
        if output is None:
            put(data)
        else:
            write_file(output, data)


def _coloured(pieces: Sequence[tuple[str, str]]) -> str:
    """The pieces with the escape sequences that colour them; rich neither wraps them nor reads markup into them."""
    from rich.console import Console
    from rich.text import Text

    console = Console(force_terminal=True, color_system="standard", markup=False, highlight=False, no_color=False)
    with console.capture() as capture:
        console.print(Text.assemble(*pieces), end="", soft_wrap=True, markup=False, highlight=False)
    return capture.get()
