"""`journeymap new`: a journey file to start from."""

from __future__ import annotations

import os
import shlex
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import say
from journeymap.configuration import CONFIGURATION
from journeymap.errors import ExitStatus, UserError
from journeymap.report.safe import visible


class Starter(StrEnum):
    """The starters: kinds of journey to start from."""

    FIVE_STAGE = "five-stage"
    DECISION_JOURNEY = "decision-journey"
    ECOMMERCE = "ecommerce"
    SERVICE_BLUEPRINT = "service-blueprint"
    BLANK = "blank"


class StarterLanguage(StrEnum):
    """The languages of the starters."""

    EN = "en"
    HE = "he"
    FA = "fa"


def new(
    name: Annotated[str, typer.Argument(help="What to call the journey; its file is NAME.journey.yaml.")],
    starter: Annotated[Starter, typer.Option(help="The kind of journey to start from.")] = Starter.FIVE_STAGE,
    language: Annotated[StarterLanguage, typer.Option(help="The language of its texts.")] = StarterLanguage.EN,
    empty: Annotated[bool, typer.Option("--empty", help="Only the stages, without the starter's example.")] = False,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write it to.")] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Write over a file of this name.")] = False,
    today: options.Today = None,
    quiet: options.Quiet = False,
) -> int:
    """Write a journey file to start from.

    It validates and renders as it is, and its comments teach the format."""
    from journeymap.io.output import check_name, write_file
    from journeymap.model.schema import FILE_NAME, schema_text
    from journeymap.pipeline.starters import new_journey
    from journeymap.settings import reference_day

    if name.endswith((".yaml", ".yml")):
        raise _names_a_file(name)
    schema = _schema_above(output, FILE_NAME)
    relative = Path(os.path.relpath(schema, output)).as_posix() if schema else FILE_NAME
    journey_id, text = new_journey(name, starter, language, reference_day(today), relative, empty=empty)
    path = output / f"{journey_id}.journey.yaml"
    check_name(path.name)
    write_file(path, text.encode(), overwrite=force)
    if schema is None:
        write_file(output / FILE_NAME, schema_text().encode(), overwrite=False)
    if not quiet:
        shown = path.as_posix()
        beside = f", and {FILE_NAME} for editors beside it" if schema is None else ""
        say(visible(f"{shown} is written{beside}; next: `journeymap validate {shown}`, `journeymap render {shown}`"))
    return ExitStatus.CLEAN


def _names_a_file(name: str) -> UserError:
    """The error for a file in place of the name of a journey, which would become part of its id."""
    file = Path(name)
    beside = "" if file.parent == Path() else f" -o {shlex.quote(file.parent.as_posix())}"
    meant = shlex.quote(file.name.removesuffix(file.suffix).removesuffix(".journey") or "NAME")
    return UserError(f"{name}: name the journey, not its file", hint=f"`journeymap new {meant}{beside}`")


def _schema_above(folder: Path, name: str) -> Path | None:
    """The schema in a folder or one above it, as far as the project goes; None without one."""
    absolute = folder.absolute()
    for place in (absolute, *absolute.parents):
        if (place / name).is_file():
            return place / name
        if (place / ".git").exists() or any((place / file).is_file() for file in CONFIGURATION):
            return None
    return None
