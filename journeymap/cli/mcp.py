"""`journeymap mcp`: tools for assistants, over the Model Context Protocol."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli import options
from journeymap.cli.reading import Reading, reads_settings
from journeymap.errors import ExitStatus, UserError

if TYPE_CHECKING:
    from journeymap.io.discovery import Input
    from journeymap.settings import Settings


@reads_settings
def mcp(
    root: Annotated[
        Path, typer.Argument(metavar="[ROOT]", help="The folder of journeys that assistants may read and change.")
    ] = Path(),
    templates: options.Templates = None,
    today: options.Today = None,
    *,
    reading: Reading,
) -> int:
    """Serve journeys to an assistant, as tools.

    An assistant can list, check, describe and draw the journeys below the folder, and edit them field by field; it
    reads and writes no other file. It speaks the Model Context Protocol over standard input and output, and ends when
    its client does."""
    from journeymap.cli.engines import require_libraries

    require_libraries("mcp", doing="serving assistants", extra="mcp")
    if not root.is_dir():
        raise UserError(f"{root}: there is no such folder")
    from journeymap.assistants.server.folder import ServedFolder
    from journeymap.assistants.server.serving import serve
    from journeymap.assistants.server.tools import JourneyTools
    from journeymap.io.processes import forbid_forks

    given = {"templates": templates.absolute() if templates else None}

    def settings_of(each: Input) -> Settings:
        reading.forget()  # files of settings change, and days pass, while it serves
        return reading.settings_of(today, **given)(each)

    forbid_forks()  # the protocol is served from several threads
    os.chdir(root)  # paths in messages, and those of drafts that are no files, are relative to it
    serve(JourneyTools(ServedFolder(Path(), reading.rules_of), settings_of))
    return ExitStatus.CLEAN
