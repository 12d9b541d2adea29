"""`journeymap plan`: what to do about the journey, by whom and by when; here, and in other tools."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, say, write_result
from journeymap.cli.reading import Reading, reads_journeys
from journeymap.errors import UserError

if TYPE_CHECKING:
    from journeymap.pipeline.plan_documents import PlanDocument
    from journeymap.pipeline.plans import PlanOfActions, Wanted

Form = Annotated[str, typer.Option("--format", metavar="{formats of plans}", help="{described formats of plans}.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write the plan here, not to standard output.")]
Owner = Annotated[str | None, typer.Option(metavar="ID", help="Only what this owner answers for or supports.")]
Segment = Annotated[str | None, typer.Option(metavar="ID", help="Only what this segment comes to.")]
Since = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only what is due, checked or done on this day or later.")
]
DateFormat = Annotated[
    str | None,
    typer.Option(metavar="PATTERN", help="How jira is told days, as its importer asks. [default: yyyy-MM-dd]"),
]


@reads_journeys
def plan(
    paths: options.Paths = None,
    form: Form = "md",
    output: Output = None,
    owner: Owner = None,
    segment: Segment = None,
    since: Since = None,
    date_format: DateFormat = None,
    theme: options.Theme = None,
    templates: options.Templates = None,
    today: options.Today = None,
    verbose: options.Verbose = False,
    color: options.Color = Colour.AUTO,
    *,
    reading: Reading,
) -> int:
    """Print the action plan, or write it for people or tools.

    What hurts most, who does what by when, what is overdue, which pains nobody answers. For trackers, calendars and
    spreadsheets: the actions of all journeys in one file."""
    from journeymap.cli.outcome import draw_each
    from journeymap.pipeline.plans import PLAN_FORMATS, PlanOfActions, Wanted

    options.check_choice(form, tuple(PLAN_FORMATS), "--format")
    if date_format is not None and not PLAN_FORMATS[form].dated:
        dated = " and ".join(each.name for each in PLAN_FORMATS.values() if each.dated)
        raise UserError(f"--date-format is for {dated}", hint="all others have days as 2027-01-31")
    if theme is not None and not PLAN_FORMATS[form].themed:
        themed = " and ".join(each.name for each in PLAN_FORMATS.values() if each.themed)
        raise UserError(f"--theme is for {themed}", hint="no other plan has colours")
    settings_of = reading.settings_of(today, formats=("plan",), theme=theme, templates=templates, segment=segment)
    inputs = reading.inputs(paths)
    wanted = Wanted(owner or "", _day(since))
    gathered = PlanOfActions(form, wanted) if PLAN_FORMATS[form].module else _document(form, wanted)
    status = draw_each(write_result, inputs, settings_of, color, verbose=verbose, make=gathered.add)
    if gathered.journeys:
        _write(gathered, form, output, date_format or "yyyy-MM-dd")
    return status


def _document(form: str, wanted: Wanted) -> PlanDocument:
    from journeymap.pipeline.plan_documents import PlanDocument

    return PlanDocument(form, wanted)


def _write(gathered: PlanOfActions | PlanDocument, form: str, output: Path | None, date_format: str) -> None:
    """Write the files of a plan, and say what is in them where that is not seen."""
    from journeymap.io.output import write_file
    from journeymap.report import counted
    from journeymap.report.safe import visible

    files = gathered.files(date_format)
    if output is None:
        if len(files) > 1:
            raise UserError(
                f"{counted(gathered.count, 'action')} take {counted(len(files), 'file')} as {form}",
                hint="name one: -o FILE",
            )
        write_result(files[0])
    else:
        for number, data in enumerate(files, 1):
            write_file(output if number == 1 else output.with_stem(f"{output.stem}-{number}"), data)
        where = (
            counted(len(files), "file") + f" from {visible(str(output))} on" if len(files) > 1 else visible(str(output))
        )
        say(f"{counted(gathered.count, 'action')} written in {where}{_left_out(gathered)}")
    if output is None and (_left_out(gathered) or (gathered.is_chosen and not gathered.count)):
        say(f"{counted(gathered.count, 'action') if gathered.count else 'no action'} written{_left_out(gathered)}")


def _left_out(gathered: PlanOfActions | PlanDocument) -> str:
    """What is left out, and why: `; left out: 2 done or dropped, 1 with a ticket`."""
    from journeymap.report import counted

    closed, with_ticket = gathered.left_out
    parts = [f"{closed:,} done or dropped" if closed else "", f"{with_ticket:,} with a ticket" if with_ticket else ""]
    if without := gathered.asked.without_segment:
        parts.append(f"{counted(without, 'journey')} without the segment")
    told = ", ".join(filter(None, parts))
    return f"; left out: {told}" if told else ""


def _day(said: str | None) -> dt.date | None:
    """The day that --since says. Raises UserError when it is none."""
    if said is None:
        return None
    try:
        return dt.date.fromisoformat(said)
    except ValueError:
        raise UserError(f"--since: {said!r} is not a date", hint="write it as 2027-01-31") from None
