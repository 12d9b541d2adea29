"""`journeymap flow`: the ways through a journey, as a graph."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, say, write_result
from journeymap.cli.reading import Reading, reads_journeys
from journeymap.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from journeymap.model import Journey
    from journeymap.pipeline.sheets import SheetKind
    from journeymap.settings import Settings

DEFAULT = ("svg",)
DEFAULT_FOLDER = "maps"

Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="{flow formats}",
        help=f"What to make of each journey. {{described flow formats}}. [default: {','.join(DEFAULT)}]",
    ),
]
Output = Annotated[
    str,
    typer.Option("--output", "-o", metavar="DIR|-", help="The folder for the files; - for one on standard output."),
]
MinShare = Annotated[
    str,
    typer.Option(metavar="SHARE", help="Leave out ways of less than this share, 5% or 0.05, and list them instead."),
]
Trees = Annotated[
    bool, typer.Option("--trees", help="Draw the action trees instead. Formats: {tree formats}.", show_default=False)
]
Walk = Annotated[
    str | None,
    typer.Option(metavar="TREE", help="Ask the questions of an action tree, by its id, and say what to do."),
]
Stage = Annotated[str | None, typer.Option(metavar="ID", help="Draw this stage alone.")]

Engine = Annotated[
    str,
    typer.Option(
        metavar="package|dot",
        help="What places the touchpoints of a flow of more than 30: the Graphviz that comes with journeymap, "
        "or the program `dot` that is installed.",
    ),
]


_FLOW, _FUNNEL = "flow", "funnel"
DrawnAs = Annotated[
    str,
    typer.Option(
        "--as",
        metavar=f"{_FLOW}|{_FUNNEL}",
        help="Draw the ways, or who is still there at each step and who left where.",
    ),
]


@reads_journeys
def flow(
    paths: options.Paths = None,
    output: Output = DEFAULT_FOLDER,
    formats: Formats = None,
    drawn_as: DrawnAs = _FLOW,
    min_share: MinShare = "0",
    stage: Stage = None,
    engine: Engine = "package",
    trees: Trees = False,
    walk: Walk = None,
    persona: options.Persona = None,
    segment: options.Segment = None,
    theme: options.Theme = None,
    templates: options.Templates = None,
    allow_missing: options.AllowMissing = False,
    dpi: Annotated[
        float | None, typer.Option(min=10, max=1200, help="Pixels to the inch of a PNG. [default: 96]")
    ] = None,
    width: Annotated[int | None, typer.Option(min=16, max=30000, help="The width of a PNG in pixels.")] = None,
    pdf_standard: options.PdfStandard = None,
    today: options.Today = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    color: options.Color = Colour.AUTO,
    *,
    reading: Reading,
) -> int:
    """Draw the ways through journeys, as graphs.

    Touchpoints in the clusters of their stages, and arrows as wide as the share of customers who go there: back above,
    ahead below, out downwards. What was measured stands beside what the file assumes. Files are named ID.flow.svg;
    with --as funnel, ID.funnel.svg, which is solved from the same shares. With --trees, the action trees are drawn;
    with --walk, one is walked in the terminal.
    """
    from journeymap.cli.outcome import Tally, draw_each, report_outcome, say_notes
    from journeymap.io.output import folder
    from journeymap.pipeline.batch import draw
    from journeymap.pipeline.formats import check_formats
    from journeymap.report import counted
    from journeymap.style.locale import notes_on
    from journeymap.style.theme import load_theme

    wanted = options.split_commas(formats) or DEFAULT
    options.check_choice(drawn_as, (_FLOW, _FUNNEL), "--as")
    options.check_choice(engine, ("package", "dot"), "--engine")
    ways: dict[str, object] = {
        "--as funnel": drawn_as != _FLOW,
        "--min-share": min_share != "0",
        "--engine": engine != "package",
    }
    parts: dict[str, object] = {"--stage": stage, "--persona": persona, "--segment": segment, "--format": formats}
    if walk is not None:
        drawing = {
            "--theme": theme,
            "--dpi": dpi,
            "--width": width,
            "--pdf-standard": pdf_standard,
            "-o": output != DEFAULT_FOLDER,
        }
        hint = "it asks, in the terminal, the questions of a whole tree, and draws nothing"
        _refuse("--walk", {"--trees": trees} | ways | parts | drawing, hint)
    elif trees:
        _refuse("--trees", ways, "draw ways and trees one after the other")
    check_formats((), pdf_standard)
    sheet = _trees(stage) if trees else _ways(drawn_as, stage, _share(min_share), engine)
    for form in wanted:
        options.check_choice(form, sheet.kind.names, "--format")
    given = {
        "theme": theme,
        "templates": templates,
        "allow_missing": allow_missing,
        "dpi": dpi,
        "width": width,
        "pdf_standard": pdf_standard,
        "persona": persona,
        "segment": segment,
    }
    load_theme(reading.settings(today, **given).theme)
    settings_of = reading.settings_of(today, **given)
    inputs = reading.inputs(paths)
    if walk is not None:
        from journeymap.cli.walk import walk_tree

        return walk_tree(walk, inputs, settings_of, color, verbose=verbose)
    notes: dict[str, None] = {}

    def make(journey: Journey, settings: Settings) -> dict[str, bytes]:
        notes.update(dict.fromkeys(notes_on(journey.language, sheet.kind.words, settings.templates)))
        return sheet.make(journey, settings, wanted)

    if output == "-":
        if len(inputs) != 1 or len(wanted) != 1:
            raise UserError(
                f"--output -: {counted(len(inputs), 'journey')} in {counted(len(wanted), 'format')} "
                "do not fit on standard output",
                hint="name one journey and one --format, or a folder",
            )
        status = draw_each(write_result, inputs, settings_of, color, verbose=verbose, quiet=quiet, make=make)
        if not quiet:
            say_notes(notes)
        return status
    if Path(output).suffix in sheet.kind.suffixes:
        raise UserError(f"--output: {output} looks like a file", hint="name a folder; files are named after their ids")
    tally = Tally()
    with folder(Path(output)) as target:
        for each in inputs:
            outcome = draw(each, settings_of=settings_of, use=target.stage, thorough=verbose, make=make)
            if outcome.staged is not None:
                target.place(outcome.staged, outcome.source)
            tally.add(outcome)
            report_outcome(outcome, color, verbose=verbose, first_fault=tally.faults == 1)
    if not quiet:
        tally.say_notes(notes)
        say(tally.summary(output))
    return tally.status


def _refuse(option: str, others: Mapping[str, object], hint: str) -> None:
    """Raises UserError for the first of the other options that is given, as none goes with this one."""
    for other, given in others.items():
        if given:
            raise UserError(f"{option} and {other} do not go together", hint=hint)


class _Wanted(NamedTuple):
    """What is drawn: the kind of sheet, and what makes its files."""

    kind: SheetKind
    make: Callable[[Journey, Settings, Sequence[str]], dict[str, bytes]]


def _ways(drawn_as: str, stage: str | None, min_share: float, engine: str) -> _Wanted:
    from journeymap.pipeline.flows import FlowChoice, make_flow
    from journeymap.pipeline.sheets import FLOW

    if drawn_as == _FUNNEL:
        return _funnel(stage, min_share)
    choice = FlowChoice(stage, min_share, "dot" if engine == "dot" else "package")
    return _Wanted(FLOW, partial(make_flow, choice=choice))


def _trees(stage: str | None) -> _Wanted:
    from journeymap.pipeline.sheets import TREE
    from journeymap.pipeline.trees import make_trees

    return _Wanted(TREE, partial(make_trees, stage=stage))


def _funnel(stage: str | None, min_share: float) -> _Wanted:
    """Raises UserError for what does not go with a funnel, and where the libraries that solve it are lacking."""
    from journeymap.cli.engines import require_libraries
    from journeymap.pipeline.funnels import make_funnel
    from journeymap.pipeline.sheets import FUNNEL

    if stage is not None or min_share:
        raise UserError("--as funnel: a funnel is of all stages and ways", hint="leave out --stage and --min-share")
    require_libraries("numpy", "scipy", doing="drawing a funnel")
    return _Wanted(FUNNEL, make_funnel)


_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,6})?) ?%|(0?\.\d{1,8}|[01](?:\.0+)?)")


def _share(said: str) -> float:
    """The share that an option says, from 0 to 1. Raises UserError for what is none."""
    found = _SHARE.fullmatch(said.strip())
    value = float(found[1]) / 100 if found and found[1] else float(found[2]) if found else -1.0
    if not 0 <= value <= 1:
        raise UserError(f"--min-share: {said!r} is no share", hint="write 5% or 0.05")
    return value
