"""`journeymap measure --write`: what was measured, in the metrics and the ways of the journey's own file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from journeymap.cli.console import Colour, report_problem, say, write_result
from journeymap.errors import UserError
from journeymap.report.safe import visible

if TYPE_CHECKING:
    from journeymap.measure.measured import Measures
    from journeymap.measure.metrics import MetricUpdate
    from journeymap.measure.way_shares import ProposedWays, WayUpdate
    from journeymap.measure.ways import KeptWays, UntakenWay, WaysTaken
    from journeymap.pipeline.check import Checked
    from journeymap.settings import Settings


class UpdatedJourney(NamedTuple):
    """The bytes of a journey's file as measured, what is written anew in it, and what was measured of its ways.

    `tells_ways` says whether any way was measured. `proposals` are ways that the file lacks.
    """

    data: bytes
    metrics: tuple[MetricUpdate, ...]
    shares: tuple[WayUpdate, ...]
    taken: WaysTaken
    proposals: tuple[ProposedWays, ...]
    tells_ways: bool


class MetricsWriter:
    """Writes what was measured into journeys' files; with `dry_run` it shows what it would write instead."""

    def __init__(self, color: Colour, *, dry_run: bool, quiet: bool) -> None:
        self._color = color
        self._dry_run = dry_run
        self._quiet = quiet

    def updated(self, data: bytes, checked: Checked, measures: Measures, settings: Settings) -> UpdatedJourney | None:
        """Returns the file with its metrics and shares as measured; None, with the reason reported, where that cannot
        be.

        `checked` is what is read in `data`, the bytes of the file.
        """
        from journeymap.cli.outcome import report_new_errors
        from journeymap.measure.metrics import update_metrics
        from journeymap.measure.way_shares import proposed_ways, update_ways
        from journeymap.pipeline.check import check

        assert checked.journey is not None  # only what can be read is measured
        name, journey, today = checked.source.name, checked.journey, settings.today
        try:
            updated = update_metrics(data, checked.source, journey, measures, today)
            ways = update_ways(updated.data, name, journey, measures, today)
        except UserError as error:
            report_problem(error.message, hint=error.hint)
            return None
        after = check(ways.data, name, settings, with_measures=False)
        if report_new_errors(checked, after, self._color):
            report_problem(f"{name}: nothing is written: the journey would have errors that it has not now")
            return None
        proposals = proposed_ways(journey, measures, ways.taken, today)
        return UpdatedJourney(
            ways.data, updated.updates, ways.updates, ways.taken, proposals, bool(measures.transitions)
        )  # fmt: skip

    def write(self, data: bytes, name: str, path: Path, updated: UpdatedJourney) -> None:
        """Write the file, unless it stays as it is, and say what has changed in it, and which ways it lacks."""
        is_new = bool(updated.metrics or updated.shares)
        if self._dry_run and is_new:
            from journeymap.report.differences import unified

            write_result(unified(name, data.decode(), updated.data.decode()))
        elif is_new:
            from journeymap.io.output import write_file

            write_file(path.resolve(), updated.data)  # the target of a link, not the link
        if not self._quiet:
            for text in (*map(_told, updated.metrics), *map(_told_share, updated.shares), *_told_ways(updated.taken)):
                say(visible(f"{name}: {text}"))
            say(visible(f"{name}: {self._summary(updated)}"))
            write_result("".join(f"{visible(line)}\n" for each in updated.proposals for line in _proposal(name, each)))

    def _summary(self, updated: UpdatedJourney) -> str:
        from journeymap.report import counted

        parts = {"metric": len(updated.metrics), "share": len(updated.shares)}
        if not any(parts.values()):
            what = "metrics and shares" if updated.tells_ways else "metrics"
            return f"its {what} are as they were measured; the file is as it was"
        written = ", ".join(counted(number, noun) for noun, number in parts.items() if number)
        return f"{written}; {'nothing is written (--dry-run)' if self._dry_run else 'written'}"


def _told(update: MetricUpdate) -> str:
    """What is written in place of what: `csat of boards: 61 → 47.2 (n=106)`."""
    of = f"{update.metric} of {update.touchpoint}"
    if update.old is None:
        return f"{of}: {update.new:g} (n={update.n})"
    if update.old == update.new:
        return f"{of}: {update.new:g}, as it was, with n={update.n}, its interval and its date"
    return f"{of}: {update.old:g} → {update.new:g} (n={update.n})"


def _told_share(update: WayUpdate) -> str:
    """What is written in place of what: `share of cart → pay: 80% → 62.3% (n=4120)`."""
    of = f"share of {_way(update.touchpoint, update.to, update.segment)}"
    new = _percent(update.new)
    if update.old is None:
        return f"{of}: {new} (n={update.n})"
    if update.old == update.new:
        return f"{of}: {new}, as it was, with n={update.n} and its date"
    return f"{of}: {_percent(update.old)} → {new} (n={update.n})"


def _told_ways(taken: WaysTaken) -> Iterator[str]:
    yield from map(_told_untaken, taken.untaken)
    yield from map(_told_kept, taken.kept)


def _told_untaken(found: UntakenWay) -> str:
    who = f"at most {_percent(found.most)} go" if found.most else "nobody goes"
    return f"{who} {_way(found.touchpoint.id, found.way.to, found.way.segment)} (n={found.n})"


def _told_kept(found: KeptWays) -> str:
    why = {
        "lacking": "customers go other ways too, which stand below: put them in, and write again",
        "over": "with those that were not measured they would be more than 100%",
        "other": "what they leave would go where nobody goes now, or a way of theirs would be left without anybody",
    }[found.why]
    return f"the shares of {found.touchpoint.id} stay as they are: {why}"


def _proposal(name: str, found: ProposedWays) -> Iterator[str]:
    """Ways that the file lacks, as YAML that can be put into it."""
    whose = f", of the segment {found.segment}" if found.segment else ""
    where = "as its `next`" if found.whole else "for its `next`, beside those that it has"
    yield f"# {name}: ways from {found.touchpoint.id}{whose}, after {found.n:,} visits, {where}:"
    yield from found.lines


def _way(touchpoint: str, to: str, segment: str | None) -> str:
    return f"{touchpoint} → {to}{f' ({segment})' if segment else ''}"


def _percent(share: float) -> str:
    return f"{round(100 * share, 1):g}%"
