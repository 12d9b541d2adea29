"""`journeymap templates`: the built-in templates, to be looked at and changed."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from journeymap.cli.console import say, write_result
from journeymap.errors import ExitStatus, UserError
from journeymap.report.safe import visible

_OF_PREVIEW = ("manual.j2.html", "preview.j2.html", "problems.j2.html")
"""What stands around pages in the live preview is never a user's: it has its script, and frames what theirs draw."""


class TemplatesTask(StrEnum):
    """What to do with the templates."""

    LIST = "list"
    COPY = "copy"


def templates(
    task: Annotated[
        TemplatesTask, typer.Argument(metavar="list|copy", show_default=False, help="What to do.")
    ] = TemplatesTask.LIST,
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="Where to copy them.")] = None,
    language: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Copy the words of the map in this language, to change or translate."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over files that are there already.")] = False,
) -> int:
    """List the built-in templates, or copy them to change.

    Give the folder to `journeymap render --templates DIR`. Keep only the files that you change; the others
    then stay those of journeymap. With --language it is the words of the map that are copied, and no templates.
    """
    from journeymap.io import resources

    if language is not None:
        return _copy_words(task, folder, language, force=force)
    source = resources.templates()
    files = sorted(path for path in source.rglob("*") if ".j2." in path.name and path.name not in _OF_PREVIEW)
    if task is TemplatesTask.LIST:
        write_result("".join(f"{path.relative_to(source).as_posix()}\n" for path in files))
        return ExitStatus.CLEAN
    _write({_named(folder) / path.relative_to(source): path.read_bytes() for path in files}, force=force)
    say(visible(f"{len(files)} templates in {folder}; use them with `journeymap render --templates {folder}`"))
    return ExitStatus.CLEAN


def _copy_words(task: TemplatesTask, folder: Path | None, language: str, *, force: bool) -> int:
    """Write the words of the map in a language, or the English ones to be translated into it."""
    from journeymap.io.reading import is_language
    from journeymap.style.word_files import MAP, normal, to_translate

    if task is TemplatesTask.LIST:
        raise UserError("templates list takes no --language", hint="`templates copy DIR --language fi` copies words")
    if not is_language(language):
        raise UserError(f"--language: {language!r} is not the code of a language", hint="write `fi` or `pt-PT`, say")
    target = _named(folder) / MAP / f"{normal(language)}.yaml"
    _write({target: to_translate(normal(language)).encode()}, force=force)
    say(visible(f"{target} written; use it with `journeymap render --templates {folder}`"))
    return ExitStatus.CLEAN


def _named(folder: Path | None) -> Path:
    if folder is None:
        raise UserError("templates copy: no folder is named", hint="journeymap templates copy my-templates")
    return folder


def _write(files: dict[Path, bytes], *, force: bool) -> None:
    from journeymap.io.output import write_file

    there = next((target for target in files if target.exists()), None)
    if there is not None and not force:
        raise UserError(f"{there} is there already", hint="`--force` writes over it")
    for target, data in files.items():
        write_file(target, data)
