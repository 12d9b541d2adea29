"""From an id to where it is declared and where it is referred to, and renaming it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from journeymap.diagnostics import Span
from journeymap.errors import UserError
from journeymap.fixes.ids import kinds_of_ids, named_by
from journeymap.fixes.rename import Renaming, parse_renaming, renaming_changes
from journeymap.insight.mentions import MENTION
from journeymap.lsp.expected import expected_at
from journeymap.model.kinds import Text
from journeymap.model.shape import MapOf
from journeymap.rules.rewriting import id_space
from journeymap.source.cursor import cursor_at
from journeymap.source.offsets import line_end, line_start
from journeymap.source.text import Replacement
from journeymap.workspace import Document


class IdHere(NamedTuple):
    """An id at a place: the class of what it names, the id, and its span without quotes and brackets."""

    model: type
    id: str
    span: Span

    @property
    def kind(self) -> str:
        """The word for what it names: `touchpoint`, `owner`, …."""
        return next(word for word, model in kinds_of_ids().items() if model is self.model)


def id_at(document: Document, at: int) -> IdHere | None:
    """Returns the id at an offset of a text, which need not be one that can be read."""
    text = document.source.text
    cursor = cursor_at(text, at)
    expected = expected_at(cursor.path)
    for match in MENTION.finditer(text, line_start(text, at), line_end(text, at)):
        if match.start() <= at <= match.end() and (cursor.slot == "text" or isinstance(expected.single, Text)):
            return _mention(document, match)
    if cursor.slot in ("text", "none") or cursor.start == cursor.end:
        return None
    word, span = text[cursor.start : cursor.end], Span(cursor.start, cursor.end)
    if cursor.has_colon:
        of = expected.mapping.of if isinstance(expected.mapping, MapOf) else ""
    else:
        of = named_by(expected.single)
    model = kinds_of_ids().get(of)
    if model is not None:
        return IdHere(model, word, span)
    space = id_space(expected.model) if expected.name == "id" and not cursor.has_colon else None
    return IdHere(space, word, span) if space is not None and space in kinds_of_ids().values() else None


def _mention(document: Document, match: re.Match[str]) -> IdHere | None:
    ids = document.last_good.ids if document.last_good is not None else None
    mention = ids.mentioned(match[1]) if ids is not None else None
    model = kinds_of_ids()[mention.kind] if mention is not None else None
    if mention is None or model is None:
        return None
    start = match.string.rfind(mention.id, match.start(), match.end())
    return IdHere(model, mention.id, Span(start, start + len(mention.id)))


def places_of(document: Document, model: type, name: str) -> Iterator[tuple[Span, bool]]:
    """Yields the span of each place of an id, once, without quotes and brackets, and whether it declares it.

    In a text that cannot be read these are the places of the last one that could, where they are now.
    """
    good = document.last_good
    if good is None or good.ids is None:
        return
    seen: set[Span] = set()
    for place in good.ids:
        if place.model is not model or place.id != name or place.span in seen:
            continue
        seen.add(place.span)
        text, (start, end) = good.source.text, place.span
        at = text.rfind(name, start, end) if place.mention else text.find(name, start, end)
        span = Span(at, at + len(name)) if at >= 0 else place.span
        yield Span(document.now(span.start), document.now(span.end)), place.declares


def changes_of_renaming(document: Document, kind: str, old: str, new: str) -> list[Replacement]:
    """Returns what renaming an id changes in a document. Raises UserError where it cannot be renamed so."""
    renaming: Renaming = parse_renaming(f"{kind}.{old}", f"{kind}.{new}")
    return renaming_changes(document.loaded, renaming)[0]


def changes_elsewhere(document: Document, kind: str, old: str, new: str) -> list[Replacement]:
    """Returns what the same renaming changes in another document; nothing where it has no such id, or cannot be."""
    try:
        return changes_of_renaming(document, kind, old, new)
    except UserError:
        return []
