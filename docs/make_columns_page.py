"""Writes docs/columns.md from the fields of the model: `python docs/make_columns_page.py`."""

from __future__ import annotations

from pathlib import Path

from markdown_tables import table

from journeymap.exchange.export.analysis import analysis_tables
from journeymap.exchange.export.column_kinds import DAY, NUMBER, TEXT, TEXTS, TRUTH, WHOLE

PAGE = Path(__file__).with_name("columns.md")
_ABOUT = {
    "touchpoints": "A row a touchpoint. Of channels, thoughts and the like it has the texts; of ways on, where they "
    "lead.",
    "feelings": "A row for how one persona feels at a touchpoint, or in a stage as a whole.",
    "points": "A row a pain, gain or opportunity.",
    "metrics": "A row a metric of a touchpoint, or of a stage as a whole: as the file has it or, where it is planned "
    "there and measured beside it, as measured.",
    "actions": "A row an action of the plan. An expected effect is a JSON object in the file's own keys.",
}
_TYPES = {TEXT: "text", NUMBER: "number", WHOLE: "whole number", TRUTH: "true, false", DAY: "day", TEXTS: "texts"}
_HEAD = """\
# The columns of tables for analysts

`journeymap export --to csv`, `json` and `parquet` write these tables, each of all journeys that are exported. What each
format makes of a type is told in [Tables for analysts](exporting.md#tables-for-analysts). Columns follow from [the file
format](format.md): what may be written at a touchpoint, an emotion, a point, a metric or an action has a column here.

This page is made by `python docs/make_columns_page.py`.
"""


def page() -> str:
    """The page: a table of columns for each table."""
    parts = [_HEAD]
    for each in analysis_tables():
        rows = [(f"`{column.name}`", _TYPES[column.type], column.doc) for column in each.columns]
        parts.append(f"## {each.name}\n\n{_ABOUT[each.name]}\n\n{table(('column', 'type', 'what it is'), rows)}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
