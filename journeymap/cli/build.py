"""`journeymap build`: a site of all journeys."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, report_problem, say
from journeymap.cli.reading import Reading, reads_journeys
from journeymap.cli.render import Jobs
from journeymap.errors import ExitStatus, UserError

if TYPE_CHECKING:
    from journeymap.build.manifest import JourneyEntry
    from journeymap.build.request import BuildRequest
    from journeymap.build.site_run import BuildResult
    from journeymap.cli.outcome import Tally
    from journeymap.settings import Settings

Output = Annotated[str | None, typer.Option("--output", "-o", metavar="DIR", help="The site's folder. [default: site]")]
Formats = Annotated[
    list[str] | None,
    typer.Option("--format", metavar="{formats}", help="What to make. [default: svg,html,plan]"),
]
Themes = Annotated[list[str] | None, typer.Option("--theme", metavar="NAME|FILE,…", help="In which themes: {themes}.")]
Papers = Annotated[list[str] | None, typer.Option("--paper", metavar="A3,…", help="A PDF for each of these papers.")]
FailOn = Annotated[
    list[str] | None,
    typer.Option(metavar="overdue-review,…", help="End with 1 where there is any of these; rules are known too."),
]
Shard = Annotated[str | None, typer.Option(metavar="K/N", help="Build the Kth of N parts, on a machine of its own.")]


@reads_journeys
def build(
    paths: options.Paths = None,
    output: Output = None,
    formats: Formats = None,
    themes: Themes = None,
    papers: Papers = None,
    templates: options.Templates = None,
    persona: options.Persona = None,
    segment: options.Segment = None,
    view: options.View = None,
    lanes: options.Lanes = None,
    allow_missing: options.AllowMissing = False,
    compact: options.Compact = False,
    fail_on: FailOn = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; end with 1 if anything is stale.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Build again whenever something changes.")] = False,
    shard: Shard = None,
    force: Annotated[
        bool, typer.Option("--force", help="Build into a folder that has files of others, and replace them.")
    ] = False,
    since: Annotated[
        str | None, typer.Option(metavar="REV", help="Tell what changed since this revision, too.")
    ] = None,
    today: options.Today = None,
    jobs: Jobs = 0,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    color: options.Color = Colour.AUTO,
    *,
    reading: Reading,
) -> int:
    """Build a site of all journeys, with an index.

    What to build stands in `journeymap.toml`. Only what changed by content is built again. With PATHS, the
    rest of the site stays as it is.
    """
    from journeymap.build.request import build_request

    def request() -> BuildRequest:
        reading.forget()
        return build_request(
            reading.settings(
                today,
                templates=templates,
                allow_missing=allow_missing,
                compact=compact,
                persona=persona,
                segment=segment,
                view=view,
                lanes=options.split_commas(lanes),
            ),
            rules_of=lambda _: reading.rules_of(str(Path.cwd())),
            paths=paths or (),
            output=output,
            formats=options.split_commas(formats),
            themes=options.split_commas(themes),
            papers=options.split_commas(papers),
            fail_on=options.split_commas(fail_on),
            since=since,
            shard=shard,
            jobs=jobs,
            force=force,
            day_given=bool(today or os.environ.get("SOURCE_DATE_EPOCH")),
        )

    if not watch:
        return _build_once(request(), color, check=check, quiet=quiet, verbose=verbose)
    if check:
        raise UserError("--check and --watch do not go together")
    from journeymap.cli.watch import build_on_changes

    return build_on_changes(lambda: request().read_paths)


def _build_once(request: BuildRequest, color: Colour, *, check: bool, quiet: bool, verbose: bool) -> int:
    from journeymap.build.gates import gate_codes, gate_diagnostics
    from journeymap.build.site import build
    from journeymap.build.stale import find_stale
    from journeymap.cli.outcome import Tally, report_diagnostic, report_outcome
    from journeymap.cli.progress import with_progress

    codes = gate_codes(request.settings.build.fail_on)
    tally = Tally()

    def report(entry: JourneyEntry) -> None:
        if entry.outcome is not None:
            tally.add(entry.outcome)
            report_outcome(entry.outcome, color, verbose=verbose, first_fault=tally.faults == 1)
        for remark in entry.remarks:
            report_problem(f"warning: {remark}")

    if check:
        result = find_stale(request, report=report)
        for stale in result.stale:
            report_problem(f"stale: {stale}")
    else:
        result = build(
            request,
            report=report,
            show_progress=lambda work, total: with_progress(work, total, "Building", quiet=quiet),
            on_wait=lambda: None if quiet else say("waiting for another build of this folder"),
        )
    for problem in result.problems:
        report_problem(problem)
    stopped = False
    for diagnostic in gate_diagnostics(result.journeys, request.shard_inputs, codes, request.settings):
        stopped = True
        report_diagnostic(diagnostic, color)
    if not quiet:
        tally.say_notes(_notes_on_index(request.settings) if result.written else ())
        say(_summary(result, tally, request, check=check))
    return max(tally.status, ExitStatus.FINDINGS if stopped or result.stale else ExitStatus.CLEAN)


def _notes_on_index(settings: Settings) -> tuple[str, ...]:
    from journeymap.style.locale import INDEXES, notes_on

    return notes_on(settings.build.language, INDEXES, settings.templates)


def _summary(result: BuildResult, tally: Tally, request: BuildRequest, *, check: bool) -> str:
    """The build in one line: `3 journeys built, 27 unchanged; 9 files written in site`."""
    from journeymap.report import counted
    from journeymap.report.safe import visible

    if check:
        return f"{counted(len(result.stale), 'thing')} to build" if result.stale else "nothing to build"
    parts = [
        f"{counted(result.drawn, 'journey')} built, {result.unchanged:,} unchanged",
        f"{counted(result.written, 'file')} written in {visible(str(request.folder))}",
    ]
    if result.removed:
        parts.append(f"{result.removed:,} removed")
    if tally.undrawn:
        parts.append(f"{len(tally.undrawn):,} not drawn")
    return "; ".join(parts)
