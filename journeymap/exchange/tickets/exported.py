"""Reads what a tracker exports: a table, in text or as a workbook, or JSON. Its header says which tracker it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any, NamedTuple

from journeymap.errors import UserError
from journeymap.exchange.tickets.names import WORK_ITEM, TicketName, ticket_name
from journeymap.exchange.tickets.trackers import TrackerKind, known_trackers
from journeymap.io.encodings import decoded
from journeymap.io.sheets import delimited_rows

MOST_BYTES = 50 * 1024 * 1024
_MOST_ROWS = 100_000
_MOST_COLUMNS = 2_000
"""Jira gives each value of a field that has several a column of its own."""
_SPACE = re.compile(r"\s*")
_LISTS = ("items", "nodes", "issues", "value")
KINDS = "CSV or XLSX of Jira, Azure Boards or GitLab, JSON of `gh issue list --json number,url,state,stateReason`"


_Table = tuple[list[str], list[tuple[str, dict[str, str]]]]
"""The header, and the rows with their places."""


class ExportedTicket(NamedTuple):
    """A ticket in an export: where it stands there, its name, as written and as compared, and what is said of it."""

    at: str
    written: str
    name: TicketName
    status: str
    category: str
    reason: str
    due: str


class TrackerExport(NamedTuple):
    """The export of a tracker, and its tickets in the order of the file."""

    tracker: TrackerKind
    tickets: tuple[ExportedTicket, ...]


def read_export(data: bytes, name: str) -> TrackerExport:
    """The tickets in the bytes of a file called `name`.

    Raises UserError for a file that is too large or cannot be read, and for one of no tracker that is known.
    """
    if len(data) > MOST_BYTES:
        raise UserError(f"{name}: an export may have 50 MB", hint="export fewer columns or fewer tickets")
    header, rows = _contents(data, name)
    for tracker in known_trackers():
        if columns := tracker.columns_in(header):
            return TrackerExport(tracker, tuple(_tickets(rows, columns)))
    seen = ", ".join(list(header)[:8]) or "none"
    raise UserError(f"{name}: this is the export of no tracker that is known; its columns: {seen}", hint=KINDS)


def _contents(data: bytes, name: str) -> _Table:
    if PurePath(name).suffix.lower() == ".xlsx":
        from journeymap.io.workbook import first_sheet_of  # noqa: PLC0415  slow to import, and not needed for text

        return _table(first_sheet_of(data, name).rows)
    text = decoded(data, name, "save it as `CSV UTF-8`, or as .xlsx")
    if text.lstrip()[:1] in ("[", "{"):
        return _json(text, name)
    return _table(delimited_rows(data, name, most_rows=_MOST_ROWS, most_columns=_MOST_COLUMNS))


def _tickets(rows: Iterable[tuple[str, Mapping[str, str]]], columns: Mapping[str, str]) -> Iterator[ExportedTicket]:
    for at, row in rows:
        told = {field: row.get(heading, "").strip() for field, heading in columns.items()}
        written = told["ticket"]
        if not written:
            continue
        name = ticket_name(written)
        if name.number and told.get("url"):
            name = ticket_name(told["url"])
            written = f"#{written.lstrip('#')}"
        elif name.number and "kind" in columns:  # only Azure Boards tells it
            name = name._replace(kind=WORK_ITEM)
        yield ExportedTicket(
            at, written, name, told["status"], told.get("category", ""), told.get("reason", ""), told.get("due", "")
        )


def _table(rows: list[list[str]]) -> _Table:
    """The header and the rows, by heading; of columns with one heading, the first that says something."""
    filled = [(number, cells) for number, cells in enumerate(rows, 1) if any(cell.strip() for cell in cells)]
    if not filled:
        return [], []
    header = [cell.strip() for cell in filled[0][1]]
    found: list[tuple[str, dict[str, str]]] = []
    for number, cells in filled[1:]:
        row: dict[str, str] = {}
        for heading, cell in zip(header, cells, strict=False):
            row[heading] = row.get(heading, "") or cell
        found.append((f"row {number}", row))
    return header, found


def _json(text: str, name: str) -> _Table:
    """The keys of the first item and all items, of a list, of a list in an object, or of an object a line."""
    found: list[Any] = []
    decoder, at = json.JSONDecoder(), _after_space(text, 0)
    try:
        while at < len(text):
            value, at = decoder.raw_decode(text, at)
            found += _listed(value)
            at = _after_space(text, at)
    except json.JSONDecodeError as error:
        raise UserError(
            f"{name}: line {error.lineno}, column {error.colno}: this is not JSON: {error.msg}", hint="export it anew"
        ) from None
    except RecursionError:
        raise UserError(f"{name}: it is nested too deep for an export") from None
    if len(found) > _MOST_ROWS:
        raise UserError(f"{name}: an export may have {_MOST_ROWS:,} tickets", hint="export fewer tickets")
    items = [
        (f"item {number}", {str(key): _as_text(value) for key, value in each.items()})
        for number, each in enumerate(found, 1)
        if isinstance(each, dict)
    ]
    return list(dict.fromkeys(key for _, each in items for key in each)), items


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    lists = [value[key] for key in _LISTS if isinstance(value.get(key), list)] if isinstance(value, dict) else []
    return lists[0] if lists else [value]


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None or isinstance(value, dict | list) else str(value)
