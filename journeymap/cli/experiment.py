"""`journeymap experiment`: what an experiment needs, and what it shows."""

from __future__ import annotations

from typing import Annotated

import typer

from journeymap.errors import UserError


def experiment(
    command: Annotated[str | None, typer.Argument(metavar="COMMAND", help="What to do.", show_default=False)] = None,
) -> int:
    """Plan an experiment, or read what it shows."""
    from journeymap.cli import WITHIN
    from journeymap.spelling import did_you_mean

    known = WITHIN["experiment"]
    if command is None:
        raise UserError(
            "say what to do with an experiment", hint=f"write {' or '.join(f'`experiment {each}`' for each in known)}"
        )
    hint = did_you_mean(command, known) or f"choose one of {', '.join(known)}"
    raise UserError(f"experiment: there is no {command!r}", hint=hint)
