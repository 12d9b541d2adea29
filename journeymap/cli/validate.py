"""`journeymap validate`: check journeys."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, complain, put, say, wants_colour
from journeymap.errors import ExitStatus, UserError

if TYPE_CHECKING:
    from journeymap.diagnostics import Diagnostic
    from journeymap.report import Manual

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
    output_format: Annotated[
        str, typer.Option(metavar="FORMAT", help="text, concise, json, json-lines, github, gitlab, sarif or junit.")
    ] = "text",
    output_file: Annotated[
        Path | None, typer.Option("--output-file", "-o", help="Write the report here, not to standard output.")
    ] = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    color: options.Color = Colour.AUTO,
) -> int:
    """Check journey files and say where and how to mend them.

    Exits with 0 when nothing is wrong, with 1 when something is, and with 2 when a file cannot be read.
    """
    from journeymap.inputs import find
    from journeymap.pipeline import check, stopping, stops
    from journeymap.report import FORMATS, Run, report, summary
    from journeymap.triage import severities

    if output_format not in FORMATS:
        raise UserError(f"--output-format: there is no {output_format!r}", hint=f"choose one of {', '.join(FORMATS)}")
    settings = options.settings(
        today,
        select=options.listed(select),
        ignore=options.listed(ignore),
        severity=options.severities(severity),
        strict=strict,
    )
    severities(settings)  # a rule that there is not is wrong use, even where there is nothing to check
    diagnostics: list[Diagnostic] = []
    unreadable: list[tuple[str, str]] = []
    status = ExitStatus.CLEAN
    inputs = find(paths)
    for each in inputs:
        try:
            checked = check(each.read(), each.name, settings)
        except UserError as error:
            complain(error.message, hint=error.hint)
            unreadable.append((each.name, error.message))
            continue
        diagnostics += checked.diagnostics
        if not checked.readable:
            unreadable.append((each.name, checked.diagnostics[-1].message if checked.diagnostics else "not readable"))
        if any(stops(diagnostic, settings) for diagnostic in checked.diagnostics):
            status = ExitStatus.FINDINGS
    names = tuple(each.name for each in inputs)
    run = Run(tuple(diagnostics), names, tuple(unreadable), stopping(settings), _manual)
    if output_file is None and output_format == "text" and wants_colour(color, sys.stdout):
        from journeymap.report.text import coloured

        put("".join(coloured(diagnostic) for diagnostic in diagnostics))
    else:
        _write(report(run, output_format), output_file)
    if not quiet:
        say(summary(run))
    return ExitStatus.USAGE if unreadable else status


def _manual(code: str) -> Manual:
    from journeymap.diagnostics import Severity
    from journeymap.report import Manual
    from journeymap.rules import rule_named

    rule = rule_named(code)
    assert rule is not None
    return Manual(rule.summary, rule.manual, rule.severity or Severity.INFO)


def _write(text: str, file: Path | None) -> None:
    if file is None:
        put(text)
    else:
        from journeymap.output import write_file

        write_file(file, text.encode())
