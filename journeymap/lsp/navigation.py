"""From an id to where it is declared and where it is referred to, and renaming it."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.diagnostics import Span
from journeymap.errors import UserError
from journeymap.fixes.ids import IdPlace, kinds_of_ids
from journeymap.fixes.rename import Renaming, parse_renaming, renaming_changes
from journeymap.source.text import Replacement
from journeymap.workspace import Document


def id_at(document: Document, at: int) -> IdPlace | None:
    """Returns the place of an id at an offset; in a text that cannot be read, only what is still where it was."""
    good = document.last_good
    if good is None or good.ids is None:
        return None
    text = document.source.text
    for place in good.ids:
        start, end = place.span
        if start <= at <= end and (good is document or text[start:end] == good.source.text[start:end]):
            return place
    return None


def places_of(document: Document, model: type, name: str) -> Iterator[IdPlace]:
    """Yields each place of an id in a document, once; of a text that cannot be read, in the last that could."""
    seen: set[Span] = set()
    good = document.last_good
    for place in good.ids or () if good is not None else ():
        if place.model is model and place.id == name and place.span not in seen:
            seen.add(place.span)
            yield place


def word_span(document: Document, place: IdPlace) -> Span:
    """Returns the span of the id itself, without quotes, and in a mention without brackets and kind."""
    text = document.source.text
    start, end = place.span
    at = text.rfind(place.id, start, end) if place.mention else text.find(place.id, start, end)
    return Span(at, at + len(place.id)) if at >= 0 else place.span


def kind_of(document: Document, place: IdPlace) -> str:
    """Returns the word for what an id names: `touchpoint`, `owner`, …."""
    return next(word for word, model in kinds_of_ids().items() if model is place.model)


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
