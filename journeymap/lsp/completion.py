"""Completion: keys, ids, words and mentions that may stand at a place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol import types

from journeymap.fixes.ids import IdsOfFile, kinds_of_ids, named_by
from journeymap.lsp.expected import Expected, expected_at
from journeymap.lsp.items import item_summary, item_title
from journeymap.lsp.positions import Positions
from journeymap.model.kinds import Choice, Id, Number, Text
from journeymap.model.manual import field_manual, noun_of, written
from journeymap.model.reading import Kind
from journeymap.model.shape import Field, ListOf, MapOf, Struct, fields_of
from journeymap.rules.references import words_beside_ids
from journeymap.source.bracketed import Cursor
from journeymap.source.cursor import cursor_at
from journeymap.source.offsets import line_end, line_start
from journeymap.source.text import Replacement
from journeymap.source.writing import quoted
from journeymap.workspace import Document

TRIGGERS = (" ", "[", ",", "{", ":", '"', "'")
"""The characters after which editors ask for completion by themselves."""
_MENTION = re.compile(r"\[\[([^\[\]\r\n]{0,100})\Z")
_MOST_NUMBERS = 10


def completions(document: Document, positions: Positions, at: int) -> list[types.CompletionItem]:
    """Returns what may stand at an offset of a document's text, in the order in which it is to be listed."""
    text = document.source.text
    cursor = cursor_at(text, at)
    good = document.last_good
    found = _Completing(cursor, expected_at(cursor.path), good.ids if good is not None else None, text, at)
    items = list(found.items())
    return [_item(each, number, positions, found) for number, each in enumerate(items)]


class _Offer:
    """One thing to complete a word to: how it is listed and explained, and what is written in place of the word."""

    def __init__(
        self, label: str, kind: types.CompletionItemKind, detail: str = "", manual: str = "", new: str | None = None
    ) -> None:
        self.label, self.kind, self.detail, self.manual = label, kind, detail, manual
        self.new = label if new is None else new


class _Completing:
    """Finds what a word may be completed to. `span` is what is replaced."""

    def __init__(self, cursor: Cursor, expected: Expected, ids: IdsOfFile | None, text: str, at: int) -> None:
        self._cursor, self._expected, self._ids, self._text, self._at = cursor, expected, ids, text, at
        end = max(cursor.end, at)
        # Behind a quote that is not closed yet the text goes on below, and an edit has to stay on its line.
        self.span = (cursor.start, end if end <= line_end(text, at) else at)

    def items(self) -> Iterator[_Offer]:
        """Yields what may stand at the place."""
        mention = _MENTION.search(self._text, line_start(self._text, self._at), self._at)
        if mention and (self._cursor.slot == "text" or isinstance(self._expected.single, Text)):
            self.span = (mention.start(1), self._at)
            yield from self._mentions()
            return
        if not line_start(self._text, self._at) <= self._cursor.start <= self._at:
            return
        if self._cursor.slot in ("text", "none"):
            return
        if self._cursor.slot in ("key", "either"):
            yield from self._keys()
        if self._cursor.slot in ("value", "either"):
            yield from self._values()

    def _keys(self) -> Iterator[_Offer]:
        mapping = self._expected.mapping
        if isinstance(mapping, Struct):
            given = self._cursor.present
            fields = [field for field in fields_of(mapping.model) if field.name not in given]
            for field in sorted(fields, key=lambda field: not field.required):
                yield self._key(field.name, noun_of(field.kind), field_manual(field), field)
        elif isinstance(mapping, MapOf) and mapping.of:
            for offer in self._ids_of(mapping.of, Id(of=mapping.of)):
                if offer.label not in self._cursor.present:
                    offer.new = self._with_colon(offer.label, " ")
                    yield offer

    def _key(self, name: str, detail: str, manual: str, field: Field) -> _Offer:
        below = isinstance(field.kind, ListOf | MapOf) and not getattr(field.kind, "allow_single", False)
        below = below or (isinstance(field.kind, Struct) and not field.kind.text)
        after = "" if below and not self._cursor.flow else " "
        return _Offer(name, types.CompletionItemKind.Property, detail, manual, self._with_colon(name, after))

    def _with_colon(self, name: str, after: str) -> str:
        return name if self._cursor.has_colon or self._cursor.quote else f"{name}:{after}"

    def _values(self) -> Iterator[_Offer]:
        kind, field = self._expected.single, self._expected.field
        if kind is None:
            return
        manual = field_manual(field) if field else ""
        if isinstance(kind, Choice):
            for option in kind.options:
                yield _Offer(written(option), types.CompletionItemKind.EnumMember, manual=manual)
        elif isinstance(kind, Number) and kind.whole and kind.most - kind.least < _MOST_NUMBERS:
            for number in range(int(kind.least), int(kind.most) + 1):
                yield _Offer(str(number), types.CompletionItemKind.Value, manual=manual)
        elif named_by(kind):
            yield from self._ids_of(named_by(kind), kind)

    def _ids_of(self, word: str, kind: Kind) -> Iterator[_Offer]:
        """What has an id of this kind, and the words that may stand in place of one."""
        model = kinds_of_ids().get(word)
        declared = self._ids.declared.get(model, {}) if self._ids is not None and model is not None else {}
        for name, node in declared.items():
            assert self._ids is not None
            title = item_title(node)
            manual = item_summary(self._ids, node)
            yield _Offer(name, types.CompletionItemKind.Reference, title, manual, self._text_of(name))
        if isinstance(kind, Id):
            for each in words_beside_ids(kind, self._expected.name):
                if each not in declared:
                    yield _Offer(each, types.CompletionItemKind.Keyword)
        elif self._ids is not None:
            for each in _texts_of(self._ids, kind, self._cursor.start):
                if each not in declared:
                    yield _Offer(each, types.CompletionItemKind.Text, new=self._text_of(each))

    def _text_of(self, text: str) -> str:
        return text if self._cursor.quote else quoted(text, flow=self._cursor.flow)

    def _mentions(self) -> Iterator[_Offer]:
        closed = self._text[self._at : self._at + 2] == "]]"
        for word in ("touchpoint", "action"):
            for offer in self._ids_of(word, Id(of=word)):
                yield _Offer(offer.label, offer.kind, offer.detail, offer.manual, offer.label + "]]" * (not closed))


def _texts_of(ids: IdsOfFile, kind: Kind, but_at: int) -> Iterator[str]:
    """The texts that a file has elsewhere where the same may stand, each once, the first one first."""
    texts = (place.node.text for place in ids.places if place.kind == kind and place.node.start != but_at)
    yield from dict.fromkeys(text for text in texts if text and "\n" not in text)


def _item(offer: _Offer, number: int, positions: Positions, found: _Completing) -> types.CompletionItem:
    return types.CompletionItem(
        label=offer.label,
        kind=offer.kind,
        detail=offer.detail or None,
        documentation=types.MarkupContent(types.MarkupKind.Markdown, offer.manual) if offer.manual else None,
        sort_text=f"{number:05d}",
        filter_text=offer.label,
        text_edit=positions.edit(Replacement(*found.span, offer.new)),
    )
