"""Writes the tables for analysts as JSON: each a list of rows, an object a row, with all columns of the table."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

from journeymap.exchange.export.analysis import tables_of
from journeymap.exchange.export.request import ExportedFile, JourneyToExport


def export(journeys: Sequence[JourneyToExport]) -> dict[str, ExportedFile]:
    """The tables by name. Days are texts, as 2027-01-31; what is not known is null."""
    found = {}
    for table in tables_of(journeys):
        names = [column.name for column in table.columns]
        lines = [_line(dict(zip(names, row, strict=True))) for row in table.rows]
        found[table.name] = ExportedFile(("[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n").encode())
    return found


def _line(row: dict[str, object]) -> str:
    return json.dumps(row, ensure_ascii=False, default=_day)


def _day(value: object) -> str:
    assert isinstance(value, dt.date)
    return value.isoformat()
