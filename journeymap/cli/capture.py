"""`journeymap capture`: brings the notes of a workshop back into the journey's file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, report_problem, say, write_result
from journeymap.cli.reading import Reading, reads_settings
from journeymap.errors import ExitStatus
from journeymap.report.safe import visible

if TYPE_CHECKING:
    from journeymap.workshop.capture.edits import Captured

_NOUNS = {
    "touchpoints": ("new touchpoint", "new touchpoints"),
    "texts": ("new text", "new texts"),
    "feelings": ("new feeling", "new feelings"),
    "pains": ("new pain", "new pains"),
    "gains": ("new gain", "new gains"),
    "opportunities": ("new opportunity", "new opportunities"),
    "actions": ("new action", "new actions"),
    "owners": ("new owner", "new owners"),
    "personas": ("new persona", "new personas"),
    "changes": ("value changed", "values changed"),
}


@reads_settings
def capture(
    form: Annotated[Path, typer.Argument(metavar="FILE.xlsx|csv", help="The filled-in form of `journeymap workshop`.")],
    into: Annotated[Path, typer.Option("--into", metavar="MAP.journey.yaml", help="The journey that it goes into.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the change, and write nothing.")] = False,
    skip_unplaced: Annotated[
        bool, typer.Option("--skip-unplaced", help="Write what can be placed, though some rows cannot.")
    ] = False,
    templates: options.Templates = None,
    today: options.Today = None,
    quiet: options.Quiet = False,
    color: options.Color = Colour.AUTO,
    *,
    reading: Reading,
) -> int:
    """Bring the notes of a workshop into the journey's file.

    Shows the change as a diff. Comments, order and quotes of the file stay as they are. With a row that cannot be
    placed nothing is written, and the run exits with 1; the same form a second time changes nothing."""
    from journeymap.cli.outcome import report_new_errors
    from journeymap.cli.splicing import bytes_of, diff_of, whole_journey
    from journeymap.io.discovery import Input
    from journeymap.io.output import write_file
    from journeymap.io.sheets import MOST_BYTES
    from journeymap.pipeline.check import check
    from journeymap.source.splice import splice
    from journeymap.style.locale import load_words
    from journeymap.workshop.capture.notes import read_notes
    from journeymap.workshop.capture.read_back import capture as merge

    settings = reading.settings_of(today, templates=templates)(Input(into.as_posix(), into))
    before = bytes_of(into)
    folder = str(into.absolute().parent)
    checked, journey = whole_journey(before, into.as_posix(), settings, folder)
    words = load_words(journey.language, calendar=journey.calendar, own=settings.templates)
    captured = merge(read_notes(bytes_of(form, MOST_BYTES), form.name, words), journey, words)
    after = splice(before, into.as_posix(), captured.edits)
    write_result(diff_of(before, after, into.as_posix()))
    _report_rows(captured, form.name, quiet=quiet)
    if captured.unplaced and not skip_unplaced:
        report_problem(
            f"nothing is written: {len(captured.unplaced)} of the rows cannot be placed",
            hint="mend them in the form, or write the others with `--skip-unplaced`",
        )
        return ExitStatus.FINDINGS
    if report_new_errors(checked, check(after, into.as_posix(), settings, folder=folder), color):
        report_problem("nothing is written: the journey would have errors that it has not now")
        return ExitStatus.FINDINGS
    if after != before and not dry_run:
        write_file(into.resolve(), after)
    if not quiet:
        say(visible(_summary(captured, into.as_posix(), changed=after != before, dry_run=dry_run)))
    return ExitStatus.CLEAN


def _report_rows(captured: Captured, name: str, *, quiet: bool) -> None:
    for line in captured.unplaced:
        say(visible(f"{name}: {line}"))
    for line in () if quiet else captured.remarks:
        say(visible(f"{name}: {line}"))


def _summary(captured: Captured, name: str, *, changed: bool, dry_run: bool) -> str:
    """The outcome in one line: `pays.journey.yaml: 2 new texts, 1 value changed; written`."""
    if not changed:
        return f"{name}: nothing new; the file is as it was"
    counts = [(captured.brought.get(what, 0), nouns) for what, nouns in _NOUNS.items()]
    brought = ", ".join(f"{count} {nouns[count != 1]}" for count, nouns in counts if count)
    return f"{name}: {brought}; {'nothing is written (--dry-run)' if dry_run else 'written'}"
