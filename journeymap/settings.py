"""What a run was asked for: from the configuration file, and then from the command line.

The file is `journeymap.toml`, or the table `[tool.journeymap]` of `pyproject.toml`, in the working folder
or the nearest folder above it. A journey file has no say here: it may come from a stranger.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from journeymap.diagnostics import Severity
from journeymap.errors import UserError
from journeymap.records import Record

CONFIGURATION: Mapping[str, tuple[str, ...]] = {"journeymap.toml": (), "pyproject.toml": ("tool", "journeymap")}
"""The files that settings may stand in, each with the table in it."""
DEFAULT_FORMATS = ("svg", "html")
_SEVERITIES: dict[str, Severity | None] = {"off": None, **{severity.word: severity for severity in Severity}}


class Building(Record):
    """What `journeymap build` makes of which journeys: the table `[build]`.

    Its paths stand beside the configuration file, in `root`. What it leaves empty the other settings say.
    """

    root: Path = Path()
    inputs: tuple[str, ...] = (".",)
    output: str = "site"
    formats: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    paper_theme: str = "print"
    fail_on: tuple[str, ...] = ()
    language: str = "en"


class Settings(Record):
    """Everything that decides how journeys are checked and drawn, beside the journeys themselves.

    `select`, `ignore` and the keys of `severity` are codes (`JM301`), the beginnings of codes (`JM3`) or
    names of rules. A severity of None turns a rule off. Dates are judged on `today`. A
    PNG has `dpi` pixels to the inch, or is `width` pixels wide. `build` is what `journeymap build` alone asks for.
    """

    today: dt.date
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity | None] = MappingProxyType({})
    strict: bool = False
    theme: str = "default"
    templates: Path | None = None
    formats: tuple[str, ...] = DEFAULT_FORMATS
    compact: bool = False
    dpi: float = 96
    width: int | None = None
    pdf_standard: str | None = None
    build: Building = Building()


def the_day(asked: str | None) -> dt.date:
    """The day to judge dates by: the one asked for, else that of SOURCE_DATE_EPOCH (in UTC), else today."""
    if asked is not None:
        try:
            return dt.date.fromisoformat(asked)
        except ValueError:
            raise UserError(f"--today: {asked!r} is not a date", hint="write it as 2026-11-21") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return dt.date.today()  # noqa: DTZ011  the reader's own day is meant
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise UserError(
            f"SOURCE_DATE_EPOCH is {epoch!r}", hint="it counts the seconds since 1 January 1970: 1795219200"
        ) from None


def severity_named(word: str, where: str) -> Severity | None:
    """The severity of that name, None for `off`; `where` is said when there is none of that name."""
    if word not in _SEVERITIES:
        raise UserError(f"{where}: {word!r} is not a severity", hint=f"choose one of {', '.join(_SEVERITIES)}")
    return _SEVERITIES[word]


def configured(folder: Path) -> dict[str, Any]:
    """The settings that the configuration file of `folder` makes, by the names of `Settings`; maybe none."""
    for place in (folder, *folder.parents):
        for name, table in CONFIGURATION.items():
            path = place / name
            if path.is_file():
                found = _inside(_parsed(path), table)
                if found is not None:
                    return _checked(found, path)
    return {}


def _parsed(path: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415  only a folder with a configuration pays for it

    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise UserError(f"{path}: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise UserError(
            f"{path}: not UTF-8: byte 0x{error.object[error.start]:02x} at {error.start} does not fit",
            hint="save it as UTF-8 in your editor",
        ) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UserError(f"{path}: not valid TOML: {error}") from None


def _inside(document: dict[str, Any], table: tuple[str, ...]) -> Any:
    found: Any = document
    for key in table:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def _checked(table: Any, path: Path) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise UserError(f"{path}: `tool.journeymap` is not a table", hint="write `[tool.journeymap]`")
    return _read(table, _KEYS, "", path)


def _read(table: dict[str, Any], keys: Keys, inside: str, path: Path) -> dict[str, Any]:
    """The values of a table whose keys are known; `inside` is what its own name is said as."""
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in keys:
            from difflib import get_close_matches  # noqa: PLC0415  only a mistake pays for it

            near = get_close_matches(key, keys, n=1)
            hint = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(keys)}"
            raise UserError(f"{path}: there is no setting `{inside}{key}`", hint=hint)
        name, read = keys[key]
        values[name] = read(value, f"{path}: `{inside}{key}`", path)
    return values


def _texts(value: Any, where: str, file: Path) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise UserError(f"{where} is not a list of texts", hint='write ["JM301", "JM4"], say')
    return tuple(value)


def _severities(value: Any, where: str, file: Path) -> dict[str, Severity | None]:
    if not isinstance(value, dict) or not all(isinstance(word, str) for word in value.values()):
        raise UserError(f"{where} is not a table of severities", hint='write { JM301 = "error" }, say')
    return {code: severity_named(word, f"{where}, {code}") for code, word in value.items()}


def _truth(value: Any, where: str, file: Path) -> bool:
    if not isinstance(value, bool):
        raise UserError(f"{where} is neither true nor false")
    return value


def _theme(value: Any, where: str, file: Path) -> str:
    """A theme's name; a theme's file is looked for beside the configuration file."""
    if not isinstance(value, str):
        raise UserError(f"{where} is not a text", hint="name a theme, or a theme's file")
    return str(file.parent / value) if Path(value).suffix else value


def _folder(value: Any, where: str, file: Path) -> Path:
    if not isinstance(value, str):
        raise UserError(f"{where} is not a text", hint="name a folder")
    return file.parent / value


def _text(value: Any, where: str, file: Path) -> str:
    if not isinstance(value, str) or not value:
        raise UserError(f"{where} is not a text")
    return value


def _themes(value: Any, where: str, file: Path) -> tuple[str, ...]:
    return tuple(_theme(each, where, file) for each in _texts(value, where, file))


def _building(value: Any, where: str, file: Path) -> Building:
    if not isinstance(value, dict):
        raise UserError(f"{where} is not a table", hint="write `[build]`, and its settings below it")
    return Building(root=file.parent, **_read(value, _BUILD_KEYS, "build.", file))


Keys = Mapping[str, tuple[str, Callable[[Any, str, Path], Any]]]
"""By its key in the file, each setting's name here and what reads its value."""

_BUILD_KEYS: Keys = {
    "inputs": ("inputs", _texts),
    "output": ("output", _text),
    "formats": ("formats", _texts),
    "themes": ("themes", _themes),
    "papers": ("papers", _texts),
    "paper-theme": ("paper_theme", _theme),
    "fail-on": ("fail_on", _texts),
    "language": ("language", _text),
}

_KEYS: Keys = {
    "select": ("select", _texts),
    "ignore": ("ignore", _texts),
    "severity": ("severity", _severities),
    "strict": ("strict", _truth),
    "theme": ("theme", _theme),
    "templates": ("templates", _folder),
    "format": ("formats", _texts),
    "build": ("build", _building),
}
