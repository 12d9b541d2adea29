"""Reads the configuration file: `journeymap.toml`, or the table `[tool.journeymap]` of `pyproject.toml`.

It is the one in a folder or in the nearest folder above it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from journeymap.brand import BRANDING, BrandError, read_branding
from journeymap.diagnostics import Severity
from journeymap.errors import UserError
from journeymap.io.ignoring import Patterns, checked_patterns
from journeymap.io.reading import is_language, read_regular
from journeymap.records import NamedTuple
from journeymap.settings import BuildSettings, PerFileIgnore, parse_severity
from journeymap.spelling import did_you_mean

CONFIGURATION: Mapping[str, tuple[str, ...]] = {"journeymap.toml": (), "pyproject.toml": ("tool", "journeymap")}
"""The configuration files, each with the keys of the table that holds the settings."""
_FONT_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
MAX_BYTES = 1024 * 1024
"""Of a configuration file: less than a journey may have, since reading TOML is slow."""
MAX_DEPTH = 64
# Keys joined by dots, from the start of the first one; reading them takes time in the square of their number.
_DEEP_KEY = (
    r"""(?<![\w"'-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){%d}""" % MAX_DEPTH  # noqa: UP031
)
# A pyproject.toml that may have `tool.journeymap`: most have not, and reading all of it takes a fiftieth of a run. Keys
# with escapes may spell anything.
_MAY_HAVE_TABLE = (
    r"""\[[ \t]*["']?tool["']?[ \t]*(?:\]|\.[ \t]*["']?journeymap)|^[ \t]*["']?tool["']?[ \t]*[.=]|\\[uU]"""
)
_CONTROL = "[\x00-\x1f\x7f]"


def read_configuration(folder: Path) -> dict[str, Any]:
    """Returns the settings in the configuration file of a folder, by their names in `Settings`; empty without a file.

    Raises UserError when the file cannot be read or has an unknown setting or a wrong value.
    """
    for path in configuration_files(folder):
        if os.path.lexists(path) and not path.is_dir():  # a link to nowhere is told of, too
            table = CONFIGURATION[path.name]
            found = _table_in(_parsed(path, table), table)
            if found is not None:
                return _checked(found, path)
    return {}


def configuration_files(folder: Path) -> Iterator[Path]:
    """Yields the paths at which the configuration file of a folder is looked for, there or not, in this order."""
    for place in (folder, *folder.parents):
        for name in CONFIGURATION:
            yield place / name


def read_configuration_file(path: Path) -> dict[str, Any]:
    """Returns the settings in one configuration file, as `read_configuration` does. Raises UserError."""
    table = CONFIGURATION.get(path.name, ())
    found = _table_in(_parsed(path, table), table)
    if found is None:
        raise UserError(f"{path}: there is no `[{'.'.join(table)}]` in it")
    return _checked(found, path)


def _parsed(path: Path, table: tuple[str, ...]) -> dict[str, Any]:
    """Returns what a file says; nothing for one of other programs too that does not have the table."""
    try:
        data = read_regular(path, MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise UserError(f"{path}: the file is larger than the 1 MB that settings may have")
        text = data.decode("utf-8-sig")
        if table and not re.search(_MAY_HAVE_TABLE, text, re.MULTILINE):
            return {}
        if re.search(_DEEP_KEY, text):
            raise UserError(f"{path}: a key is deeper than the {MAX_DEPTH} levels that settings may have")
        import tomllib  # noqa: PLC0415  only a file with settings needs it

        return tomllib.loads(text)
    except OSError as error:
        raise UserError(f"{path}: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise UserError(
            f"{path}: not UTF-8: byte 0x{error.object[error.start]:02x} at {error.start} does not fit",
            hint="save it as UTF-8 in your editor",
        ) from None
    except RecursionError:
        raise UserError(f"{path}: a value is deeper than settings may be") from None
    except ValueError as error:  # a number of too many digits is no error of TOML's own
        raise UserError(f"{path}: not valid TOML: {error}") from None


def _table_in(document: dict[str, Any], table: tuple[str, ...]) -> Any:
    found: Any = document
    for key in table:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def _checked(table: Any, path: Path) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise UserError(f"{path}: `tool.journeymap` is not a table", hint="write `[tool.journeymap]`")
    known = {key: value for key, value in table.items() if key not in BRANDING}
    return _read(known, SETTINGS, "", path) | _branding(table, path)


def _branding(table: dict[str, Any], path: Path) -> dict[str, Any]:
    """Returns the brand and the hues of stages in a table of settings."""
    named = {key: table[key] for key in BRANDING if key in table}
    if not named:
        return {}
    try:
        brand, stage_hues = read_branding(named, path.parent)
    except BrandError as error:
        line = _line_of(error.keys, path)
        raise UserError(f"{path}:{line}: {error.message}", hint=error.hint) from None
    return {"brand": brand, "stage_hues": stage_hues}


def _line_of(keys: tuple[str, ...], path: Path) -> int:
    """The line, from 1, of the last of some keys that are found below each other, however their tables are written."""
    lines = read_regular(path, MAX_BYTES).decode("utf-8-sig").splitlines()
    found = 0
    for key in keys:
        place = re.compile(rf"""(?:^|[\s.{{,\[])["']?{re.escape(key)}["']?\s*[=.\]]""")
        found = next((at for at in range(found, len(lines)) if place.search(lines[at])), found)
    return found + 1


def _read(table: dict[str, Any], keys: Mapping[str, Setting], inside: str, path: Path) -> dict[str, Any]:
    """Returns the values of a table with known keys; `inside` is the table's name in messages, such as `build.`."""
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in keys:
            hint = did_you_mean(key, keys) or f"known here: {', '.join(keys)}"
            raise UserError(f"{path}: there is no setting `{inside}{key}`", hint=hint)
        setting = keys[key]
        values[setting.name] = setting.read(value, f"{path}: `{inside}{key}`", path)
    return values


def _texts(value: Any, where: str, file: Path) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise UserError(f"{where} is not a list of texts", hint='write ["JM301", "JM4"], say')
    return tuple(_plain(each, where) for each in value)


def _plain(text: str, where: str) -> str:
    """Returns the text. Raises UserError when it has a control character, such as NUL, which no name has."""
    if re.search(_CONTROL, text):
        raise UserError(f"{where} has a control character", hint="delete it; no name has one")
    return text


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
    value = _plain(value, where)
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
    return file.parent / _plain(value, where)


def _text(value: Any, where: str, file: Path) -> str:
    if not isinstance(value, str) or not value:
        raise UserError(f"{where} is not a text")
    return _plain(value, where)


def _language(value: Any, where: str, file: Path) -> str:
    if not isinstance(value, str) or not is_language(value):
        raise UserError(f"{where} is not the code of a language", hint="write `fi` or `pt-PT`, say")
    return value


def _themes(value: Any, where: str, file: Path) -> tuple[str, ...]:
    return tuple(_theme(each, where, file) for each in _texts(value, where, file))


def _build_settings(value: Any, where: str, file: Path) -> BuildSettings:
    if not isinstance(value, dict):
        raise UserError(f"{where} is not a table", hint="write `[build]`, and its settings below it")
    return BuildSettings(root=file.parent, **_read(value, BUILD_SETTINGS, "build.", file))


def _patterns(value: Any, where: str, file: Path) -> tuple[Patterns, ...]:
    return (checked_patterns(file.parent, _texts(value, where, file), where),)


def _per_file_ignores(value: Any, where: str, file: Path) -> tuple[PerFileIgnore, ...]:
    if not isinstance(value, dict):
        raise UserError(f"{where} is not a table", hint='write { "drafts/*" = ["JM3"] }, say')
    return tuple(
        PerFileIgnore(checked_patterns(file.parent, (pattern,), where), _texts(rules, f"{where}, {pattern}", file))
        for pattern, rules in value.items()
    )


class Setting(NamedTuple):
    """A key of the configuration file: the name of its value in `Settings`, what reads it, and what it says."""

    name: str
    read: Callable[[Any, str, Path], Any]
    doc: str


BUILD_SETTINGS: Mapping[str, Setting] = {
    "inputs": Setting("inputs", _texts, "The files and folders with the journeys of the site."),
    "output": Setting("output", _text, "The folder of the site, below that of the configuration file."),
    "formats": Setting("formats", _texts, "What to make of each journey; left out, what `format` says."),
    "themes": Setting(
        "themes", _themes, "Themes to draw in: the first names its files `ID.svg`, others `ID.THEME.svg`."
    ),
    "papers": Setting("papers", _texts, "Papers to print each map on: a PDF for each, such as `ID.a3.pdf`."),
    "paper-theme": Setting("paper_theme", _theme, "The theme of these prints."),
    "fail-on": Setting("fail_on", _texts, "What ends a build with 1: `overdue-review`, `overdue-action`, `unowned`."),
    "language": Setting("language", _language, "The language of the index."),
}
"""The settings of the table `[build]`, by their keys."""

SETTINGS: Mapping[str, Setting] = {
    "select": Setting("select", _texts, "The rules to check, and no others: codes, beginnings of codes, or names."),
    "ignore": Setting("ignore", _texts, "Rules to leave out."),
    "per-file-ignores": Setting("per_file_ignores", _per_file_ignores, "Rules to leave out in files, by patterns."),
    "exclude": Setting("exclude", _patterns, "What to leave out of folders, as `.gitignore` would write it."),
    "force-exclude": Setting("force_exclude", _boolean, "Whether what is excluded stays out even where it is named."),
    "respect-gitignore": Setting(
        "respect_gitignore", _boolean, "Whether what git ignores is left out of folders, as it is unless `false`."
    ),
    "severity": Setting("severity", _severities, "Another severity for rules: `error`, `warning`, `info` or `off`."),
    "strict": Setting("strict", _boolean, "Whether warnings stop a drawing and fail a run, as errors do."),
    "theme": Setting("theme", _theme, "The theme to draw in."),
    "templates": Setting("templates", _folder, "A folder of templates that replace the built-in ones."),
    "format": Setting("formats", _texts, "What `render` makes of each journey."),
    "view": Setting("view", _text, "What is drawn: `overview`, `standard` or `full`; left out, what the theme shows."),
    "lanes": Setting("lanes", _texts, "The rows of the map, in place of those of the view and the journey."),
    "fonts": Setting("fonts", _fonts, "Packages and files of fonts for letters that the map's own font lacks."),
    "allow-missing": Setting("allow_missing", _boolean, "Whether a box is drawn for what no font has."),
    "build": Setting("build", _build_settings, "The table of what only `journeymap build` uses."),
}
"""The settings by their keys in the file. Those of a brand are in `journeymap.brand`."""
