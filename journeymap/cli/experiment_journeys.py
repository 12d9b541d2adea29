"""The experiments of a journey's file, for the commands that plan and read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeymap.cli.console import Colour
from journeymap.errors import ExitStatus, UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.io.discovery import Input
    from journeymap.model import Experiment, Journey
    from journeymap.pipeline.check import Checked
    from journeymap.settings import Settings


class ReadExperiments(NamedTuple):
    """A journey, those of its experiments that are asked for, and where they are in its file."""

    journey: Journey
    experiments: Sequence[Experiment]
    checked: Checked
    file: str
    data: bytes

    def place(self, experiment: Experiment) -> str:
        """The file, line and column of an experiment: `x.journey.yaml:12:5`."""
        line, column = self.checked.source.place(experiment.node.span.start)
        return f"{self.file}:{line}:{column}"


def one_input(inputs: Sequence[Input]) -> Input:
    """Returns the only input. Raises UserError where there are more, or none."""
    if len(inputs) != 1:
        raise UserError(f"{len(inputs)} journeys are there, and one is taken at a time", hint="name one file")
    return inputs[0]


def read_experiments(
    each: Input, settings: Settings, wanted: str | None, color: Colour, *, mended: str = ""
) -> ReadExperiments | ExitStatus:  # fmt: skip
    """Returns the experiments of a journey, or the one whose id is `wanted`.

    Errors in the file are reported, and the exit status that they lead to is returned; but for what the rule `mended`
    finds, which is what the command is for. Raises UserError for a journey
    without experiments, or without this one.
    """
    from journeymap.cli.outcome import report_diagnostic
    from journeymap.pipeline.check import check, stops
    from journeymap.spelling import did_you_mean

    data = each.read()
    checked = check(data, each.name, settings, folder=each.folder)
    stopping = [
        diagnostic for diagnostic in checked.diagnostics if diagnostic.code != mended and stops(diagnostic, settings)
    ]
    for diagnostic in stopping:
        report_diagnostic(diagnostic, color)
    journey = checked.journey
    if journey is None or stopping:
        return ExitStatus.FINDINGS if checked.readable else ExitStatus.USAGE
    if not journey.experiments:
        hint = "`journeymap experiment plan --baseline 20% --effect 5pp` plans one without a file"
        raise UserError(f"{each.name} has no `experiments`", hint=hint)
    known = {one.id: one for one in journey.experiments}
    if wanted is not None and wanted not in known:
        hint = did_you_mean(wanted, known) or f"it has {', '.join(known)}"
        raise UserError(f"--experiment: no experiment is called {wanted!r}", hint=hint)
    chosen = journey.experiments if wanted is None else (known[wanted],)
    return ReadExperiments(journey, chosen, checked, each.name, data)
