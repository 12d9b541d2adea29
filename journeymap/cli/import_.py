"""`journeymap import`: journeys from other tools as journey files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import Colour, say
from journeymap.cli.reading import Reading, reads_settings
from journeymap.errors import ExitStatus, UserError
from journeymap.report.safe import visible

if TYPE_CHECKING:
    from journeymap.exchange.importing.draft import Imported
    from journeymap.exchange.importing.tables.crosswalk import Crosswalk


@reads_settings
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="A journey of another tool: a table, a Mermaid `journey`, or an `.ojf`. With --status, journey files "
            "or folders.",
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="OUT.journey.yaml", help="The journey file to write.")
    ] = None,
    language: Annotated[
        str, typer.Option(metavar="CODE", help="The language of its texts; left out, it is found by their letters.")
    ] = "",
    crosswalk: Annotated[
        Path | None,
        typer.Option(
            metavar="MAP.yaml",
            help="Which rows, columns and words of a table are which of a journey, or what statuses mean that are not "
            "known; written if it is not there.",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file of this name.")] = False,
    status: Annotated[
        Path | None,
        typer.Option(
            metavar="TICKETS",
            help="Bring status and due day of tickets into the actions of FILES: what Jira, Azure Boards, GitLab or "
            "GitHub export.",
        ),
    ] = None,
    date_format: Annotated[
        str | None,
        typer.Option(metavar="PATTERN", help="How --status has its days: dd/MM/yyyy. [default: as they show]"),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="With --status: show the change, and write nothing.")
    ] = False,
    skip_conflicts: Annotated[
        bool, typer.Option("--skip-conflicts", help="With --status: write what can be settled, though some cannot.")
    ] = False,
    today: options.Today = None,
    quiet: options.Quiet = False,
    color: options.Color = Colour.AUTO,
    *,
    reading: Reading,
) -> int:
    """Bring in journeys of other tools, or states of tickets.

    A journey is written as a file; what has no place in one is a comment in it, what was mended or assumed is said.
    With --status, status and due day of actions change in the journey files that are there, as the export of a tracker
    has them; what only a person can settle is listed."""
    if status is not None:
        from journeymap.cli.import_status import TicketOptions, import_status

        _refuse({"-o": output is not None, "--language": bool(language), "--force": force}, "goes without --status")
        asked = TicketOptions(status, crosswalk, date_format or "", dry_run, skip_conflicts, quiet, color)
        return import_status([str(each) for each in files], asked, today, reading)
    given = {"--date-format": date_format, "--dry-run": dry_run, "--skip-conflicts": skip_conflicts}
    _refuse({name: bool(value) for name, value in given.items()}, "goes with --status")
    if len(files) > 1:
        raise UserError("one file is imported at once", hint="name the others in runs of their own")
    return _import_journey(files[0], output, language, crosswalk, today, reading, color, force=force, quiet=quiet)


def _refuse(options_given: dict[str, bool], why: str) -> None:
    for name in (name for name, is_given in options_given.items() if is_given):
        raise UserError(f"{name} {why}")


def _import_journey(
    file: Path, output: Path | None, language: str, crosswalk: Path | None, today: str | None, reading: Reading,
    color: Colour, *, force: bool, quiet: bool,
) -> int:  # fmt: skip
    from journeymap.cli.outcome import report_diagnostic
    from journeymap.diagnostics import Severity
    from journeymap.exchange.importing.reading import read_foreign
    from journeymap.exchange.importing.writing import text_of
    from journeymap.io.discovery import Input
    from journeymap.io.output import write_file
    from journeymap.pipeline.check import check

    if output is None:
        raise UserError("say which file to write", hint=f"-o {file.stem}.journey.yaml")
    if not output.name.endswith((".journey.yaml", ".journey.yml")):
        meant = output / file.stem if output.is_dir() else output.with_suffix("")
        raise UserError(f"{output}: a journey file is called NAME.journey.yaml", hint=f"-o {meant}.journey.yaml")
    told = _crosswalk(crosswalk)
    imported = read_foreign(_read(file), file.name, language, told)
    found = "" if crosswalk is None or told is not None else _found(imported, file)
    text = text_of(imported.journey, output.name).encode()
    write_file(output, text, overwrite=force)
    if crosswalk is not None and found:
        write_file(crosswalk, found.encode(), overwrite=False)
    settings = reading.settings_of(today)(Input(output.as_posix(), output))
    checked = check(text, output.as_posix(), settings, folder=str(output.absolute().parent))
    wrong = [each for each in checked.diagnostics if each.severity is Severity.ERROR]
    _say_remarks(imported, file.name, quiet=quiet)
    for each in wrong:
        report_diagnostic(each, color)
    if not quiet:
        say(visible(f"{output.as_posix()} is written: {_summary(imported)}"))
        if found and crosswalk is not None:
            say(visible(f"{crosswalk.as_posix()} is written: it says how the table was read"))
        say(visible(f"next: `journeymap validate {output.as_posix()}`"))
    return ExitStatus.FINDINGS if wrong else ExitStatus.CLEAN


def _crosswalk(path: Path | None) -> Crosswalk | None:
    """The crosswalk in a file; None where there is none yet."""
    from journeymap.exchange.importing.tables.crosswalk import read_crosswalk

    return read_crosswalk(_read(path), path.as_posix()) if path is not None and path.exists() else None


def _found(imported: Imported, file: Path) -> str:
    """The text of the crosswalk by which a table was read. Raises UserError where what was read is no table."""
    from journeymap.exchange.importing.tables.crosswalk import crosswalk_text

    if imported.crosswalk is None:
        raise UserError(f"{file}: a crosswalk is for tables that people have made")
    return crosswalk_text(imported.crosswalk, file.name)


def _read(path: Path) -> bytes:
    from journeymap.exchange.importing.reading import MOST_BYTES

    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror or error}") from None


def _say_remarks(imported: Imported, name: str, *, quiet: bool) -> None:
    """Say what has no place in a journey file and, unless `quiet`, what was mended or assumed."""
    for remark in [*imported.unplaced, *([] if quiet else imported.remarks)]:
        say(visible(f"{name}: {remark.at}: {remark.text}"))


def _summary(imported: Imported) -> str:
    """What is in the draft: `3 stages, 7 touchpoints, 2 personas; 1 text is a comment in it`."""
    from journeymap.report import counted

    stages = imported.journey.get("stages", ())
    steps = sum(len(stage.get("touchpoints", ())) for stage in stages)
    personas = len(imported.journey.get("personas", ()))
    parts = [counted(len(stages), "stage"), counted(steps, "touchpoint")]
    parts += [counted(personas, "persona")] if personas else []
    left = len(imported.unplaced)
    kept = f"; {counted(left, 'text')} without a place {'is a comment' if left == 1 else 'are comments'} in it"
    return ", ".join(parts) + (kept if left else "")
