"""Writes the tables for analysts as CSV, in UTF-8 with a byte order mark; several values in a cell have a line each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from journeymap.exchange.export.analysis import FilledTable, tables_of
from journeymap.exchange.export.request import ExportedFile, JourneyToExport
from journeymap.render.trackers.tables import table


def export(journeys: Sequence[JourneyToExport]) -> dict[str, ExportedFile]:
    """The tables by name, all with a row of headings. Texts that could be formulas have an apostrophe in front."""
    return {each.name: ExportedFile(_csv(each)) for each in tables_of(journeys)}


def _csv(filled: FilledTable) -> bytes:
    rows = ([_cell(value) for value in row] for row in filled.rows)
    return table([column.name for column in filled.columns], rows, marked=True)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.15g}" if isinstance(value, float) else str(value)
