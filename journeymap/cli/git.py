"""`journeymap git`: makes git show and merge journeys by meaning."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import report_problem, say, write_result
from journeymap.errors import ExitStatus, UserError


class GitTask(StrEnum):
    """The tasks of the command."""

    INSTALL = "install"
    UNINSTALL = "uninstall"
    TEXTCONV = "textconv"
    MERGE_DRIVER = "merge-driver"


What = Annotated[GitTask, typer.Argument(help="install or uninstall; git itself calls textconv and merge-driver.")]
Files = Annotated[list[str] | None, typer.Argument(metavar="[FILES]...", help="What git hands over.")]
Everywhere = Annotated[
    bool, typer.Option("--global/--local", help="For all of your repositories, or for the one you are in.")
]


def git(deed: What, files: Files = None, everywhere: Everywhere = False, quiet: options.Quiet = False) -> int:
    """Let git show and merge journeys by meaning.

    Two people who change different touchpoints have no conflict; who change the same field have one there.
    """
    given = files or []
    if deed is GitTask.TEXTCONV:
        return _textconv(given)
    if deed is GitTask.MERGE_DRIVER:
        return _merge(given)
    if given:
        raise UserError(f"git {deed}: takes no files", hint="`journeymap git --help` says more")
    from journeymap.history import setup

    work = setup.install if deed is GitTask.INSTALL else setup.uninstall
    path = work(Path.cwd(), everywhere=everywhere)
    if not quiet:
        say(f"{deed}ed in git's configuration and in {path}")
    return ExitStatus.CLEAN


def _textconv(files: list[str]) -> int:
    from journeymap.history.pairing import read_version
    from journeymap.history.revisions import Version
    from journeymap.history.textconv import textconv
    from journeymap.io.discovery import Input

    if len(files) != 1:
        raise UserError("git textconv: takes one file")
    data = Input(files[0], Path(files[0])).read()
    journey = read_version(Version(files[0], files[0], data)).journey
    if journey is None:
        from journeymap.history.conflicted import conflicted_lines

        write_result(conflicted_lines(data) or data)
        return ExitStatus.CLEAN
    write_result(textconv(journey))
    return ExitStatus.CLEAN


def _merge(files: list[str]) -> int:
    """Merges as git's driver. Says `clean` or `conflict`, so that the caller knows that it has not failed to start."""
    from journeymap.history.driver import merge_files

    if len(files) < 4 or not files[3].isdecimal() or not 1 <= int(files[3]) <= 1000:
        raise UserError("git merge-driver: takes three files and the length of the conflict markers")
    base, ours, theirs = map(Path, files[:3])
    merged = merge_files((base, ours, theirs), int(files[3]), files[5:])
    for reason in merged.reasons:
        report_problem(f"{files[4] if files[4:] else ours}: neither side has this error, but both together: {reason}")
    write_result("conflict\n" if merged.conflicts else "clean\n")
    return ExitStatus.FINDINGS if merged.conflicts else ExitStatus.CLEAN
