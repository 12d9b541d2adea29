"""`journeymap workshop`: what a workshop needs on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, say
from journeymap.cli.new import Starter, StarterLanguage
from journeymap.cli.print import Orientation
from journeymap.cli.reading import Reading, reads_journeys
from journeymap.errors import UserError

if TYPE_CHECKING:
    from journeymap.io.discovery import Input
    from journeymap.model import Journey
    from journeymap.settings import Settings


@reads_journeys
def workshop(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder for the files.")],
    path: Annotated[
        str | None, typer.Argument(metavar="[PATH]", help="A journey file, or - for standard input.")
    ] = None,
    starter: Annotated[Starter | None, typer.Option(help="Start from this starter, not from a file.")] = None,
    language: Annotated[StarterLanguage, typer.Option(help="The language of the starter.")] = StarterLanguage.EN,
    note: Annotated[
        str, typer.Option(metavar="SIZE", help="The size of the sticky notes: 76x76mm, or 51 or 127.")
    ] = "76x76mm",
    paper: Annotated[
        str, typer.Option(help="A3 to A0, a size such as 900x1200mm, or auto: the smallest that holds the canvas.")
    ] = "auto",
    orientation: Annotated[Orientation, typer.Option(help="Which way the paper lies.")] = Orientation.AUTO,
    tile: Annotated[
        str | None, typer.Option(metavar="A4|letter", help="Print the canvas at true size over sheets of this.")
    ] = None,
    minutes: Annotated[int, typer.Option(help="How long the workshop is: 45 to 480.")] = 180,
    filled: Annotated[bool, typer.Option("--filled", help="Print the touchpoints' names as a faint hint.")] = False,
    theme: options.Theme = "print",
    templates: options.Templates = None,
    persona: options.Persona = None,
    segment: options.Segment = None,
    allow_missing: options.AllowMissing = False,
    today: options.Today = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    color: options.Color = Colour.AUTO,
    *,
    reading: Reading,
) -> int:
    """Make the kit for a workshop on paper.

    A canvas for sticky notes, cards, a guide, and the form to bring the wall back.

    Notes keep their true size. With a starter, of which only the stages are taken, the journey file that the wall goes
    into is written too, unless there is one already.
    """
    from journeymap.cli.outcome import Tally, report_outcome
    from journeymap.io.output import folder
    from journeymap.layout.papers import paper_size
    from journeymap.pipeline.batch import draw
    from journeymap.pipeline.draw import shown_part
    from journeymap.style.locale import GUIDES, notes_on
    from journeymap.style.theme import load_theme
    from journeymap.workshop.kit.make import KitRequest, make_kit
    from journeymap.workshop.kit.true_sizes import note_size

    settings = reading.settings(
        today, theme=theme, templates=templates, allow_missing=allow_missing, persona=persona, segment=segment
    )
    load_theme(settings.theme)
    for name in (tile, None if paper == "auto" else paper):
        if name is not None:
            paper_size(name)
    request = KitRequest(
        note=note_size(note), paper=paper, orientation=orientation, tile=tile, minutes=minutes, filled=filled
    )
    each = _input(path, starter, language, settings, reading)
    made: list[str] = []
    guide_notes: list[str] = []

    def make(journey: Journey, settings: Settings) -> dict[str, bytes]:
        kit = make_kit(shown_part(journey, settings), request, settings)
        sheets = f", on {kit.sheets} sheets of {tile} and an assembly plan" if tile else ""
        made.append(f"the canvas is {kit.width:g} × {kit.height:g} mm{sheets}")
        guide_notes.extend(notes_on(journey.language, GUIDES, settings.templates))
        file = f"{journey.id}.journey.yaml"
        own = {} if each.data is None or (output / file).exists() else {file: each.data}
        return {**kit.files, **own}

    tally = Tally()
    with folder(output) as target:
        outcome = draw(each, settings_of=lambda each: settings, use=target.stage, thorough=verbose, make=make)
        if outcome.staged is not None:
            target.place(outcome.staged, outcome.source)
    tally.add(outcome)
    report_outcome(outcome, color, verbose=verbose)
    if outcome.staged is not None and not quiet:
        tally.say_notes(guide_notes)
        say(f"{len(outcome.staged.names)} files in {_visible_path(output)}; {made[0]}")
    return tally.status


def _input(
    path: str | None, starter: Starter | None, language: StarterLanguage, settings: Settings, reading: Reading
) -> Input:
    """The journey to make the kit for: from a file, or from a starter. Raises UserError."""
    from journeymap.io.discovery import Input
    from journeymap.pipeline.starters import new_journey

    if (path is None) == (starter is None):
        raise UserError("name either a journey file or a --starter", hint="`journeymap workshop --help` says more")
    if starter is not None:
        journey_id, text = new_journey(starter, starter, language, settings.today, empty=True)
        return Input(f"{journey_id}.journey.yaml", None, text.encode())
    inputs = reading.inputs([path or ""])
    if len(inputs) != 1:
        raise UserError(f"{path}: a kit is made of one journey, and here are {len(inputs)}", hint="name one of them")
    return inputs[0]


def _visible_path(path: Path) -> str:
    from journeymap.report.safe import visible

    return visible(path.as_posix())
