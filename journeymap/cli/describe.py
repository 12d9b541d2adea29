"""`journeymap describe`: the facts of journeys, for assistants and people who read text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, write_result
from journeymap.cli.reading import Reading, reads_journeys

if TYPE_CHECKING:
    from journeymap.assistants.description import JourneyDescription
    from journeymap.io.output import Staged
    from journeymap.model import Journey
    from journeymap.settings import Settings

_FORMATS = ("text", "json")
Form = Annotated[str, typer.Option("--format", metavar="|".join(_FORMATS), help="As text, or as JSON for programs.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write it here, not to standard output.")]


@reads_journeys
def describe(
    paths: options.Paths = None,
    form: Form = "text",
    output: Output = None,
    templates: options.Templates = None,
    today: options.Today = None,
    quiet: options.Quiet = False,
    color: options.Color = Colour.AUTO,
    *,
    reading: Reading,
) -> int:
    """Tell the facts of journeys, for assistants.

    Who owns what, the best and the worst moments, pains and what answers them, what is due, measures and targets, and
    all that the file says, with the ids. Text is in each journey's language. A journey with errors is not told."""
    from journeymap.assistants.description import description_of
    from journeymap.cli.outcome import Tally, report_outcome
    from journeymap.io.output import write_file
    from journeymap.pipeline.batch import draw

    options.check_choice(form, _FORMATS, "--format")
    settings_of = reading.settings_of(today, templates=templates)
    found: list[JourneyDescription] = []
    read: list[tuple[Journey, Settings]] = []

    def gather(journey: Journey, settings: Settings) -> dict[str, bytes]:
        read.append((journey, settings))
        return {}

    tally = Tally()
    for each in reading.inputs(paths):
        outcome = draw(each, settings_of=settings_of, use=_keep_none, thorough=True, make=gather)
        tally.add(outcome)
        report_outcome(outcome, color, first_fault=tally.faults == 1)
        found += [description_of(*read.pop(), path=each.name, diagnostics=outcome.diagnostics)] if read else []
    if not quiet:
        tally.say_notes()
    if found:
        told = _told(found, form).encode("utf-8", "backslashreplace")  # a file name need not be UTF-8
        write_result(told) if output is None else write_file(output, told)
    return tally.status


def _keep_none(outputs: dict[str, bytes]) -> Staged:
    """Nothing is drawn of a journey that is described."""
    from journeymap.io.output import Staged

    return Staged(dict.fromkeys(outputs, ""))


def _told(found: list[JourneyDescription], form: str) -> str:
    if form == "json":
        from journeymap.assistants.description_json import as_json

        return as_json(found, found[0].today.isoformat())
    from journeymap.assistants.description_text import as_text

    return as_text(found)
