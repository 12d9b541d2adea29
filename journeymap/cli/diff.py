"""`journeymap diff`: what changed between two versions, by meaning."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, report_problem, wants_colour, write_result
from journeymap.cli.reading import Reading, reads
from journeymap.errors import ExitStatus, UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.history.pairing import Compared
    from journeymap.settings import Settings


Sides = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="OLD NEW | [REV[..REV] | REV REV] [--] [PATHS]...",
        help="Two files, folders, REVISION:PATH, or - for standard input; or one revision or two, and then the paths "
        "that matter. Left out: the last commit and the working folder.",
        show_default=False,
    ),
]
OutputFormat = Annotated[str, typer.Option("--output-format", metavar="{differences}", help="How to tell it.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE|DIR", help="Write it here, not to standard output; several maps into a folder."
    ),
]
Language = Annotated[
    str, typer.Option(metavar="CODE", help="Tell it in this language. [default: that of most of the journeys]")
]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="End with 1 when there are differences, with 0 when not.")]


@reads("config", "isolated", "exclude", "force_exclude")
def diff(
    sides: Sides = None,
    output_format: OutputFormat = "text",
    output: Output = None,
    exit_code: ExitCode = False,
    language: Language = "",
    theme: options.Theme = None,
    templates: options.Templates = None,
    persona: options.Persona = None,
    segment: options.Segment = None,
    lanes: options.Lanes = None,
    allow_missing: options.AllowMissing = False,
    today: options.Today = None,
    quiet: options.Quiet = False,
    color: options.Color = Colour.AUTO,
    *,
    reading: Reading,
) -> int:
    """Tell what changed between two versions of journeys.

    By meaning: stages, touchpoints, feelings, pains, actions, owners, measures. Formatting is no change. In a format
    that draws it is the new map with marks where it changed, and the old feelings under the new ones.
    """
    from journeymap.cli.outcome import say_notes
    from journeymap.history.pairing import Problem, compare, in_one_language
    from journeymap.history.report import DIFFERENCES
    from journeymap.history.revisions import sides_of
    from journeymap.model.kinds import LANGUAGE_PATTERN
    from journeymap.style.locale import STORIES, notes_on

    options.check_choice(output_format, output_formats(), "--output-format")

    if language and not re.fullmatch(LANGUAGE_PATTERN, language):
        raise UserError(f"--language: {language!r} is no language", hint="write its code: en, he, fa, ar")
    problems: list[Problem] = []
    found = sides_of(sides or [], reading.rules_of)
    compared = in_one_language(list(compare(found, problems)), language)
    for problem in problems:
        report_problem(problem.text)
    if not quiet:
        if not found.found:
            report_problem("nothing was compared: there is no *.journey.yaml there", hint="name other paths, or none")
        say_notes(note for each in compared for note in notes_on(each.language, STORIES))
    if output_format not in DIFFERENCES:
        if found.found and not compared and not problems and not quiet:
            report_problem("nothing changed, so there is no map to draw")
        _draw(
            compared,
            output_format,
            output,
            reading.settings(
                today,
                theme=theme,
                templates=templates,
                allow_missing=allow_missing,
                persona=persona,
                segment=segment,
                lanes=options.split_commas(lanes),
            ),
        )
    else:
        text = _text(compared, output_format, color=output is None and wants_colour(color, sys.stdout))
        if output is not None:
            from journeymap.io.output import write_file

            write_file(output, text.encode())
        elif text and not quiet:
            write_result(text)
    if any(problem.fatal for problem in problems):
        return ExitStatus.USAGE
    return ExitStatus.FINDINGS if exit_code and compared else ExitStatus.CLEAN


def output_formats() -> list[str]:
    """The names of the formats in which a difference can be reported or drawn."""
    from journeymap.history.report import DIFFERENCES
    from journeymap.pipeline.formats import map_formats

    return [*DIFFERENCES, *map_formats()]


def _text(compared: Sequence[Compared], output_format: str, *, color: bool) -> str:
    if output_format == "text" and color:
        from journeymap.history.report.text import pieces

        return _coloured(list(pieces(compared)))
    from journeymap.history.report import DIFFERENCES

    return DIFFERENCES[output_format].write(compared)


def _draw(compared: Sequence[Compared], output_format: str, output: Path | None, settings: Settings) -> None:
    from journeymap.history.report.maps import difference_maps
    from journeymap.io.output import folder, write_file

    maps = difference_maps(compared, output_format, settings)
    if output is not None and not output.suffix:
        with folder(output) as target:
            for name, data in maps.items():
                target.place(target.stage({name: data}), name)
        return
    if len(maps) > 1:
        raise UserError(f"{len(maps)} journeys differ, which makes as many maps", hint="`-o DIR` takes them all")
    for data in maps.values():
        if output is None:
            write_result(data)
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
