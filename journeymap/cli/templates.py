"""`journeymap templates`: the built-in templates, to be looked at and changed."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from journeymap.cli.console import say, write_result
from journeymap.errors import ExitStatus, UserError
from journeymap.report.safe import visible


class TemplatesTask(StrEnum):
    """What to do with the templates."""

    LIST = "list"
    COPY = "copy"


def templates(
    task: Annotated[
        TemplatesTask, typer.Argument(metavar="list|copy", show_default=False, help="What to do.")
    ] = TemplatesTask.LIST,
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="Where to copy them.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over files that are there already.")] = False,
) -> int:
    """List the built-in templates, or copy them to change.

    Give the folder to `journeymap render --templates DIR`. Keep only the files that you change; the others
    then stay those of journeymap.
    """
    from journeymap.io import resources

    source = resources.templates()
    files = sorted(path for path in source.rglob("*") if ".j2." in path.name)
    if task is TemplatesTask.LIST:
        write_result("".join(f"{path.relative_to(source).as_posix()}\n" for path in files))
        return ExitStatus.CLEAN
    if folder is None:
        raise UserError("templates copy: no folder is named", hint="journeymap templates copy my-templates")
    from journeymap.io.output import write_file

    targets = {folder / path.relative_to(source): path for path in files}
    there = next((target for target in targets if target.exists()), None)
    if there is not None and not force:
        raise UserError(f"{there} is there already", hint="`--force` writes over it")
    for target, path in targets.items():
        write_file(target, path.read_bytes())
    say(visible(f"{len(files)} templates in {folder}; use them with `journeymap render --templates {folder}`"))
    return ExitStatus.CLEAN
