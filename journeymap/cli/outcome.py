"""Reports the outcome of drawing each journey, and the summary of a run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence

from journeymap.cli.console import Colour, report_problem, say, wants_colour
from journeymap.diagnostics import Diagnostic
from journeymap.errors import ExitStatus
from journeymap.io.discovery import Input
from journeymap.io.output import Staged
from journeymap.model import Journey
from journeymap.pipeline.batch import Outcome, draw
from journeymap.pipeline.check import Checked, new_errors
from journeymap.pipeline.draw import render
from journeymap.report import counted
from journeymap.report.safe import visible
from journeymap.report.text import coloured, plain
from journeymap.settings import Settings


def report_outcome(outcome: Outcome, color: Colour, *, verbose: bool = False, first_fault: bool = True) -> None:
    """Report on standard error why a journey was not drawn; with `verbose`, everything found in it.

    A fault of journeymap itself is shown with its traceback when it is the `first_fault` of the run.
    """
    for diagnostic in outcome.diagnostics:
        if verbose or diagnostic.severity >= outcome.stops_from:
            report_diagnostic(diagnostic, color)
    if outcome.error:
        message, hint = outcome.error
        report_problem(message, hint=hint)
    if outcome.fault:
        report_problem(f"{outcome.source}: cannot be drawn: {outcome.fault.splitlines()[-1]}")
        if first_fault:
            from journeymap.cli.fault import report_fault

            report_fault(outcome.fault)


def report_diagnostic(diagnostic: Diagnostic, color: Colour) -> None:
    """Report one diagnostic on standard error."""
    shown = coloured(diagnostic) if wants_colour(color, sys.stderr) else plain(diagnostic)
    say(shown.rstrip("\n"))


def report_new_errors(before: Checked, after: Checked, color: Colour) -> bool:
    """Report the errors that a change of a file introduces; returns whether there are any."""
    errors = new_errors(before, after)
    for each in errors:
        report_diagnostic(each, color)
    return bool(errors) or after.journey is None


def say_notes(notes: Iterable[str]) -> None:
    """Say on standard error what the user should know about the words that were used, each note once."""
    for note in dict.fromkeys(notes):
        say(f"journeymap: note: {visible(note)}")


def draw_each(
    use_file: Callable[[bytes], None],
    inputs: Sequence[Input],
    settings_of: Callable[[Input], Settings],
    color: Colour,
    *,
    verbose: bool,
    quiet: bool = False,
    make: Callable[[Journey, Settings], dict[str, bytes]] = render,
) -> int:
    """Draw each input, or make of it what `make` does, and pass each file to `use_file`; returns the exit status."""

    def use_files(outputs: dict[str, bytes]) -> Staged:
        for data in outputs.values():
            use_file(data)
        return Staged(dict.fromkeys(outputs, ""))

    tally = Tally()
    for each in inputs:
        outcome = draw(each, settings_of=settings_of, use=use_files, thorough=verbose, make=make)
        tally.add(outcome)
        report_outcome(outcome, color, verbose=verbose, first_fault=tally.faults == 1)
    if not quiet:
        tally.say_notes()
    return tally.status


class Tally:
    """The counts and the exit status of a run that draws."""

    def __init__(self) -> None:
        self.status = ExitStatus.CLEAN
        self.drawn = 0
        self.files = 0
        self.faults = 0
        self.undrawn: list[str] = []
        self._notes: dict[str, None] = {}

    def add(self, outcome: Outcome) -> None:
        """Count one journey."""
        if outcome.staged is not None:
            self.drawn += 1
            self.files += len(outcome.staged.names)
        else:
            self.undrawn.append(outcome.source)
        self.faults += bool(outcome.fault)
        self._notes.update(dict.fromkeys(outcome.notes))
        self.status = max(self.status, _status(outcome))

    def say_notes(self, further: Iterable[str] = ()) -> None:
        """Say each of the notes on the words of what was drawn, and the `further` ones, once."""
        say_notes((*self._notes, *further))

    def summary(self, folder: str) -> str:
        """The run in one line: `2 journeys drawn: 4 files in maps; 1 not drawn`."""
        parts = [f"{counted(self.drawn, 'journey')} drawn: {counted(self.files, 'file')} in {visible(folder)}"]
        if self.undrawn:
            parts.append(f"{len(self.undrawn):,} not drawn")
        return "; ".join(parts)


def _status(outcome: Outcome) -> ExitStatus:
    if outcome.fault:
        return ExitStatus.FAULT
    if outcome.error:
        return outcome.status
    if not outcome.readable:
        return ExitStatus.USAGE
    return ExitStatus.FINDINGS if outcome.stopped else ExitStatus.CLEAN
