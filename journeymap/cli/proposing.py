"""`journeymap measure --init`: proposes a source for a file of answers, and checks it against the journey."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.cli.console import Colour, say, write_result
from journeymap.errors import ExitStatus, UserError
from journeymap.report.safe import visible

if TYPE_CHECKING:
    from journeymap.cli.reading import Reading
    from journeymap.io.discovery import Input
    from journeymap.measure.proposal import SourceProposal
    from journeymap.model import Journey
    from journeymap.settings import Settings


def propose_source(
    file: Path, paths: list[str] | None, today: str | None, reading: Reading, color: Colour, *, quiet: bool,
    beside: Mapping[str, bool],
) -> ExitStatus:  # fmt: skip
    """Prints the source proposed for a file of answers, and says on standard error what to do next.

    `paths` is the journey that it is for, at most one. Raises UserError for a file or journey that cannot be read, and
    when one of the options `beside` it is given, which tell how to count.
    """
    for option in (name for name, is_given in beside.items() if is_given):
        raise UserError(f"--init and {option} do not go together")
    from journeymap.measure.proposal import propose
    from journeymap.pipeline.check import check

    if paths is None:
        proposal = propose(file, _location(file, Path.cwd()), str(file))
        write_result(proposal.text)
        if not quiet:
            say("name the journey, too, and touchpoints and segments are looked for in it: "
                "journeymap measure --init FILE JOURNEY")  # fmt: skip
        return ExitStatus.CLEAN
    inputs = reading.inputs(paths)
    if len(inputs) != 1:
        raise UserError(f"--init: {len(inputs)} journeys are named", hint="name the one that the source is for")
    (given,) = inputs
    settings = reading.settings_of(today)(given)
    data = given.read()
    checked = check(data, given.name, settings, folder=given.folder, with_measures=False)
    if checked.journey is None:
        raise UserError(f"{given.name} is no journey that can be read", hint=f"journeymap validate {given.name}")
    folder = Path(given.folder)
    location = _location(file, folder)
    proposal = propose(file, location, str(file), checked.journey)
    write_result(proposal.text)
    status = _against(proposal, data, given, settings, color)
    if not quiet:
        _say_next(proposal, checked.journey, given.name, file if location == file.name else None)
    return status


def _location(file: Path, folder: Path) -> str:
    """The file from the journey's folder; its name alone where it is outside the project."""
    from journeymap.io.beside import project_of
    from journeymap.io.reading import is_inside

    if not is_inside(file, Path(project_of(str(folder.resolve())))):
        return file.name
    return Path(os.path.relpath(file.resolve(), folder.resolve())).as_posix()


def _against(
    proposal: SourceProposal, data: bytes, given: Input, settings: Settings, color: Colour
) -> ExitStatus:  # fmt: skip
    """Reports the errors that the journey has with the proposed source and not without it."""
    from journeymap.cli.outcome import report_diagnostic
    from journeymap.pipeline.check import check, stops
    from journeymap.source.splice import Append, splice

    if not proposal.questions:
        return ExitStatus.CLEAN  # it is not ready, which is said
    there = splice(data, given.name, [Append(("sources",), (proposal.value,), block=True)])
    checked = check(there, f"{given.name} with the proposal", settings, folder=given.folder, with_measures=False)
    stopping = [each for each in checked.diagnostics if stops(each, settings) and each.code.startswith("JM5")]
    for diagnostic in stopping:
        report_diagnostic(diagnostic, color)
    return ExitStatus.FINDINGS if stopping else ExitStatus.CLEAN


def _say_next(proposal: SourceProposal, journey: Journey, name: str, outside: Path | None) -> None:
    from journeymap.report import counted

    if proposal.value["kind"] == "events":
        named = "touchpoints are called as they are" if not proposal.questions and not proposal.open else (
            f"{proposal.questions:,} have a touchpoint, {proposal.open:,} none: where TODO stands"
        )  # fmt: skip
        say(f"events: {named}")
    elif not proposal.questions and proposal.value.get("shape") == "long":
        say("no answer is placed: give the steps of the file their touchpoints, where TODO stands")
    elif not proposal.questions:
        say(visible(f"no question was placed: say for {counted(proposal.open, 'question')} the touchpoint, "
                    "where TODO stands"))  # fmt: skip
    elif proposal.open:
        say(visible(f"{counted(proposal.questions, 'question')} placed, {proposal.open} open: where TODO stands"))
    where = "below the `sources` that it has, without the first line" if journey.sources else "at its end"
    data = f" --data {outside.parent}" if outside and outside.parent != Path() else ""
    say(visible(f"next: paste it into {name}, {where}; read the comments, and take them out; "
                f"then `journeymap measure {name} --dry-run{data}`"))  # fmt: skip
