"""`journeymap validate`: check journeys."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, report_problem, say, wants_colour, write_result
from journeymap.errors import ExitStatus, UserError

if TYPE_CHECKING:
    from journeymap.cli.fixing import FixingReader
    from journeymap.diagnostics import Diagnostic
    from journeymap.io.discovery import Input
    from journeymap.report import Manual
    from journeymap.settings import Settings

Rules = Annotated[list[str] | None, typer.Option(metavar="RULES", help="Check these rules alone: JM301,JM4,a-name.")]
Ignored = Annotated[list[str] | None, typer.Option(metavar="RULES", help="Leave these rules out.")]
Changed = Annotated[
    list[str] | None, typer.Option(metavar="CODE=SEVERITY", help="Make a rule an error, a warning, info or off.")
]


def validate(
    paths: options.Paths = None,
    select: Rules = None,
    ignore: Ignored = None,
    severity: Changed = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count as errors do.")] = False,
    today: options.Today = None,
    output_format: Annotated[str, typer.Option(metavar="FORMAT", help="{reports}.")] = "text",
    output_file: Annotated[
        Path | None, typer.Option("--output-file", "-o", help="Write the report here, not to standard output.")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what has one right answer, in the files.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="With --fix: write nothing; print what would change.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Leave out the closing line.")] = False,
    verbose: options.Verbose = False,
    color: options.Color = Colour.AUTO,
) -> int:
    """Check journey files and say where and how to mend them.

    Exits with 0 when nothing is wrong, with 1 when something is, and with 2 when a file cannot be read.
    """
    from journeymap.io.discovery import find_inputs
    from journeymap.pipeline.check import stopping_severity
    from journeymap.pipeline.severity import severities
    from journeymap.report import FORMATS, Run, report, summary

    options.check_choice(output_format, list(FORMATS), "--output-format")
    if diff and not fix:
        raise UserError("--diff goes with --fix", hint="`journeymap fmt --diff` shows what is not in canonical form")
    settings = options.settings(
        today,
        select=options.split_commas(select),
        ignore=options.split_commas(ignore),
        severity=options.severities(severity),
        strict=strict,
    )
    severities(settings)  # an unknown rule is an error even when there are no files to check
    fixing = _fixing(settings, diff=diff, quiet=quiet) if fix else None
    inputs = find_inputs(paths)
    found = _check(inputs, settings, fixing.read if fixing else _read)
    names = tuple(each.name for each in inputs)
    run = Run(tuple(found.diagnostics), names, tuple(found.unreadable), stopping_severity(settings), _manual)
    if diff and output_file is None:  # standard output is for the differences
        say(report(run, "text").rstrip("\n"))
    elif output_file is None and output_format == "text" and wants_colour(color, sys.stdout):
        from journeymap.report.text import coloured

        write_result("".join(coloured(diagnostic) for diagnostic in found.diagnostics))
    else:
        _write(report(run, output_format), output_file)
    if not quiet:
        say(summary(run))
    if found.unreadable:
        return ExitStatus.USAGE
    would_change = diff and fixing is not None and fixing.changed
    return ExitStatus.FINDINGS if found.stopped or would_change else ExitStatus.CLEAN


class _CheckedFiles(NamedTuple):
    """The diagnostics of all files, the files that could not be read and why, and whether a diagnostic is an error."""

    diagnostics: list[Diagnostic]
    unreadable: list[tuple[str, str]]
    stopped: bool


def _check(inputs: Sequence[Input], settings: Settings, read: Callable[[Input], bytes]) -> _CheckedFiles:
    from journeymap.pipeline.check import check, stops

    diagnostics: list[Diagnostic] = []
    unreadable: list[tuple[str, str]] = []
    for each in inputs:
        try:
            checked = check(read(each), each.name, settings)
        except UserError as error:
            report_problem(error.message, hint=error.hint)
            unreadable.append((each.name, error.message))
            continue
        diagnostics += checked.diagnostics
        if not checked.readable:
            unreadable.append((each.name, checked.diagnostics[-1].message if checked.diagnostics else "not readable"))
    return _CheckedFiles(diagnostics, unreadable, any(stops(diagnostic, settings) for diagnostic in diagnostics))


def _read(each: Input) -> bytes:
    return each.read()


def _fixing(settings: Settings, *, diff: bool, quiet: bool) -> FixingReader:
    from journeymap.cli.fixing import FixingReader

    return FixingReader(settings, diff=diff, quiet=quiet)


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
