"""Reads the tables in files: sheets of a workbook, delimited text, and tables in Markdown."""

from __future__ import annotations

import dataclasses
import re
from pathlib import PurePath

from journeymap.errors import UserError
from journeymap.exchange.importing.tables.table import SourceTable
from journeymap.io.sheets import MOST_COLUMNS, MOST_ROWS, check_table_file, delimited_rows
from journeymap.io.spreadsheet import unescape_formula

SUFFIXES = (".xlsx", ".csv", ".tsv")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?P<text>.*?)\s*#*\s*")
_PIPE = re.compile(r"(?<!\\)\|")


def tables_of(data: bytes, name: str) -> dict[str, SourceTable]:
    """The tables of a workbook, or the one in delimited text, by their names; that of a text is empty.

    Raises UserError for a file that cannot be read, has macros, or is too large.
    """
    check_table_file(data, name)
    if PurePath(name).suffix.lower() == ".xlsx":
        from journeymap.io.workbook import sheets_of  # noqa: PLC0415  slow to import, and only workbooks need it

        sheets = sheets_of(data, name)
        return {title: SourceTable(_plain(sheet.rows), sheet.merged) for title, sheet in sheets.items()}
    return {"": SourceTable(_plain(delimited_rows(data, name)))}


def markdown_tables(text: str, name: str) -> dict[str, SourceTable]:
    """The tables with pipes in a text in Markdown, each named after the line on which it begins.

    Raises UserError for one that is too large.
    """
    lines = text.splitlines()
    found: dict[str, SourceTable] = {}
    around: list[int] = []
    title, fence, number = "", "", 0
    while number < len(lines):
        line = lines[number]
        mark = re.match(r"\s{0,3}(```+|~~~+)", line)
        if mark and not fence:
            fence = mark[1]
        elif fence:
            fence = "" if line.strip().startswith(fence) else fence
        elif heading := _HEADING.fullmatch(line):
            title = heading["text"]
        elif (
            "|" in line and number + 1 < len(lines) and "-" in lines[number + 1] and _RULE.fullmatch(lines[number + 1])
        ):
            rows, places, end = [_cells(line)], [number + 1], number + 2
            while end < len(lines) and "|" in lines[end]:
                rows.append(_cells(lines[end]))
                places.append(end + 1)
                end += 1
            if len(rows) > MOST_ROWS or max(map(len, rows)) > MOST_COLUMNS:
                most = f"{MOST_ROWS:,} rows and {MOST_COLUMNS} columns"
                raise UserError(f"{name}: line {number + 1}: a table may have {most}")
            found[f"line {number + 1}"] = SourceTable(rows, (), tuple(places), title)
            number = end - 1
        elif line.strip():
            around.append(number + 1)
        number += 1
    return {each: dataclasses.replace(table, around=tuple(around)) for each, table in found.items()}


def _cells(line: str) -> list[str]:
    inside = line.strip().removeprefix("|")
    inside = inside[:-1] if inside.endswith("|") and not inside.endswith("\\|") else inside
    return [re.sub(r"\*\*|__", "", cell.replace("\\|", "|")).strip() for cell in _PIPE.split(inside)]


def _plain(rows: list[list[str]]) -> list[list[str]]:
    return [[unescape_formula(cell) for cell in row] for row in rows]
