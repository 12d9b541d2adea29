"""`journeymap import --status`: brings how far tickets are into the actions that name them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from journeymap.cli.console import Colour, report_problem, say, write_result
from journeymap.cli.outcome import report_new_errors
from journeymap.cli.reading import Reading
from journeymap.cli.splicing import bytes_of, diff_of, whole_journey
from journeymap.date_patterns import check_date_pattern
from journeymap.errors import ExitStatus, UserError
from journeymap.exchange.tickets.exported import MOST_BYTES, TrackerExport, read_export
from journeymap.exchange.tickets.statuses import StatusWords, new_crosswalk, read_crosswalk
from journeymap.exchange.tickets.updates import Tickets, TicketUpdates
from journeymap.io.discovery import Input
from journeymap.io.output import write_file
from journeymap.pipeline.check import Checked, check
from journeymap.report import counted
from journeymap.report.safe import visible
from journeymap.settings import Settings
from journeymap.source.splice import splice

_MOST_NAMED = 8
"""So many tickets that no action has are named; a tracker may have thousands."""


class TicketOptions(NamedTuple):
    """The options of a run: the export, how its words and days are read, and what is written."""

    export: Path
    crosswalk: Path | None
    date_format: str
    dry_run: bool
    skip_conflicts: bool
    quiet: bool
    color: Colour


class _Spliced(NamedTuple):
    """A journey's file before and after, what was brought into it, and by which settings it is judged."""

    given: Input
    before: bytes
    after: bytes
    checked: Checked
    brought: TicketUpdates
    settings: Settings


def import_status(paths: list[str], options: TicketOptions, today: str | None, reading: Reading) -> ExitStatus:
    """Set status and due day of the actions whose tickets are in an export, and tell what only a person can settle.

    With conflicts nothing is written, unless they are to be skipped. Raises UserError for what cannot be read.
    """
    if options.date_format:
        check_date_pattern(options.date_format)
    export = read_export(bytes_of(options.export, MOST_BYTES), options.export.name)
    added = {}
    if options.crosswalk is not None and options.crosswalk.exists():
        added = read_crosswalk(bytes_of(options.crosswalk), options.crosswalk.as_posix())
    tickets = Tickets(export, StatusWords(export, added), options.date_format)
    settings_of = reading.settings_of(today)
    done = [_spliced(each, tickets, settings_of(each)) for each in reading.inputs(paths)]
    for each in done:
        write_result(diff_of(each.before, each.after, each.given.name))
    conflicts = sum(_say_conflicts(each) for each in done)
    if not options.quiet:
        _say_missing(done, tickets, export, options.export.name)
    _tell_unknown([word for each in done for word in each.brought.unknown], options)
    if conflicts and not options.skip_conflicts:
        report_problem(
            f"nothing is written: {counted(conflicts, 'conflict')} between journey and tracker",
            hint="settle them in one of the two, or bring in the rest with `--skip-conflicts`",
        )
        return ExitStatus.FINDINGS
    return _write(done, options)


def _spliced(given: Input, tickets: Tickets, settings: Settings) -> _Spliced:
    if given.path is None:
        raise UserError("--status changes files, and standard input is none", hint="name the journey's file")
    before = given.read()
    checked, journey = whole_journey(before, given.name, settings, given.folder)
    brought = tickets.into(journey)
    return _Spliced(given, before, splice(before, given.name, brought.edits), checked, brought, settings)


def _say_conflicts(spliced: _Spliced) -> int:
    for action, text in spliced.brought.conflicts:
        line, _ = spliced.checked.source.place(action.at("ticket").start)
        say(visible(f"{spliced.given.name}:{line}: {action.id}, {action.ticket}: {text}"))
    return len(spliced.brought.conflicts)


def _say_missing(done: list[_Spliced], tickets: Tickets, export: TrackerExport, name: str) -> None:
    for each in done:
        for action in each.brought.missing:
            line, _ = each.checked.source.place(action.at("ticket").start)
            say(visible(f"{each.given.name}:{line}: {action.id}: {action.ticket} is not in {name}"))
    others = [each.written for each in export.tickets if each.at not in tickets.named]
    if others:
        which = f" ({', '.join(others)})" if len(others) <= _MOST_NAMED else ""
        of = f"{counted(len(others), 'ticket')} of {export.tracker.name}{which}"
        say(visible(f"{name}: {of} {'is' if len(others) == 1 else 'are'} of no action"))


def _tell_unknown(words: list[str], options: TicketOptions) -> None:
    """Say how to tell what unknown statuses mean, or write the crosswalk for them that is named and not there yet."""
    if not words:
        return
    if options.crosswalk is None:
        report_problem(
            "some statuses are not known", hint="`--crosswalk FILE` writes a file in which you say what they mean"
        )
    elif options.crosswalk.exists():
        listed = ", ".join(f'"{word}"' for word in dict.fromkeys(words))
        report_problem(
            f"{options.crosswalk.as_posix()} does not say what {listed} means", hint="add it under `statuses`"
        )
    elif not options.dry_run:
        write_file(options.crosswalk, new_crosswalk(words).encode())
        say(visible(f"{options.crosswalk.as_posix()} is written: say in it what the statuses mean, and run this again"))


def _write(done: list[_Spliced], options: TicketOptions) -> ExitStatus:
    wrong = [each for each in done if each.after != each.before and _has_new_errors(each, options.color)]
    if wrong:
        report_problem("nothing is written: journeys would have errors that they have not now")
        return ExitStatus.FINDINGS
    changed = [each for each in done if each.after != each.before]
    for each in changed:
        if not options.dry_run:
            assert each.given.path is not None  # standard input was refused
            write_file(each.given.path.resolve(), each.after)
        if not options.quiet:
            say(visible(f"{each.given.name}: {_summary(each.brought, dry_run=options.dry_run)}"))
    if not changed and not options.quiet:
        say(_nothing_new(done))
    return ExitStatus.CLEAN


def _has_new_errors(spliced: _Spliced, color: Colour) -> bool:
    given = spliced.given
    after = check(spliced.after, given.name, spliced.settings, folder=given.folder)
    return report_new_errors(spliced.checked, after, color)


def _summary(brought: TicketUpdates, *, dry_run: bool) -> str:
    """What was set, in one line: `2 statuses, 1 due day; written`."""
    parts = [
        f"{count:,} {nouns[count != 1]}"
        for count, nouns in (
            (brought.statuses, ("status", "statuses")),
            (brought.days, ("due day", "due days")),
        )
        if count
    ]
    return f"{', '.join(parts)}; {'nothing is written (--dry-run)' if dry_run else 'written'}"


def _nothing_new(done: list[_Spliced]) -> str:
    journeys = [each.checked.journey for each in done if each.checked.journey is not None]
    with_ticket = sum(1 for journey in journeys for action in journey.actions if action.ticket)
    if not with_ticket:
        return f"nothing to bring in: no action of {counted(len(done), 'journey')} has a `ticket`"
    return f"nothing new; {counted(len(done), 'file')} with {counted(with_ticket, 'ticket')} as before"
