"""Reads a file of another tool into a draft, by what it is called and what is in it."""

from __future__ import annotations

from pathlib import PurePath

from journeymap.errors import UserError
from journeymap.exchange.importing.draft import Imported
from journeymap.exchange.importing.exported_workbook import read_exported
from journeymap.exchange.importing.mermaid import has_mermaid, read_mermaid
from journeymap.exchange.sheets.sheet_rows import is_exported
from journeymap.io.workbook import sheets_of

MOST_BYTES = 10 * 1024 * 1024
_MOST_TEXT = 1_000_000
_WORKBOOK = ".xlsx"
_MERMAID = (".mmd", ".mermaid")
_MARKDOWN = (".md", ".markdown", ".mdown")
KINDS = "a Mermaid journey (.mmd, or in .md)"
"""What can be read, as messages say it."""


def read_foreign(data: bytes, name: str, language: str = "") -> Imported:
    """The draft of the journey in the bytes of a file called `name`; `language` is that of its texts, if it is known.

    Raises UserError for a file that is no journey of a kind that can be read, or too large.
    """
    suffix = PurePath(name).suffix.lower()
    if len(data) > MOST_BYTES:
        raise UserError(f"{name}: a file to import may have 10 MB")
    if suffix == _WORKBOOK:
        sheets = sheets_of(data, name)
        if is_exported(sheets):
            return read_exported(sheets, language)
        raise UserError(f"{name}: it was not written by `journeymap export`", hint=f"what can be imported: {KINDS}")
    if suffix in (*_MERMAID, *_MARKDOWN):
        text = _text(data, name)
        if suffix in _MERMAID or has_mermaid(text):
            return read_mermaid(text, name, language)
        raise UserError(f"{name}: it has no diagram of Mermaid", hint=f"what can be imported: {KINDS}")
    raise UserError(f"{name}: {suffix or 'a file without a suffix'} cannot be imported", hint=f"it can be {KINDS}")


def _text(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(f"{name}: this is not UTF-8", hint="save it as UTF-8") from None
    if len(text) > _MOST_TEXT:
        raise UserError(f"{name}: a text to import may have {_MOST_TEXT:,} characters")
    return text
