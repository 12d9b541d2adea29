"""The outline of a document and what can be folded in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol import types

from journeymap.lsp.items import item_title, noun_of_item
from journeymap.lsp.positions import Positions
from journeymap.model import Journey
from journeymap.model.reading import Kind
from journeymap.model.shape import ListOf, MapOf, Struct, fields_of
from journeymap.source.offsets import end_of, is_block_scalar, is_flow
from journeymap.source.tree import Mapping, Node, Scalar, Sequence
from journeymap.workspace import Document

_SYMBOLS = {
    "stage": types.SymbolKind.Module,
    "touchpoint": types.SymbolKind.Function,
    "persona": types.SymbolKind.Class,
    "owner": types.SymbolKind.Interface,
    "action": types.SymbolKind.Event,
}
_COMMENTS = re.compile(r"(?m)^[ \t]*#.*(?:(?:\r\n|\r|\n)[ \t]*#.*)+")


def outline(document: Document, positions: Positions) -> list[types.DocumentSymbol]:
    """Returns the keys of a journey with a list or a mapping, and the items in them, nested as they stand.

    Of a text that cannot be read it is that of the last one that could, within the lines that there are.
    """
    good = document.last_good
    if good is None or not isinstance(good.tree, Mapping):
        return []
    return list(_Outline(document, good.source.text, positions).inside(good.tree, Struct(Journey)))


def symbols_named(document: Document, positions: Positions, uri: str, query: str) -> list[types.WorkspaceSymbol]:
    """Returns all that has an id in a document of a URI, whose id or title has the query in it."""
    if document.ids is None:
        return []
    found = []
    for ids in document.ids.declared.values():
        for name, node in ids.items():
            title = item_title(node)
            if query.casefold() in f"{name} {title}".casefold():
                where = types.Location(uri, positions.of(node.entries["id"].span))
                shown = f"{title} ({name})" if title else name
                said = f"{noun_of_item(document.ids, node)}, {document.name}"
                found.append(types.WorkspaceSymbol(where, shown, types.SymbolKind.Object, container_name=said))
    return found


class _Outline:
    def __init__(self, document: Document, text: str, positions: Positions) -> None:
        self._document = document
        self._text = text
        self._positions = positions

    def inside(self, node: Mapping, kind: Struct) -> Iterator[types.DocumentSymbol]:
        """Yields a symbol for every key of a mapping under which there are items."""
        kinds = {field.name: field.kind for field in fields_of(kind.model)}
        for key, value in node.pairs():
            if value.start < key.start:  # an alias, whose items are outlined where they stand
                continue
            items = list(self._items(value, kinds.get(key.text)))
            if items:
                end = max(end_of(self._text, value), key.end)
                yield self._symbol(key.text, "", types.SymbolKind.Property, (key.start, end), key.span, items)

    def _items(self, value: Node, kind: Kind | None) -> Iterator[types.DocumentSymbol]:
        if isinstance(kind, ListOf) and isinstance(kind.item, Struct):
            nodes = value.items if isinstance(value, Sequence) else [value]
            reached = value.start - 1
            for node in nodes:
                if node.start > reached:
                    yield from self._item(node, kind.item)
                    reached = node.start
        elif isinstance(kind, MapOf) and isinstance(kind.value, Struct) and isinstance(value, Mapping):
            for key, inner in value.pairs():
                if inner.start > key.start:
                    end = end_of(self._text, inner)
                    yield self._symbol(key.text, kind.value.each, types.SymbolKind.Key, (key.start, end), key.span, [])
        elif isinstance(kind, Struct) and isinstance(value, Mapping):
            yield from self.inside(value, kind)

    def _item(self, node: Node, kind: Struct) -> Iterator[types.DocumentSymbol]:
        if not isinstance(node, Mapping):
            return
        title, name = item_title(node), node.entries.get("id")
        shown = title or (name.text if isinstance(name, Scalar) else "")
        if not shown.strip():
            return
        detail = " ".join(filter(None, (kind.each, name.text if isinstance(name, Scalar) and title else "")))
        symbol = _SYMBOLS.get(kind.each, types.SymbolKind.Object)
        span = (node.start, end_of(self._text, node))
        yield self._symbol(shown, detail, symbol, span, node.first(), list(self.inside(node, kind)))

    def _symbol(
        self, name: str, detail: str, kind: types.SymbolKind, span: tuple[int, int], word: tuple[int, int],
        children: list[types.DocumentSymbol],
    ) -> types.DocumentSymbol:  # fmt: skip
        start, end = map(self._document.now, (span[0], max(span[1], word[1])))
        return types.DocumentSymbol(
            name=name,
            kind=kind,
            range=self._positions.range(start, end),
            selection_range=self._positions.range(*map(self._document.now, word)),
            detail=detail or None,
            children=children or None,
        )


def foldings(document: Document, positions: Positions) -> list[types.FoldingRange]:
    """Returns the ranges of lines that can be folded: lists, mappings and texts of several lines, and comments."""
    good = document.last_good or document
    text, found = good.source.text, set()
    for start, node in _blocks(good.tree):
        if isinstance(node, Scalar):
            end = end_of(text, node) if is_block_scalar(text, node) else start
        else:
            end = node.end - 1 if is_flow(text, node) else end_of(text, node)
        first, last = (positions.position(document.now(each)).line for each in (start, end))
        if first < last:
            found.add((first, last))
    ranges = [types.FoldingRange(first, last) for first, last in sorted(found)]
    for match in _COMMENTS.finditer(document.source.text):
        first, last = positions.position(match.start()).line, positions.position(match.end()).line
        ranges.append(types.FoldingRange(first, last, kind=types.FoldingRangeKind.Comment))
    return ranges


def _blocks(tree: Node | None) -> Iterator[tuple[int, Node]]:
    """Yields every value of a key and every item of a list, with where it begins: at its key or its own start."""
    waiting: list[Node] = [tree] if tree is not None else []
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar) or id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, Sequence):
            children = [(item.start, item) for item in node.items]
        else:
            children = [(key.start, value) for key, value in node.pairs()]
        for start, child in children:
            if child.start >= start and not (isinstance(child, Sequence | Mapping) and _is_empty(child)):
                yield start, child
            waiting.append(child)


def _is_empty(node: Sequence | Mapping) -> bool:
    return not (node.items if isinstance(node, Sequence) else node.entries)
