"""What stands above the grid of a table: its title, and what a journey as a whole has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journeymap.exchange.importing.draft import tidy
from journeymap.exchange.importing.labels import label_of, says_nothing
from journeymap.exchange.importing.tables.crosswalk import Crosswalk
from journeymap.exchange.importing.tables.table import SourceTable
from journeymap.io.sheets import cell_name

FIELDS = ("title", "personas", "scenario", "goal", "focus", "owner")
_LABELLED = re.compile(r"(?P<label>[^:：]{1,60})[:：]\s*(?P<text>\S.*)")


def head_of_table(table: SourceTable, rows: int, found: Crosswalk, language: str) -> Iterator[tuple[str, str, str]]:
    """Yields what stands in the first rows: what it is, its text, and where it is.

    A label stands before a colon, or in the cell before; the first text without one is the title.
    """
    has_title = False
    for row in range(min(rows, len(table.rows))):
        waiting = ""
        for column in range(len(table.rows[row])):
            text = tidy(table.text(row, column))
            if not text:
                continue
            if says_nothing(text, language):
                found.ignored[cell_name(row, column)] = "it says nothing"
                continue
            field, text = _labelled(text, language)
            if not text:
                found.ignored[cell_name(row, column)] = f"a label: {field}"
                waiting = field
                continue
            if not field:
                field = waiting or ("" if has_title else "title")
            waiting = ""
            has_title = has_title or field == "title"
            yield field, text, table.place(row, column)


def _labelled(text: str, language: str) -> tuple[str, str]:
    """What a text above a table is, if it says so, and the text without its label; that is empty for a label alone."""
    alone = label_of(text.rstrip(":： "), language)
    if alone and alone.field in FIELDS and alone.field != "title":
        return alone.field, ""
    match = _LABELLED.fullmatch(text)
    known = label_of(match["label"], language) if match else None
    if match and known and known.field in FIELDS:
        return known.field, match["text"]
    return "", text
