"""A YAML text as its author wrote it: every node with its style, anchor, comments and blank lines.

The tree of `loader` has what a file means; this one also has everything that rewriting the file must keep. Only texts
that `load` has accepted are read here, so their depth and size are limited.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from journeymap.source.comments import attach
from journeymap.source.parsing import parser_of
from journeymap.source.written import Alias, Collection, Comment, Node, WrittenItem, WrittenScalar

_BREAKS = "\r\n\x85\u2028\u2029"  # where libyaml ends a line, and with it a comment
_LINE_END = re.compile(r"\r\n?")
_COMMENT = re.compile(f"#[^{_BREAKS}]*")
_PROPERTY = re.compile(rf"&[^ \t{_BREAKS},\[\]{{}}]*")
_PROPERTIES = re.compile(rf"(?:{_PROPERTY.pattern}|[ \t{_BREAKS}]+|{_COMMENT.pattern})*")
_HEADER = re.compile(rf"[|>][-+0-9]*[ \t]*({_COMMENT.pattern})?")
_TO_DASH = re.compile(rf"(?:[^#-]|{_COMMENT.pattern})*")


@dataclass
class WrittenDocument:
    """A whole text. `prolog` holds the lines of its directives, `head` the comments of a text without items."""

    root: Node
    comments: list[Comment]
    has_aliases: bool
    prolog: str
    head: list[str] = field(default_factory=list)


def read(text: str) -> WrittenDocument:
    """Returns the concrete tree, with its comments attached, of a text that `load` has read without a finding."""
    reader = _Reader(_LINE_END.sub("\n", text))
    reader.run()
    assert reader.root is not None  # `load` has found a document
    document = WrittenDocument(reader.root, reader.comments, reader.has_aliases, reader.prolog)
    document.head = attach(document.root, reader.comments, reader.items)
    return document


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0  # the offset up to which the text has been read
        self.comments: list[Comment] = []
        self.items: list[WrittenItem] = []
        self.root: Node | None = None
        self.prolog = ""
        self.has_aliases = False
        self._dash = 0
        self._open: list[Collection] = []
        self._item: WrittenItem | None = None  # the entry whose value comes next
        self._holder: WrittenItem | None = None  # the item that the node placed last belongs to

    def run(self) -> None:
        parser = parser_of(self.text)
        try:
            while True:
                event: Any = parser.get_event()
                kind = type(event)
                if kind is yaml.ScalarEvent:
                    self._scalar(event)
                elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                    self._collection(event, is_list=kind is yaml.SequenceStartEvent)
                elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                    self._close(event)
                elif kind is yaml.AliasEvent:
                    self._alias(event)
                elif kind is yaml.DocumentStartEvent:
                    self._document(event)
                elif kind is yaml.StreamEndEvent:
                    self._skip_to(len(self.text))
                    break
        finally:
            parser.dispose()

    def _document(self, event: Any) -> None:
        end = event.end_mark.index
        if event.explicit and re.search(r"^%", self.text[:end], re.MULTILINE):
            lines = re.split(f"\r\n|[{_BREAKS}]", self.text[:end])
            self.prolog = "".join(line.rstrip() + "\n" for line in lines)
            self.at = end
        else:
            self._skip_to(event.start_mark.index)
        self.at = max(self.at, end)

    def _skip_to(self, end: int) -> None:
        """Collects the comments up to the offset `end`, and continues from there."""
        start = self.at
        self.at = max(self.at, end)
        if self.text.find("#", start, end) < 0:
            return
        for match in _COMMENT.finditer(self.text, start, end):
            self._comment(match.group(), match.start())

    def _comment(self, text: str, at: int) -> None:
        line = self._line_start(at)
        own_line = not self.text[line:at].strip(" \t\ufeff")
        self.comments.append(Comment(text.rstrip(), at, at - line, own_line, own_line and self._is_blank_above(line)))
        for collection in self._open:
            if collection.flow:
                collection.commented = True

    def _line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _is_blank_above(self, line: int) -> bool:
        return line > 0 and not self.text[self._line_start(line - 1) : line].strip()

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self._begin(start)
        text = self.text
        properties, inner = "", start
        if event.anchor is not None:
            match = _PROPERTIES.match(text, start, end)
            inner = match.end() if match else start
            properties = self._properties(start, inner)
        style = event.style or ""
        raw = text[inner:end]
        done = end
        if style in ("|", ">"):
            style = text[inner]
            header = _HEADER.match(text, inner)
            assert header is not None
            if "+" not in header.group().split("#", maxsplit=1)[0]:
                done = inner + len(raw.rstrip(" \t\r\n"))
            if header.group(1):
                self._comment(header.group(1), header.start(1))
        self.at = done
        self._place(WrittenScalar(event.value, raw, style, properties, start, done))

    def _alias(self, event: Any) -> None:
        self._begin(event.start_mark.index)
        self.at = event.end_mark.index
        self.has_aliases = True
        self._place(Alias(event.anchor, event.start_mark.index, self.at))

    def _begin(self, start: int) -> None:
        """Skips to the start of a node, and notes its dash if it is an item of a block list."""
        parent = self._open[-1] if self._open else None
        if parent is not None and parent.is_list and not parent.flow:
            match = _TO_DASH.match(self.text, self.at)
            assert match is not None  # it may be empty
            self._dash = match.end()
            self._skip_to(self._dash)
            self.at = self._dash + 1
        self._skip_to(start)

    def _properties(self, start: int, end: int) -> str:
        """Returns the anchor between two offsets as it is written, and collects the comments there."""
        gap = self.text[start:end]
        names = _PROPERTY.findall(_COMMENT.sub("", gap))
        self.at = start
        self._skip_to(end)
        return "".join(f"{name} " for name in names)

    def _collection(self, event: Any, *, is_list: bool) -> None:
        start = event.start_mark.index
        self._begin(start)
        properties = ""
        if event.anchor is not None:
            match = _PROPERTIES.match(self.text, start, event.end_mark.index)
            properties = self._properties(start, match.end() if match else start)
        elif event.flow_style:
            self.at = event.end_mark.index
        node = Collection(
            is_list=is_list, flow=bool(event.flow_style), properties=properties, holder=None, start=start
        )  # fmt: skip
        self._place(node)
        node.holder = self._holder
        self._open.append(node)
        self._item = None

    def _close(self, event: Any) -> None:
        node = self._open[-1]
        if node.flow:
            self._skip_to(event.start_mark.index)
            self.at = event.end_mark.index
        node.end = self.at
        self._open.pop()
        self._item = None

    def _place(self, node: Node) -> None:
        self._holder = None
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if parent.is_list:
            start = node.start if parent.flow else self._dash
            item = self._new_item(parent, None, start)
            item.value = node
        elif self._item is None:
            assert not isinstance(node, Collection)  # `load` refuses keys that are no texts
            self._item = self._new_item(parent, node, node.start)
            return
        else:
            item, self._item = self._item, None
            item.value = node
        self._holder = item

    def _new_item(self, parent: Collection, key: WrittenScalar | Alias | None, start: int) -> WrittenItem:
        if parent.flow:  # its column is not used, and searching one long line for it again and again is slow
            item = WrittenItem(parent, key, start, 0)
        else:
            line = self._line_start(start)
            item = WrittenItem(parent, key, start, start - line)
            item.blank = not self.text[line:start].strip() and self._is_blank_above(line)
        parent.items.append(item)
        self.items.append(item)
        return item
