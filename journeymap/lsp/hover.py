"""Hover: the manual of a key, what an id stands for, and the manual of a rule that finds something there."""

from __future__ import annotations

from lsprotocol import types

from journeymap.lsp.expected import expected_at
from journeymap.lsp.items import item_summary
from journeymap.lsp.navigation import IdHere, id_at
from journeymap.lsp.positions import Positions
from journeymap.model.manual import field_manual
from journeymap.rules import rule_named
from journeymap.source.cursor import cursor_at
from journeymap.workspace import Document


def hover(document: Document, positions: Positions, at: int) -> types.Hover | None:
    """Returns what is known about what stands at an offset; None where nothing is."""
    found, span = _meaning(document, at)
    parts = [found] if found else []
    for diagnostic in document.diagnostics if document.checked_already else ():
        source = document.source
        begin = source.offset(diagnostic.line, diagnostic.column)
        end = source.offset(diagnostic.end_line, diagnostic.end_column)
        rule = rule_named(diagnostic.code)
        if diagnostic.path == document.name and begin <= at <= end and rule is not None:
            parts.append(f"**{rule.code}** {rule.name}\n\n{rule.manual}")
            span = span or (begin, end)
    if not parts or span is None:
        return None
    content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(dict.fromkeys(parts)))
    return types.Hover(content, positions.range(*span))


def _meaning(document: Document, at: int) -> tuple[str, tuple[int, int] | None]:
    """The manual of the key at an offset, or what the id there stands for, and its span."""
    place = id_at(document, at)
    told = _of_id(document, place) if place is not None else ""
    if place is not None and told:
        return told, place.span
    cursor = cursor_at(document.source.text, at)
    if cursor.slot == "key" or (cursor.slot == "either" and cursor.has_colon):
        field = expected_at(cursor.path).field_named(document.source.text[cursor.start : cursor.end])
        if field is not None:
            return f"**{field.name}**\n\n{field_manual(field)}", (cursor.start, cursor.end)
    return "", None


def _of_id(document: Document, place: IdHere) -> str:
    ids = document.last_good.ids if document.last_good is not None else None
    node = ids.declared.get(place.model, {}).get(place.id) if ids is not None else None
    return item_summary(ids, node) if ids is not None and node is not None else ""
