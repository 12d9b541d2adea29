"""`journeymap fmt`: journey files in their canonical form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, report_problem, say, write_result
from journeymap.cli.reading import Reading, SettingsOf, reads_journeys
from journeymap.errors import ExitStatus, UserError

if TYPE_CHECKING:
    from journeymap.io.discovery import Input

Check = Annotated[
    bool, typer.Option("--check", help="Write nothing; exit with 1 when a file is not in canonical form.")
]
Diff = Annotated[bool, typer.Option("--diff", help="Write nothing; print what would change.")]


@reads_journeys
def fmt(
    paths: options.Paths = None,
    check: Check = False,
    diff: Diff = False,
    quiet: options.Quiet = False,
    color: options.Color = Colour.AUTO,
    *,
    reading: Reading,
) -> int:
    """Write journey files in one canonical form.

    The order of keys, indentation, quotes, wrapping. It says the same, and keeps every comment. Standard input (-)
    goes to standard output. Exits with 1 when --check or --diff finds something to change, and with 2 when a file
    cannot be read, which then stays as it is.
    """
    settings_of = reading.settings_of(None)
    tally = _Tally("to be formatted" if check or diff else "formatted")
    for each in reading.inputs(paths):
        before, after = b"", None
        try:
            before = each.read()
            after = _formatted(each, before, settings_of, color)
            if after is not None:
                _use(each, before, after, check=check, diff=diff)
        except UserError as error:
            if after is not None and (diff or each.path is None):
                raise  # standard output cannot be written, which is no fault of the file
            report_problem(error.message, hint=error.hint)
            after = None  # it may be the writing that failed
        tally.add(each, after is None, after != before, quiet=quiet)
    if not quiet:
        say(tally.summary())
    if tally.refused:
        return ExitStatus.USAGE
    return ExitStatus.FINDINGS if (check or diff) and tally.changed else ExitStatus.CLEAN


def _formatted(each: Input, data: bytes, settings_of: SettingsOf, color: Colour) -> bytes | None:
    """The canonical form of a file. When it cannot be read as a whole, reports why and returns None."""
    from journeymap.formatting import reformat

    formatted = reformat(data, each.name)
    if formatted.text is not None:
        return formatted.text.encode()
    from journeymap.cli.outcome import report_diagnostic
    from journeymap.pipeline.severity import to_diagnostics

    for diagnostic in to_diagnostics(formatted.findings, formatted.source, settings_of(each)):
        report_diagnostic(diagnostic, color)
    return None


def _use(each: Input, before: bytes, after: bytes, *, check: bool, diff: bool) -> None:
    if diff:
        from journeymap.report.differences import unified

        write_result(unified(each.name, before.decode(), after.decode()))
    elif each.path is None:
        write_result(b"" if check else after)
    elif before != after and not check:
        from journeymap.io.output import write_file

        write_file(each.path.resolve(), after)  # the target of a link, not the link


@dataclass
class _Tally:
    """Counts of a run. `word` says what happens to files that are not in canonical form."""

    word: str
    changed: int = 0
    unchanged: int = 0
    refused: int = 0

    def add(self, each: Input, refused: bool, changed: bool, *, quiet: bool) -> None:
        """Count a file, and report its name when its text changes."""
        self.refused += refused
        self.unchanged += not refused and not changed
        if changed and not refused:
            self.changed += 1
            if not quiet and each.path is not None:
                from journeymap.report.safe import visible

                say(f"{visible(each.name)}: {self.word}")

    def summary(self) -> str:
        """The run in one line: `2 files formatted; 1 file as it should be`."""
        from journeymap.report import counted

        as_should_be = "as it should be" if self.unchanged == 1 else "as they should be"
        counts = ((self.changed, self.word), (self.unchanged, as_should_be), (self.refused, "refused"))
        said = (f"{counted(count, 'file')} {what}" for count, what in counts if count)
        return "; ".join(said) or "0 files as they should be"
