"""What a run was asked for: from the configuration file, and then from the command line.

The file is `journeymap.toml`, or the table `[tool.journeymap]` of `pyproject.toml`, in the working folder
or the nearest folder above it. A journey file has no say here: it may come from a stranger.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from journeymap.diagnostics import Severity
from journeymap.errors import UserError

DEFAULT_FORMATS = ("svg", "html")
_SEVERITIES: dict[str, Severity | None] = {"off": None, **{severity.word: severity for severity in Severity}}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that decides how journeys are checked and drawn, beside the journeys themselves.

    `select`, `ignore` and the keys of `severity` are codes (`JM301`), the beginnings of codes (`JM3`) or
    names of rules. A severity of None turns a rule off. Dates are judged on `today`. A
    PNG has `dpi` pixels to the inch, or is `width` pixels wide.
    """

    today: dt.date
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity | None] = field(default_factory=dict)
    strict: bool = False
    theme: str = "default"
    templates: Path | None = None
    formats: tuple[str, ...] = DEFAULT_FORMATS
    compact: bool = False
    dpi: float = 96
    width: int | None = None
    pdf_standard: str | None = None


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
        for name, table in (("journeymap.toml", ()), ("pyproject.toml", ("tool", "journeymap"))):
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
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UserError(f"{path}: not valid TOML: {error}") from None


def _inside(document: dict[str, Any], table: tuple[str, ...]) -> Any:
    found: Any = document
    for key in table:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def _checked(table: Any, path: Path) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise UserError(f"{path}: `tool.journeymap` is not a table", hint="write `[tool.journeymap]`")
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _KEYS:
            from difflib import get_close_matches  # noqa: PLC0415  only a mistake pays for it

            near = get_close_matches(key, _KEYS, n=1)
            hint = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(_KEYS)}"
            raise UserError(f"{path}: there is no setting `{key}`", hint=hint)
        name, read = _KEYS[key]
        values[name] = read(value, f"{path}: `{key}`", path.parent)
    return values


def _texts(value: Any, where: str, folder: Path) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise UserError(f"{where} is not a list of texts", hint='write ["JM301", "JM4"], say')
    return tuple(value)


def _severities(value: Any, where: str, folder: Path) -> dict[str, Severity | None]:
    if not isinstance(value, dict) or not all(isinstance(word, str) for word in value.values()):
        raise UserError(f"{where} is not a table of severities", hint='write { JM301 = "error" }, say')
    return {code: severity_named(word, f"{where}, {code}") for code, word in value.items()}


def _truth(value: Any, where: str, folder: Path) -> bool:
    if not isinstance(value, bool):
        raise UserError(f"{where} is neither true nor false")
    return value


def _theme(value: Any, where: str, folder: Path) -> str:
    """A theme's name; a theme's file is looked for beside the configuration file."""
    if not isinstance(value, str):
        raise UserError(f"{where} is not a text", hint="name a theme, or a theme's file")
    return str(folder / value) if Path(value).suffix else value


def _folder(value: Any, where: str, folder: Path) -> Path:
    if not isinstance(value, str):
        raise UserError(f"{where} is not a text", hint="name a folder")
    return folder / value


_KEYS: dict[str, tuple[str, Callable[[Any, str, Path], Any]]] = {
    "select": ("select", _texts),
    "ignore": ("ignore", _texts),
    "severity": ("severity", _severities),
    "strict": ("strict", _truth),
    "theme": ("theme", _theme),
    "templates": ("templates", _folder),
    "format": ("formats", _texts),
}
