"""YAML text to positioned tree: iterative, bounded, on libyaml's event stream.

A loader that builds objects can be made to crash or to explode by a few hundred bytes; this one
counts what it is asked to build before it builds it. Refusals are findings with codes of the
`JM0xx` family. Where reading can go on (a duplicate key, say) it does, so that one run shows all.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not export it
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from journeymap.diagnostics import Finding, Span
from journeymap.source import limits
from journeymap.source.characters import BIDI_CONTROLS, FORBIDDEN, OVERRIDES, PLAIN_ASCII, SUSPECT, code_point
from journeymap.source.refusal import Refused, refused_syntax
from journeymap.source.text import SourceText
from journeymap.source.tree import Mapping, Node, Scalar, Sequence

_EMPTY_TAGS = (None, "!")


class _Frame:
    """A collection under construction."""

    __slots__ = ("anchor", "counted", "entries", "height", "items", "key", "node")

    def __init__(self, node: Sequence | Mapping, anchor: str | None, counted: int) -> None:
        self.node = node
        self.items = node.items if isinstance(node, Sequence) else None
        self.entries = node.entries if isinstance(node, Mapping) else {}
        self.anchor = anchor
        self.counted = counted
        self.height = 1
        self.key: Scalar | None = None


class _Anchored(NamedTuple):
    node: Node
    size: int
    height: int


class Builder:
    """Builds the tree of one text; `findings` are what it met on the way. Raises Refused when it cannot go on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.findings: list[Finding] = []
        self.stack: list[_Frame] = []
        self.anchors: dict[str, _Anchored] = {}
        self.open_anchors: set[str] = set()
        self.nodes = 0
        self.aliased = 0
        self.known_keys: set[str] = set()
        self.aliases = 0
        self.root: Node | None = None
        self.strip_bidi = False

    @property
    def expanded(self) -> int:
        """How many values there are once aliases are written out."""
        return self.nodes + self.aliased

    def build(self) -> Node | None:
        """The tree of the one document of the text."""
        self._check_characters()
        parser = CParser(self.text)
        read = {
            ScalarEvent: self._scalar,
            MappingStartEvent: self._open_mapping,
            SequenceStartEvent: self._open_sequence,
            MappingEndEvent: self._close,
            SequenceEndEvent: self._close,
            AliasEvent: self._alias,
            DocumentStartEvent: self._document,
        }
        next_event = parser.get_event
        try:
            while True:
                event: Any = next_event()
                kind = type(event)
                if kind in read:
                    read[kind](event)
                elif kind is StreamEndEvent:
                    break
        except yaml.YAMLError as error:
            raise refused_syntax(error, len(self.text)) from None
        finally:
            parser.dispose()
        if self.root is None:
            raise Refused("JM001", "the file is empty", 0, 0, "`journeymap new` writes a file to start from")
        return self.root

    def _document(self, event: Any) -> None:
        if self.root is not None:
            start = event.start_mark.index
            raise Refused(
                "JM007", "a second document starts here; a journey file holds one", start, start + 3,
                "move it to a file of its own",
            )  # fmt: skip

    def _check_characters(self) -> None:
        text = self.text
        if text.isascii() and not text.encode("ascii").translate(None, PLAIN_ASCII):
            return
        for match in SUSPECT.finditer(text):
            character, at = match.group(), match.start()
            if BIDI_CONTROLS.match(character):
                self._warn_of_bidi(character, at, at + 1)
            else:
                self._refuse_character(character, at, at + 1)

    def _refuse_character(self, character: str, start: int, end: int) -> None:
        if OVERRIDES.match(character):
            raise Refused(
                "JM005", f"a bidirectional override ({code_point(character)}) hides what the text says", start, end,
                "delete it; Hebrew, Arabic and Persian need no override",
            )  # fmt: skip
        raise Refused(
            "JM004", f"the character {code_point(character)} is not text", start, end,
            "delete it; it cannot be shown on a map",
        )  # fmt: skip

    def _warn_of_bidi(self, character: str, start: int, end: int) -> None:
        if not self.strip_bidi:
            self.findings.append(
                Finding(
                    "JM006",
                    f"an invisible bidirectional control ({code_point(character)}) came along with pasted text; "
                    "it is left out of all output",
                    Span(start, end),
                    "delete it; journeymap sets the direction of every text itself",
                )
            )
        self.strip_bidi = True

    def _check_escapes(self, value: str, start: int, end: int) -> None:
        """Characters written as escapes, which do not show in the raw text."""
        match = SUSPECT.search(value)
        while match:
            if FORBIDDEN.match(match.group()) or OVERRIDES.match(match.group()):
                self._refuse_character(match.group(), start, end)
            self._warn_of_bidi(match.group(), start, end)
            match = SUSPECT.search(value, match.end())

    def _refuse_more(self, start: int) -> None:
        raise Refused(
            "JM002", f"more than {limits.MAX_NODES:,} values in one file", start, start + 1,
            "split it: one journey a file",
        )  # fmt: skip

    def _check_tag(self, event: Any) -> None:
        tag = event.tag
        if tag not in _EMPTY_TAGS:
            start = event.start_mark.index
            self.findings.append(
                Finding(
                    "JM008",
                    f"the tag `{tag}` is not understood here",
                    Span(start, start + 1),
                    "leave the tag out",
                )
            )

    def _scalar(self, event: Any) -> None:
        """A text: nine of ten values are one, so this is where reading spends its time."""
        start, end = event.start_mark.index, event.end_mark.index
        value: str = event.value
        style = event.style
        if event.tag is not None:
            self._check_tag(event)
        if len(value) > limits.MAX_SCALAR:
            raise Refused("JM002", "one text is longer than 1 MB", start, start + 1, "shorten it")
        if style == '"' and end - start != len(value) + 2:
            self._check_escapes(value, start, end)
        if self.strip_bidi:
            value = BIDI_CONTROLS.sub("", value)
        self.nodes += 1
        if self.nodes > limits.MAX_NODES:
            self._refuse_more(start)
        node = Scalar(value, not style, start, end)
        if event.anchor is not None:
            self._remember(event.anchor, node, 1, 0)
        if not self.stack:
            self.root = node
            return
        frame = self.stack[-1]
        if frame.items is not None:
            frame.items.append(node)
        elif frame.key is None:
            frame.key = node if value in self.known_keys else self._key(node, start, end)
        elif frame.key.text in self.known_keys and frame.key.text not in frame.entries:
            frame.entries[frame.key.text] = (frame.key, node)
            frame.key = None
        else:
            self._place(node)

    def _open_mapping(self, event: Any) -> None:
        self._open(event, Mapping({}, event.start_mark.index, 0))

    def _open_sequence(self, event: Any) -> None:
        self._open(event, Sequence([], event.start_mark.index, 0))

    def _open(self, event: Any, node: Sequence | Mapping) -> None:
        start = node.start
        if event.tag is not None:
            self._check_tag(event)
        self.nodes += 1
        if self.nodes > limits.MAX_NODES:
            self._refuse_more(start)
        if len(self.stack) >= limits.MAX_DEPTH:
            raise Refused(
                "JM002", f"nested more than {limits.MAX_DEPTH} levels deep", start, start + 1,
                "a journey needs about eight",
            )  # fmt: skip
        if event.anchor is not None:
            self.open_anchors.add(event.anchor)
            self.anchors.pop(event.anchor, None)
        self.stack.append(_Frame(node, event.anchor, self.expanded - 1))

    def _close(self, event: Any) -> None:
        frame = self.stack.pop()
        node = frame.node
        node.end = event.end_mark.index
        if frame.anchor is not None:
            self.open_anchors.discard(frame.anchor)
            self._remember(frame.anchor, node, self.expanded - frame.counted, frame.height)
        if self.stack:
            parent = self.stack[-1]
            if parent.height <= frame.height:
                parent.height = frame.height + 1
        self._place(node)

    def _remember(self, anchor: str, node: Node, size: int, height: int) -> None:
        self.anchors[anchor] = _Anchored(node, size, height)

    def _alias(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        name = event.anchor
        self.aliases += 1
        if self.aliases > limits.MAX_ALIASES:
            raise Refused(
                "JM002", f"more than {limits.MAX_ALIASES:,} aliases in one file", start, end, "write them out"
            )
        if name in self.open_anchors:
            raise Refused(
                "JM010",
                f"`*{name}` stands inside what it names, so it never ends",
                start,
                end,
                "write it out",
            )
        anchored = self.anchors.get(name)
        if anchored is None:
            raise Refused(
                "JM001",
                f"`*{name}` names nothing above it",
                start,
                end,
                f"mark the text with `&{name}` first",
            )
        self.aliased += anchored.size
        if self.expanded > limits.MAX_EXPANDED_NODES:
            raise Refused(
                "JM002", f"the aliases stand for more than {limits.MAX_EXPANDED_NODES:,} values", start, end,
                "write out what is meant",
            )  # fmt: skip
        if len(self.stack) + anchored.height > limits.MAX_DEPTH:
            raise Refused(
                "JM002",
                f"nested more than {limits.MAX_DEPTH} levels deep",
                start,
                end,
                "write it out flatter",
            )
        if self.stack:
            parent = self.stack[-1]
            parent.height = max(parent.height, anchored.height + 1)
        self._place(anchored.node, start, end)

    def _place(self, node: Node, start: int | None = None, end: int | None = None) -> None:
        if not self.stack:
            self.root = node
            return
        frame = self.stack[-1]
        if frame.items is not None:
            frame.items.append(node)
        elif frame.key is None:
            if start is None and type(node) is Scalar and node.text in self.known_keys:
                frame.key = node
            else:
                frame.key = self._key(node, node.start if start is None else start, node.end if end is None else end)
        else:
            key, frame.key = frame.key, None
            entries = frame.entries
            if key.text in entries:
                first, _ = self._line(entries[key.text][0].start)
                self.findings.append(
                    Finding(
                        "JM009",
                        f"the key `{key.text}` stands twice; it was first given on line {first}",
                        key.span,
                        "keep one of them; nothing is merged",
                    )
                )
            elif key.start >= 0:
                entries[key.text] = (key, node)

    def _line(self, offset: int) -> tuple[int, int]:
        return SourceText(self.text, "").place(offset)

    def _key(self, node: Node, start: int, end: int) -> Scalar:
        """The key, or a stand-in that is not kept when a key cannot be one."""
        if not isinstance(node, Scalar):
            self.findings.append(
                Finding("JM011", "a key must be a word, not a list or a mapping", Span(start, start + 1))
            )
            return Scalar("", False, -1, -1)
        if node.plain and node.text == "<<":
            self.findings.append(
                Finding("JM012", "merge keys (`<<`) are not supported", Span(start, end), "write the keys out")
            )
            return Scalar("<<", True, -1, -1)
        if not isinstance(node.value, str):
            shown = node.text or "(nothing)"
            self.findings.append(
                Finding(
                    "JM011",
                    f"the key `{shown}` is not text",
                    Span(start, end),
                    f'put it in quotes: `"{node.text}"`',
                )
            )
            return Scalar(node.text, True, -1, -1)
        if node.plain:
            self.known_keys.add(node.text)
        return Scalar(node.text, node.plain, start, end)
