"""The index of a site: every journey with its owner and its facts, as a page, as CSV and as JSON.

What it shows of a journey, and where, follows from the table of facts.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, get_origin

from journeymap import __version__
from journeymap.build.drawing import file_names
from journeymap.build.facts import FACTS, KINDS, PAGE_COLUMNS, PLACES, in_groups, values_of
from journeymap.build.manifest import JourneyEntry
from journeymap.io.spreadsheet import escape_formula
from journeymap.pipeline.draw import with_templates
from journeymap.pipeline.fonts import use_fonts_of
from journeymap.pipeline.severity import severities
from journeymap.pipeline.themes import theme_of
from journeymap.settings import Settings

if TYPE_CHECKING:
    from journeymap.render.environment import Environment
    from journeymap.style.theme import Theme

_VERSION = 1
_PLACES: Mapping[str, str] = {"path": "path", "drawn": "drawn"} | PLACES
"""The columns of index.csv with their places in index.json: `key`, or `group.key`."""


def index_files(rows: Sequence[Mapping[str, Any]], settings: Settings) -> dict[str, bytes]:
    """The three files of the index, made from the result of `index_rows`."""
    return {
        "index.html": _html(rows, settings),
        "index.csv": _csv(rows),
        "index.json": _json(rows, settings),
    }


def index_rows(
    entries: Iterable[JourneyEntry], settings: Settings, changes: Collection[str] = ()
) -> list[dict[str, Any]]:
    """A row for each journey, sorted by name: its facts by name, and its `files` by kind.

    `changes` are the names of the files that show what changed.
    """
    return [_row(entry, settings, changes) for entry in sorted(entries, key=lambda entry: entry.name)]


def _row(entry: JourneyEntry, settings: Settings, changes: Collection[str]) -> dict[str, Any]:
    known = {"path": entry.name, "drawn": entry.drawn}
    facts = entry.facts
    if facts is None:
        return {**dict.fromkeys(_PLACES), **known, "errors": entry.errors, "files": {}}
    values = {**known, **values_of(facts, severities(settings.for_journey(entry.name)))}
    files = file_names(facts.id, settings)
    files = {kind: name for kind, name in files.items() if name in entry.files}
    diff = f"{facts.id}.diff.html"
    return {name: values[name] for name in _PLACES} | {"files": files | ({"diff": diff} if diff in changes else {})}


def unread_row(name: str, files: Mapping[str, str]) -> dict[str, Any]:
    """The row of a journey that has not been read yet, with its `files` by kind."""
    return {**dict.fromkeys(_PLACES), "path": name, "drawn": True, "errors": None, "files": dict(files)}


def _json(rows: Sequence[Mapping[str, Any]], settings: Settings) -> bytes:
    index = {
        "version": _VERSION,
        "tool": {"name": "journeymap", "version": __version__},
        "as_of": settings.today.isoformat(),
        "journeys": [_nested(row) for row in rows],
    }
    return (json.dumps(index, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def _nested(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with its groups as objects; a group whose first fact is missing is null."""
    if row["id"] is None:
        plain = {name: row[name] for name in ("path", "drawn", "id", "title")}
        return {**plain, "files": row["files"], "health": {"errors": row["errors"]}}
    return {**in_groups(row, _PLACES), "files": row["files"]}


def _csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """A table for spreadsheets: with a byte order mark, and with texts that cannot be taken for formulas.

    Columns that are in no group come first, and among them those with a single value.
    """
    names = [name for name in _PLACES if name not in FACTS or FACTS[name].in_csv]
    columns = sorted(names, key=lambda name: ("." in _PLACES[name], get_origin(KINDS.get(name)) is list))
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[name]) for name in columns] for row in rows)
    return file.getvalue().encode("utf-8-sig", "backslashreplace")


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        value = ", ".join(value)
    return escape_formula(value) if isinstance(value, str) else value


def _html(rows: Sequence[Mapping[str, Any]], settings: Settings) -> bytes:
    return with_templates(partial(_page, rows, settings), settings.templates)["index.html"]


def _page(rows: Sequence[Mapping[str, Any]], settings: Settings, environment: Environment) -> dict[str, bytes]:
    from journeymap.render.index import render_index  # noqa: PLC0415  a build without changes draws nothing
    from journeymap.style.locale import INDEXES, load_words  # noqa: PLC0415

    settings = settings.replace(theme=settings.build.themes[0])
    use_fonts_of(settings, settings.build.language)
    theme = theme_of(settings)
    page = render_index(
        rows,
        columns=PAGE_COLUMNS,
        theme=theme,
        logo=_logo(theme),
        words=load_words(settings.build.language, INDEXES, own=settings.templates),
        today=settings.today,
        environment=environment,
    )
    return {"index.html": page.encode("utf-8", "backslashreplace")}


def _logo(theme: Theme) -> str:
    """The logo of a theme's brand as an address; empty without one."""
    if not theme.brand.logo.files:
        return ""
    from journeymap.pipeline.logos import logo_of  # noqa: PLC0415  few sites have a logo

    logo = logo_of(theme)
    return logo.dark.address if logo else ""
