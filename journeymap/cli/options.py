"""Options that several commands share, and the settings made from them and from the configuration file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from journeymap.cli.console import Colour
from journeymap.errors import UserError
from journeymap.io.ignoring import checked_patterns
from journeymap.pipeline.fonts import use_fonts_of
from journeymap.settings import OF_FOLDERS, PerFileIgnore, Settings, parse_severity, reference_day
from journeymap.spelling import did_you_mean

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATHS]...",
        help="Journey files, folders (every *.journey.yaml or .yml under them), or - for standard input. "
        "Left out: the working folder.",
        show_default=False,
    ),
]
Today = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="The day to judge dates by. [default: that of SOURCE_DATE_EPOCH, else today]"),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more.")]
Color = Annotated[Colour, typer.Option("--color", help="When to use colour.")]
Theme = Annotated[str | None, typer.Option(metavar="NAME|FILE", help="{themes}, or a theme file of your own.")]
PaperTheme = Annotated[
    str | None,
    typer.Option(
        metavar="NAME|FILE",
        help="{themes}, or a theme file of your own. print is pure grey; `--theme default` prints in colour.",
    ),
]
Templates = Annotated[
    Path | None, typer.Option(metavar="DIR", help="A folder of templates that replace the built-in ones.")
]
PdfStandard = Annotated[
    str | None, typer.Option(metavar="{pdf standards}", help="Make PDFs for archives, or accessible ones.")
]
Compact = Annotated[bool, typer.Option("--compact", help="Cut long texts to six lines a cell.")]
Persona = Annotated[
    str | None, typer.Option(metavar="ID", help="Draw what this persona comes to alone: its steps and its items.")
]
Segment = Annotated[str | None, typer.Option(metavar="ID", help="Draw what this segment comes to alone.")]
View = Annotated[
    str | None,
    typer.Option(
        metavar="{views}",
        help="overview: what it comes to, in ten seconds; standard: its main lanes; full: all that the file has. "
        "A page has overview and map, and opens on this. [default: full, and of a page what suits its window]",
    ),
]
Lanes = Annotated[
    list[str] | None,
    typer.Option("--lanes", metavar="NAME,…", help="The rows of the map, in place of those of the view and the file."),
]
AllowMissing = Annotated[
    bool, typer.Option("--allow-missing", help="Draw a box for each character that no font has, and go on.")
]

Memory = Annotated[
    str, typer.Option(metavar="SIZE", help="Keep what does not fit into so much memory in temporary files: 500MB, 2GB.")
]
_SIZE = r"([0-9]{1,9}(?:\.[0-9]{1,3})?) ?(MB|GB|TB|MiB|GiB|TiB)"
_BYTES = {"MB": 1000**2, "GB": 1000**3, "TB": 1000**4, "MIB": 1024**2, "GIB": 1024**3, "TIB": 1024**4}
_LEAST_MEMORY = 100 * 1000**2


def settings_from(values: Mapping[str, Any], today: str | None, **options: Any) -> Settings:
    """The settings of a run: options of the command line, else the values of a configuration file, else defaults.

    `options` has None or an empty value for an option that was not given. What is drawn from now on has the fonts of
    these settings. Raises UserError when the folder of templates does not exist, or one of the fonts.
    """
    values = {name: value for name, value in values.items() if name not in OF_FOLDERS}
    given = {key: value for key, value in options.items() if value not in (None, (), [], {}, False)}
    if "select" in given:
        values.pop("ignore", None)
    if "view" in given:
        values.pop("lanes", None)
    if "severity" in given:
        given["severity"] = values.get("severity", {}) | given["severity"]
    if "per_file_ignores" in given:
        given["per_file_ignores"] = values.get("per_file_ignores", ()) + given["per_file_ignores"]
    if given.get("persona") and given.get("segment"):
        raise UserError(
            "--persona and --segment do not go together", hint="a persona is drawn with those of its segment"
        )
    made = Settings(today=reference_day(today), **(values | given))
    if made.view:
        from journeymap.pipeline.views import check_view

        check_view(made.view)
    if made.templates is not None and not made.templates.is_dir():
        raise UserError(f"{made.templates}: there is no such folder of templates")
    use_fonts_of(made)
    return made


def check_choice(value: str, known: Sequence[str], option: str) -> None:
    """Raise UserError unless the value of an option is one of those known."""
    if value not in known:
        hint = did_you_mean(value, known) or f"choose one of {', '.join(known)}"
        raise UserError(f"{option}: there is no {value!r}", hint=hint)


def size_in_bytes(said: str, option: str) -> int:
    """The bytes of a size of memory such as 500MB, 1.5GB or 2GiB. Raises UserError for what is none, or too little."""
    found = re.fullmatch(_SIZE, said.strip(), re.IGNORECASE)
    if found is None:
        raise UserError(f"{option}: {said!r} is no size", hint="write 500MB or 2GB, say")
    size = round(float(found[1]) * _BYTES[found[2].upper()])
    if size < _LEAST_MEMORY:
        raise UserError(f"{option}: {said} is too little to count in", hint="allow 100MB or more")
    return size


def check_drawn(output: str | None, formats: Sequence[str], hint: str) -> None:
    """Raises UserError where a folder is named for what is drawn, and nothing is; the hint says what draws."""
    if output is not None and not formats:
        raise UserError("--output is of what is drawn, and nothing is", hint=hint)


def split_commas(values: list[str] | None) -> tuple[str, ...]:
    """The items of an option that is given several times, or once with commas."""
    return tuple(item.strip() for value in values or () for item in value.split(",") if item.strip())


def severities(values: list[str] | None) -> dict[str, Any]:
    """The severities by rule code that `--severity CODE=WORD` asks for. Raises UserError."""
    changed = {}
    for item in split_commas(values):
        code, equals, word = item.partition("=")
        if not equals:
            raise UserError(f"--severity: {item!r} names no severity", hint="write JM301=error, say")
        changed[code.strip()] = parse_severity(word.strip(), f"--severity {code.strip()}")
    return changed


def per_file_ignores(values: list[str] | None) -> tuple[PerFileIgnore, ...]:
    """The rules that `--per-file-ignores PATTERN:RULES` leaves out in some files. Raises UserError."""
    found = []
    for item in values or ():
        pattern, colon, rules = item.rpartition(":")
        if not colon or not pattern:
            raise UserError(f"--per-file-ignores: {item!r} names no rules", hint="write drafts/*:JM301,JM4, say")
        files = checked_patterns(Path.cwd(), (pattern,), "--per-file-ignores")
        found.append(PerFileIgnore(files, split_commas([rules])))
    return tuple(found)
