"""`journeymap validate`: check journeys."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, report_problem, say, wants_colour, write_result
from journeymap.cli.reading import Reading, SettingsOf, reads_journeys
from journeymap.errors import ExitStatus, UserError

if TYPE_CHECKING:
    from journeymap.cli.fixing import FixingReader
    from journeymap.diagnostics import Diagnostic
    from journeymap.io.discovery import Input
    from journeymap.report import Manual, Run

Rules = Annotated[list[str] | None, typer.Option(metavar="RULES", help="Check these rules alone: JM301,JM4,a-name.")]
Ignored = Annotated[list[str] | None, typer.Option(metavar="RULES", help="Leave these rules out.")]
PerFile = Annotated[
    list[str] | None, typer.Option(metavar="PATTERN:RULES", help="Leave rules out in some files: drafts/*:JM3.")
]
Baseline = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Report only what is not in this file of --update-baseline."),
]
Changed = Annotated[
    list[str] | None, typer.Option(metavar="CODE=SEVERITY", help="Make a rule an error, a warning, info or off.")
]


@reads_journeys
def validate(
    paths: options.Paths = None,
    select: Rules = None,
    ignore: Ignored = None,
    per_file_ignores: PerFile = None,
    severity: Changed = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count as errors do.")] = False,
    today: options.Today = None,
    output_format: Annotated[str, typer.Option(metavar="FORMAT", help="{reports}.")] = "text",
    output_file: Annotated[
        Path | None, typer.Option("--output-file", "-o", help="Write the report here, not to standard output.")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what has one right answer, in the files.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="With --fix: write nothing; print what would change.")] = False,
    baseline: Baseline = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Write what is found now into the --baseline.")
    ] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="End with 0 whatever is found.")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Say how often each rule finds something.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Leave out the closing line.")] = False,
    verbose: options.Verbose = False,
    color: options.Color = Colour.AUTO,
    *,
    reading: Reading,
) -> int:
    """Check journey files and say where and how to mend them.

    Exits with 0 when nothing is wrong, with 1 when something is, and with 2 when a file cannot be read.
    """
    from journeymap.pipeline.check import stopping_severity
    from journeymap.pipeline.severity import severities
    from journeymap.report import FORMATS, Run, summary

    options.check_choice(output_format, list(FORMATS), "--output-format")
    _check_combination(fix=fix, diff=diff, baseline=baseline, update_baseline=update_baseline)
    given = {
        "select": options.split_commas(select),
        "ignore": options.split_commas(ignore),
        "per_file_ignores": options.per_file_ignores(per_file_ignores),
        "severity": options.severities(severity),
        "strict": strict,
    }
    settings, settings_of = reading.settings(today, **given), reading.settings_of(today, **given)
    severities(settings)  # an unknown rule is an error even when there are no files to check
    fixing = _fixing(settings_of, diff=diff, quiet=quiet) if fix else None
    inputs = reading.inputs(paths)
    names = tuple(each.name for each in inputs if each.problem is None)
    found = _check(inputs, settings_of, fixing.read if fixing else _read)
    if baseline is not None:
        found = _beyond_baseline(found, baseline, names, update=update_baseline)
    diagnostics = tuple(diagnostic for diagnostic, _ in found.diagnostics)
    run = Run(diagnostics, names, tuple(found.unreadable), stopping_severity(settings), _manual)
    if statistics:
        from journeymap.report.statistics import statistics as counted_by_rule

        _write(counted_by_rule(diagnostics, as_json=output_format == "json"), output_file)
    else:
        _report(run, output_format, output_file, to_stderr=diff and output_file is None, color=color)
    if not quiet:
        say(summary(run) + (f"; {found.known:,} more in the baseline" if found.known else ""))
    if found.unreadable:
        return ExitStatus.USAGE
    would_change = diff and fixing is not None and fixing.changed
    stopped = any(stops for _, stops in found.diagnostics) or would_change
    return ExitStatus.FINDINGS if stopped and not exit_zero else ExitStatus.CLEAN


def _check_combination(*, fix: bool, diff: bool, baseline: Path | None, update_baseline: bool) -> None:
    if diff and not fix:
        raise UserError("--diff goes with --fix", hint="`journeymap fmt --diff` shows what is not in canonical form")
    if update_baseline and baseline is None:
        raise UserError("--update-baseline goes with --baseline FILE")


def _report(run: Run, output_format: str, output_file: Path | None, *, to_stderr: bool, color: Colour) -> None:
    """Write the report; `to_stderr` where standard output is for the differences."""
    from journeymap.report import report

    if to_stderr:
        say(report(run, "text").rstrip("\n"))
    elif output_file is None and output_format == "text" and wants_colour(color, sys.stdout):
        from journeymap.report.text import coloured

        write_result("".join(coloured(diagnostic) for diagnostic in run.diagnostics))
    else:
        _write(report(run, output_format), output_file)


class _CheckedFiles(NamedTuple):
    """The diagnostics of all files, each with whether it stops a run; the files that could not be read, and why.

    `known` is how many more diagnostics are in the baseline.
    """

    diagnostics: list[tuple[Diagnostic, bool]]
    unreadable: list[tuple[str, str]]
    known: int = 0


def _check(inputs: Sequence[Input], settings_of: SettingsOf, read: Callable[[Input], bytes]) -> _CheckedFiles:
    from journeymap.pipeline.check import check, stops

    diagnostics: list[tuple[Diagnostic, bool]] = []
    unreadable: list[tuple[str, str]] = []
    for each in inputs:
        try:
            settings = settings_of(each)
            checked = check(read(each), each.name, settings, folder=each.folder, with_answers=True)
        except UserError as error:
            report_problem(error.message, hint=error.hint)
            unreadable.append((each.name, error.message))
            continue
        diagnostics += [(diagnostic, stops(diagnostic, settings)) for diagnostic in checked.diagnostics]
        if not checked.readable:
            unreadable.append((each.name, checked.diagnostics[-1].message if checked.diagnostics else "not readable"))
    return _CheckedFiles(diagnostics, unreadable)


def _beyond_baseline(found: _CheckedFiles, file: Path, names: Sequence[str], *, update: bool) -> _CheckedFiles:
    """What is found beyond a baseline, which is written before where it is to be updated.

    Why a file cannot be read is never in it.
    """
    from journeymap.report import baseline

    unreadable = {name for name, _ in found.unreadable}
    diagnostics = [diagnostic for diagnostic, _ in found.diagnostics]
    if update:
        from journeymap.io.output import write_file

        kept = [diagnostic for diagnostic in diagnostics if diagnostic.path not in unreadable]
        write_file(file, baseline.written(kept, names, file))
    known = baseline.is_known(diagnostics, baseline.read(file), file)
    new = [each for each, is_known in zip(found.diagnostics, known, strict=True) if not is_known]
    return found._replace(diagnostics=new, known=len(known) - len(new))


def _read(each: Input) -> bytes:
    return each.read()


def _fixing(settings_of: SettingsOf, *, diff: bool, quiet: bool) -> FixingReader:
    from journeymap.cli.fixing import FixingReader

    return FixingReader(settings_of, diff=diff, quiet=quiet)


def _manual(code: str) -> Manual:
    from journeymap.diagnostics import Severity
    from journeymap.report import Manual
    from journeymap.rules import rule_named

    rule = rule_named(code)
    assert rule is not None
    return Manual(rule.summary, rule.manual, rule.severity or Severity.INFO)


def _write(text: str, file: Path | None) -> None:
    if file is None:
        write_result(text)
    else:
        from journeymap.io.output import write_file

        write_file(file, text.encode())
