"""`journeymap render --beside`: two journeys as an open book."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.cli.console import Colour, say, write_result
from journeymap.cli.outcome import Tally, report_outcome
from journeymap.errors import UserError
from journeymap.io.output import Folder, Staged, folder
from journeymap.pipeline.batch import Outcome, draw
from journeymap.pipeline.sheets import BESIDE
from journeymap.pipeline.views import view_of

if TYPE_CHECKING:
    from journeymap.cli.reading import SettingsOf
    from journeymap.io.discovery import Input
    from journeymap.model import Journey
    from journeymap.settings import Settings


def draw_beside(
    as_is: Sequence[Input],
    to_be: Sequence[Input],
    settings_of: SettingsOf,
    output: str,
    color: Colour,
    *,
    verbose: bool,
    quiet: bool,
) -> int:
    """Draws one journey beside another into a folder, or to standard output for `-`; returns the exit status.

    Raises UserError unless there is one of each, in formats that can show both.
    """
    if len(as_is) != 1 or len(to_be) != 1:
        raise UserError(
            "--beside draws two journeys beside each other",
            hint="`journeymap render AS_IS.journey.yaml --beside TO_BE.journey.yaml`",
        )
    (first,), (second,) = as_is, to_be
    formats = settings_of(first).formats
    unfit = [form for form in formats if form not in BESIDE.names]
    if unfit:
        raise UserError(
            f"--beside: there is no {unfit[0]} of two journeys", hint=f"choose --format {' or '.join(BESIDE.names)}"
        )
    if output == "-" and len(formats) != 1:
        raise UserError(f"--output -: {len(formats)} formats do not fit on standard output", hint="name one --format")
    if view_of(settings_of(first)) == "overview":
        raise UserError("--beside: an overview has no room for a second journey", hint="ask for --view full")
    tally = Tally()
    found: list[Journey] = []

    def keep(journey: Journey, settings: Settings) -> dict[str, bytes]:
        found.append(journey)
        return {}

    def make(journey: Journey, settings: Settings) -> dict[str, bytes]:
        from journeymap.history.beside import book

        return book(journey, found[0], settings)

    def told(outcome: Outcome) -> Outcome:
        tally.add(outcome)
        report_outcome(outcome, color, verbose=verbose)
        return outcome

    told(draw(second, settings_of=settings_of, use=_nowhere, thorough=verbose, make=keep))
    if not found:
        return tally.status
    if output == "-":
        told(draw(first, settings_of=settings_of, use=_written, thorough=verbose, make=make))
        return tally.status
    with folder(Path(output)) as target:
        drawn = told(draw(first, settings_of=settings_of, use=target.stage, thorough=verbose, make=make))
        _place(target, drawn, output, quiet=quiet)
    return tally.status


def _nowhere(files: dict[str, bytes]) -> Staged:
    return Staged({})


def _written(files: dict[str, bytes]) -> Staged:
    for data in files.values():
        write_result(data)
    return Staged(dict.fromkeys(files, ""))


def _place(target: Folder, drawn: Outcome, output: str, *, quiet: bool) -> None:
    if drawn.staged is None:
        return
    target.place(drawn.staged, drawn.source)
    for name in drawn.staged.names if not quiet else ():
        say(f"{Path(output) / name}")
