"""Reads a file of another tool into a draft, by what it is called and what is in it."""

from __future__ import annotations

from pathlib import PurePath

from journeymap.errors import UserError
from journeymap.exchange.importing.draft import Imported
from journeymap.exchange.importing.exported_workbook import read_exported
from journeymap.exchange.importing.mermaid import has_mermaid, read_mermaid
from journeymap.exchange.importing.openjourney import read_openjourney
from journeymap.exchange.importing.tables.crosswalk import Crosswalk
from journeymap.exchange.importing.tables.files import SUFFIXES, markdown_tables, tables_of
from journeymap.exchange.importing.tables.importing import read_tables
from journeymap.exchange.sheets.sheet_rows import is_exported
from journeymap.io.encodings import decoded, in_unicode
from journeymap.io.sheets import check_table_file

MOST_BYTES = 10 * 1024 * 1024
_MOST_TEXT = 1_000_000
_MERMAID = (".mmd", ".mermaid")
_OPENJOURNEY = ".ojf"
_MARKDOWN = (".md", ".markdown", ".mdown")
_TEXTS = (*_MERMAID, *_MARKDOWN, *(each for each in SUFFIXES if each != ".xlsx"))
KINDS = "a table (.xlsx, .csv, .tsv, or in .md), a Mermaid journey (.mmd, or in .md), or one of OpenJourney (.ojf)"
"""What can be read, as messages say it."""


def read_foreign(data: bytes, name: str, language: str = "", crosswalk: Crosswalk | None = None) -> Imported:
    """The draft of the journey in the bytes of a file called `name`; `language` is that of its texts, if it is known.

    `crosswalk` says how a table is to be read. A text that is not in Unicode is read in the encoding in which its words
    make sense, and that is noted. Raises UserError for a file that is no journey of a kind that can be read, or too
    large, and for a crosswalk with what is no table.
    """
    if len(data) > MOST_BYTES:
        raise UserError(f"{name}: a file to import may have 10 MB")
    if not data:
        raise UserError(f"{name}: this file is empty", hint="it may have been copied only in part")
    encoding = ""
    if PurePath(name).suffix.lower() in _TEXTS:
        data, encoding = in_unicode(data)
    found = _read(data, name, language, crosswalk)
    if encoding:
        found.mended("encoding", f"it is not UTF-8, and was read as {encoding}; if letters are wrong, save it as UTF-8")
    return found


def _read(data: bytes, name: str, language: str, crosswalk: Crosswalk | None) -> Imported:
    suffix = PurePath(name).suffix.lower()
    if suffix in (*_MERMAID, *_MARKDOWN):
        text = _text(data, name)
        tables = markdown_tables(text, name) if suffix in _MARKDOWN else {}
        if suffix in _MERMAID or (has_mermaid(text) and crosswalk is None):
            if crosswalk is not None:
                raise UserError(f"{name}: a crosswalk is for tables, and this is a diagram")
            return read_mermaid(text, name, language)
        if tables:
            return read_tables(tables, name, language, crosswalk)
        raise UserError(f"{name}: it has no diagram of Mermaid and no table", hint=f"what can be imported: {KINDS}")
    if suffix == _OPENJOURNEY:
        return read_openjourney(_text(data, name), name, language, crosswalk)
    check_table_file(data, name)
    if suffix in SUFFIXES:
        tables = tables_of(data, name)
        sheets = {title: table.rows for title, table in tables.items()}
        if not is_exported(sheets):
            return read_tables(tables, name, language, crosswalk)
        if crosswalk is not None:
            raise UserError(f"{name}: this workbook was exported, and needs no crosswalk", hint="leave it out")
        return read_exported(sheets, language)
    raise UserError(f"{name}: {suffix or 'a file without a suffix'} cannot be imported", hint=f"it can be {KINDS}")


def _text(data: bytes, name: str) -> str:
    text = decoded(data, name)
    if len(text) > _MOST_TEXT:
        raise UserError(f"{name}: a text to import may have {_MOST_TEXT:,} characters")
    return text
