"""The settings of a run, from the configuration file and the command line.

A journey file cannot change settings, since it may come from a stranger.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from journeymap.brand import NO_BRAND, Brand
from journeymap.diagnostics import Severity
from journeymap.errors import UserError
from journeymap.io.ignoring import Patterns
from journeymap.records import NamedTuple, Record

OF_FOLDERS = ("exclude", "force_exclude", "respect_gitignore")
"""The settings that say which files are read, and nothing about how."""
DEFAULT_FORMATS = ("svg", "html")
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


class PerFileIgnore(NamedTuple):
    """Rules that are left out in the files that patterns name."""

    files: Patterns
    rules: tuple[str, ...]


class Settings(Record):
    """Everything that decides how journeys are checked and drawn, apart from the journeys themselves.

    `select`, `ignore` and the keys of `severity` are codes (`JM301`), beginnings of codes (`JM3`) or names of
    rules. A severity of None turns a rule off. `per_file_ignores` leave rules out in some files (see `for_file`).
    `today` is the day that dates are compared with. A PNG has `dpi` pixels to the inch, or is `width` pixels wide.
    With `persona` or `segment`, the id of one, maps show what it comes to alone. `view` is what is drawn of a
    journey (see `pipeline.views`): without it, what the theme shows, and of a page what suits its reader's window.
    `lanes` are the names of the rows of its map, in place of those of the view and the journey. The `brand` is that
    of themes that name none, and the hues of stages are before theirs. `fonts` are packages of fonts and whole
    paths of font files, for what the map's own font lacks; with `allow_missing`, what no font has is drawn as a
    box. `build` has the settings that only `journeymap build` uses.
    """

    today: dt.date
    select: tuple[str, ...] = ()
    per_file_ignores: tuple[PerFileIgnore, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity | None] = MappingProxyType({})
    strict: bool = False
    theme: str = "default"
    templates: Path | None = None
    formats: tuple[str, ...] = DEFAULT_FORMATS
    compact: bool = False
    view: str = ""
    lanes: tuple[str, ...] = ()
    persona: str = ""
    segment: str = ""
    dpi: float = 96
    width: int | None = None
    pdf_standard: str | None = None
    brand: Brand = NO_BRAND
    stage_hues: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()
    allow_missing: bool = False
    build: BuildSettings = BuildSettings()

    def for_file(self, path: str) -> Settings:
        """The settings for the file at an absolute path: rules that are left out in files like it are ignored."""
        further = tuple(rule for files, rules in self.per_file_ignores if files.name(path) for rule in rules)
        return self.replace(ignore=(*self.ignore, *further)) if further else self

    def for_journey(self, name: str) -> Settings:
        """The settings for a journey of a site, by its name, which is its path from the configuration's folder."""
        if not self.per_file_ignores:
            return self
        return self.for_file(os.path.abspath(self.build.root / name))  # noqa: PTH100  links stay as they are


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
