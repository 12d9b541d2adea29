"""The settings of a run, from the configuration file and the command line.

The file is `journeymap.toml`, or the table `[tool.journeymap]` of `pyproject.toml`, in the working folder
or the nearest folder above it. A journey file cannot change settings, since it may come from a stranger.
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
"""The configuration files, each with the keys of the table that holds the settings."""
DEFAULT_FORMATS = ("svg", "html")
_FONT_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_SEVERITIES: dict[str, Severity | None] = {"off": None, **{severity.word: severity for severity in Severity}}


class BuildSettings(Record):
    """The settings of `journeymap build`: the table `[build]`.

    Its paths are relative to `root`, the folder of the configuration file. Empty values are taken from `Settings`.
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
    """Everything that decides how journeys are checked and drawn, apart from the journeys themselves.

    `select`, `ignore` and the keys of `severity` are codes (`JM301`), beginnings of codes (`JM3`) or names of
    rules. A severity of None turns a rule off. `today` is the day that dates are compared with. A PNG has `dpi`
    pixels to the inch, or is `width` pixels wide. `fonts` are packages of fonts and whole paths of font files, for what
    the map's own font lacks; with `allow_missing`, what no font has is drawn as a box. `build` has the settings that
    only `journeymap build` uses.
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
    fonts: tuple[str, ...] = ()
    allow_missing: bool = False
    build: BuildSettings = BuildSettings()


def reference_day(asked: str | None) -> dt.date:
    """Returns the day that dates are compared with: `asked`, else that of SOURCE_DATE_EPOCH (in UTC), else today.

    Raises UserError when either of them is not a date.
    """
    if asked is not None:
        try:
            return dt.date.fromisoformat(asked)
        except ValueError:
            raise UserError(f"--today: {asked!r} is not a date", hint="write it as 2026-11-21") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return dt.date.today()  # noqa: DTZ011  the user's local day is meant
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise UserError(
            f"SOURCE_DATE_EPOCH is {epoch!r}", hint="it counts the seconds since 1 January 1970: 1795219200"
        ) from None


def parse_severity(word: str, where: str) -> Severity | None:
    """Returns the severity with this name, None for `off`. Raises UserError, with `where`, when there is none."""
    if word not in _SEVERITIES:
        raise UserError(f"{where}: {word!r} is not a severity", hint=f"choose one of {', '.join(_SEVERITIES)}")
    return _SEVERITIES[word]


def read_configuration(folder: Path) -> dict[str, Any]:
    """Returns the settings in the configuration file of a folder, by their names in `Settings`; empty without a file.

    Raises UserError when the file cannot be read or has an unknown setting or a wrong value.
    """
    for place in (folder, *folder.parents):
        for name, table in CONFIGURATION.items():
            path = place / name
            if path.is_file():
                found = _table_in(_parsed(path), table)
                if found is not None:
                    return _checked(found, path)
    return {}


def _parsed(path: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415  only a configuration file needs it

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


def _table_in(document: dict[str, Any], table: tuple[str, ...]) -> Any:
    found: Any = document
    for key in table:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def _checked(table: Any, path: Path) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise UserError(f"{path}: `tool.journeymap` is not a table", hint="write `[tool.journeymap]`")
    return _read(table, _KEYS, "", path)


def _read(table: dict[str, Any], keys: Keys, inside: str, path: Path) -> dict[str, Any]:
    """Returns the values of a table with known keys; `inside` is the table's name in messages, such as `build.`."""
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in keys:
            from difflib import get_close_matches  # noqa: PLC0415  only a mistake needs it

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
    return {code: parse_severity(word, f"{where}, {code}") for code, word in value.items()}


def _boolean(value: Any, where: str, file: Path) -> bool:
    if not isinstance(value, bool):
        raise UserError(f"{where} is neither true nor false")
    return value


def _theme(value: Any, where: str, file: Path) -> str:
    """Returns a theme's name, or the path of a theme's file relative to the configuration file."""
    if not isinstance(value, str):
        raise UserError(f"{where} is not a text", hint="name a theme, or a theme's file")
    return str(file.parent / value) if Path(value).suffix else value


def _fonts(value: Any, where: str, file: Path) -> tuple[str, ...]:
    """Returns the packages and files of fonts; a path is relative to the configuration file."""
    return tuple(
        str(file.parent / name) if Path(name.partition("#")[0]).suffix.lower() in _FONT_SUFFIXES else name
        for name in _texts(value, where, file)
    )


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


def _build_settings(value: Any, where: str, file: Path) -> BuildSettings:
    if not isinstance(value, dict):
        raise UserError(f"{where} is not a table", hint="write `[build]`, and its settings below it")
    return BuildSettings(root=file.parent, **_read(value, _BUILD_KEYS, "build.", file))


Keys = Mapping[str, tuple[str, Callable[[Any, str, Path], Any]]]
"""For each key in the file, the name of the setting and the function that reads its value."""

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
    "strict": ("strict", _boolean),
    "theme": ("theme", _theme),
    "templates": ("templates", _folder),
    "format": ("formats", _texts),
    "fonts": ("fonts", _fonts),
    "allow-missing": ("allow_missing", _boolean),
    "build": ("build", _build_settings),
}
