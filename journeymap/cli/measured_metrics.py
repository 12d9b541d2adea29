"""`journeymap measure --write`: what was measured, in the `metrics` of the journey's own file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.cli.console import Colour, report_problem, say, write_result
from journeymap.errors import UserError
from journeymap.report.safe import visible

if TYPE_CHECKING:
    from journeymap.measure.measured import Measures
    from journeymap.measure.metrics import MetricUpdate, UpdatedFile
    from journeymap.pipeline.check import Checked
    from journeymap.settings import Settings


class MetricsWriter:
    """Writes measured metrics into journeys' files; with `dry_run` it shows what it would write instead."""

    def __init__(self, color: Colour, *, dry_run: bool, quiet: bool) -> None:
        self._color = color
        self._dry_run = dry_run
        self._quiet = quiet

    def updated(self, data: bytes, checked: Checked, measures: Measures, settings: Settings) -> UpdatedFile | None:
        """Returns the file with its metrics as measured; None, with the reason reported, where that cannot be.

        `checked` is what is read in `data`, the bytes of the file.
        """
        from journeymap.cli.outcome import report_new_errors
        from journeymap.measure.metrics import update_metrics
        from journeymap.pipeline.check import check

        assert checked.journey is not None  # only what can be read is measured
        name = checked.source.name
        try:
            updated = update_metrics(data, checked.source, checked.journey, measures, settings.today)
        except UserError as error:
            report_problem(error.message, hint=error.hint)
            return None
        after = check(updated.data, name, settings, with_measures=False)
        if report_new_errors(checked, after, self._color):
            report_problem(f"{name}: nothing is written: the journey would have errors that it has not now")
            return None
        return updated

    def write(self, data: bytes, name: str, path: Path, updated: UpdatedFile) -> None:
        """Write the file, unless it stays as it is, and say what has changed in it."""
        if self._dry_run and updated.updates:
            from journeymap.report.differences import unified

            write_result(unified(name, data.decode(), updated.data.decode()))
        elif updated.updates:
            from journeymap.io.output import write_file

            write_file(path.resolve(), updated.data)  # the target of a link, not the link
        if not self._quiet:
            for each in updated.updates:
                say(visible(f"{name}: {_told(each)}"))
            say(visible(f"{name}: {self._summary(len(updated.updates))}"))

    def _summary(self, number: int) -> str:
        from journeymap.report import counted

        if not number:
            return "its metrics are as they were measured; the file is as it was"
        return f"{counted(number, 'metric')}; {'nothing is written (--dry-run)' if self._dry_run else 'written'}"


def _told(update: MetricUpdate) -> str:
    """What is written in place of what: `csat of boards: 61 → 47.2 (n=106)`."""
    of = f"{update.metric} of {update.touchpoint}"
    if update.old is None:
        return f"{of}: {update.new:g} (n={update.n})"
    if update.old == update.new:
        return f"{of}: {update.new:g}, as it was, with n={update.n}, its interval and its date"
    return f"{of}: {update.old:g} → {update.new:g} (n={update.n})"
