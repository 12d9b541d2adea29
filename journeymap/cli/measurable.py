"""The journeys that can be measured, and what goes wrong in measuring them, told at its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.cli.console import Colour, report_problem
from journeymap.cli.reading import SettingsOf
from journeymap.errors import ExitStatus, UserError

if TYPE_CHECKING:
    from journeymap.io.discovery import Input
    from journeymap.measure.measuring import CountedSource
    from journeymap.model import Journey
    from journeymap.pipeline.check import Checked
    from journeymap.settings import Settings


class Measurable:
    """A journey with sources, ready to be measured."""

    def __init__(self, given: Input, data: bytes, checked: Checked, journey: Journey, settings: Settings) -> None:
        self.name = given.name
        self.path = given.path or Path(given.name)
        self.folder = Path(given.folder)
        self.data = data
        self.checked = checked
        self.journey = journey
        self.text = checked.source
        self.settings = settings
        self.counted: list[CountedSource] = []
        self.failed = False


def measurable_journeys(
    inputs: Sequence[Input], settings_of: SettingsOf, color: Colour
) -> tuple[list[Measurable], ExitStatus]:
    """Returns the journeys that have sources and no errors; errors are reported."""
    from journeymap.cli.outcome import report_diagnostic
    from journeymap.pipeline.check import check, stops

    found: list[Measurable] = []
    status = ExitStatus.CLEAN
    for each in inputs:
        if each.path is None:
            raise UserError("measures stand beside a file, and standard input has none", hint="name the file")
        try:
            settings = settings_of(each)
            data = each.read()
            checked = check(data, each.name, settings, folder=each.folder, with_measures=False)
        except UserError as error:
            report_problem(error.message, hint=error.hint)
            status = max(status, error.status)
            continue
        stopping = [diagnostic for diagnostic in checked.diagnostics if stops(diagnostic, settings)]
        for diagnostic in stopping:
            report_diagnostic(diagnostic, color)
        if not checked.readable:
            status = max(status, ExitStatus.USAGE)
        elif stopping or checked.journey is None:
            status = max(status, ExitStatus.FINDINGS)
        elif checked.journey.sources:
            found.append(Measurable(each, data, checked, checked.journey, settings))
    return found, status


@contextmanager
def telling_places(found: Measurable) -> Iterator[None]:
    """Report an error of counting with the line and column of the value in the journey that it is about."""
    from journeymap.measure.answers import AnswersError

    try:
        yield
    except AnswersError as error:
        line, column = found.text.place(error.span.start)
        report_problem(f"{found.name}:{line}:{column}: {error.message}", hint=error.hint)
        found.failed = True
    except UserError as error:
        report_problem(error.message, hint=error.hint)
        found.failed = True
