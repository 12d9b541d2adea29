"""`journeymap capture`: brings the notes of a workshop back into the journey's file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, report_problem, say, write_result
from journeymap.cli.reading import Reading, reads_settings
from journeymap.errors import ExitStatus, UserError
from journeymap.report.safe import visible

if TYPE_CHECKING:
    from journeymap.diagnostics import Diagnostic
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
_SHAPE = ("JM00", "JM10")


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
    from journeymap.io.discovery import Input
    from journeymap.io.output import write_file
    from journeymap.io.sheets import MOST_BYTES
    from journeymap.pipeline.check import check
    from journeymap.source.splice import splice
    from journeymap.style.locale import load_words
    from journeymap.workshop.capture.notes import read_notes
    from journeymap.workshop.capture.read_back import capture as merge

    settings = reading.settings_of(today, templates=templates)(Input(into.as_posix(), into))
    before = _read(into, into.as_posix())
    folder = str(into.absolute().parent)
    checked = check(before, into.as_posix(), settings, folder=folder)
    journey = checked.journey
    wrong = next((each for each in checked.diagnostics if each.code.startswith(_SHAPE) and _is_error(each)), None)
    if journey is None or wrong is not None:
        at = f"{wrong.path}:{wrong.line}: {wrong.message}" if wrong else f"{into}: this is not a journey"
        raise UserError(at, hint=f"mend it first: `journeymap validate {into.as_posix()}` says more")
    words = load_words(journey.language, own=settings.templates)
    captured = merge(read_notes(_read(form, str(form), MOST_BYTES), form.name, words), journey, words)
    after = splice(before, into.as_posix(), captured.edits)
    write_result("".join(_diff(before, after, into.as_posix())))
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


def _read(path: Path, name: str, most: int | None = None) -> bytes:
    from journeymap.source.limits import MAX_BYTES

    try:
        with path.open("rb") as file:
            return file.read((most or MAX_BYTES) + 1)
    except OSError as error:
        raise UserError(f"{name}: cannot be read: {error.strerror or error}") from None


def _diff(before: bytes, after: bytes, name: str) -> Iterator[str]:
    """The change as a unified diff. The lines keep their line ends."""
    from difflib import unified_diff

    old, new = (data.decode("utf-8-sig").splitlines(keepends=True) for data in (before, after))
    for line in unified_diff(old, new, name, name):
        yield line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n"


def _report_rows(captured: Captured, name: str, *, quiet: bool) -> None:
    for line in captured.unplaced:
        say(visible(f"{name}: {line}"))
    for line in () if quiet else captured.remarks:
        say(visible(f"{name}: {line}"))


def _is_error(diagnostic: Diagnostic) -> bool:
    from journeymap.diagnostics import Severity

    return diagnostic.severity is Severity.ERROR


def _summary(captured: Captured, name: str, *, changed: bool, dry_run: bool) -> str:
    """The outcome in one line: `pays.journey.yaml: 2 new texts, 1 value changed; written`."""
    if not changed:
        return f"{name}: nothing new; the file is as it was"
    counts = [(captured.brought.get(what, 0), nouns) for what, nouns in _NOUNS.items()]
    brought = ", ".join(f"{count} {nouns[count != 1]}" for count, nouns in counts if count)
    return f"{name}: {brought}; {'nothing is written (--dry-run)' if dry_run else 'written'}"
