"""YAML text to positioned tree: iterative, bounded, on libyaml's event stream.

A few hundred bytes can make an ordinary YAML loader crash or use up the memory; this one counts values before
it builds them. Problems become findings with codes `JM0xx`. After a problem that reading can survive, such as a
duplicate key, it goes on, so that one run reports as many problems as possible.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import yaml
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
from journeymap.source.anchors import Anchors
from journeymap.source.limits import MAX_DEPTH, MAX_DIRECTIVES, MAX_EXPANDED_NODES, MAX_NODES, MAX_SCALAR
from journeymap.source.parsing import parser_of
from journeymap.source.refusal import Refused, refused_syntax
from journeymap.source.screening import Screening
from journeymap.source.text import SourceText
from journeymap.source.tree import Mapping, Node, Scalar, Sequence, key_at

_DIRECTIVE = "(?m)^%[A-Z]+"
_LONGEST_KEY = 64
_Place = int | Scalar | None
"""Where a key stands, as in `Mapping.places`; None for something that cannot be a key, whose value is dropped."""


@lru_cache(maxsize=1024)
def _plain_key(text: str) -> str | None:
    """The text of a key that needs no further look; None for all others. All files have the same few keys."""
    in_letters = text[:1].isalpha() and text.isascii() and text.replace("-", "").replace("_", "").isalnum()
    return text if in_letters and len(text) <= _LONGEST_KEY and Scalar(text, True, 0, 0).value == text else None


class Builder:
    """Builds the tree of one text, and collects problems in `findings`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.findings: list[Finding] = []
        self.screening = Screening(self.findings)
        self.anchors = Anchors(text)
        self.repeated: list[tuple[Mapping, Scalar]] = []

    def build(self) -> Node:
        """Returns the root node of the only document in the text. Raises Refused when the text cannot be read."""
        self.screening.check_text(self.text)
        self._count_directives()
        parser = parser_of(self.text)
        try:
            roots = self._read(parser.get_event)
        except yaml.YAMLError as error:
            raise refused_syntax(error, self.text) from None
        except UnicodeDecodeError:  # from the `%` escapes of a tag, which libyaml decodes
            raise Refused("JM008", "a tag holds bytes that are not text", 0, 0, "leave the tag out") from None
        finally:
            parser.dispose()
            self._report_repeated_keys()
        if not roots:
            raise Refused("JM001", "the file is empty", 0, 0, "`journeymap new` writes a file to start from")
        return roots[0]

    def _read(self, next_event: Callable[[], Any]) -> list[Node]:  # noqa: PLR0912, PLR0915  see below
        """Reads all events and returns the root nodes: one, or none for an empty text.

        Loading spends its time in this loop. The frequent cases (texts without anchor, tag or escapes, plain keys,
        collections) are handled inline and with local variables, because function calls are slow; the rest is in
        methods. `node` is the innermost open collection: a list with `items`, or a mapping with `entries` and the
        `key` whose value comes next. `around` is the stack of the collections that contain it.
        """
        unfinished, screened = self.anchors.unfinished, self.screening.found_controls
        roots: list[Node] = []
        node: Any = None
        items: list[Node] | None = roots
        entries: dict[str, Node] = {}
        key: str | None = None
        place: _Place = None
        around: list[tuple[Any, list[Node] | None, dict[str, Node], str | None, _Place]] = []
        count, most = 0, MAX_NODES
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                text, style, start = event.value, event.style, event.start_mark.index
                count += 1
                anchor = event.anchor
                if key is None and items is None and not (style or anchor or event.tag):
                    key, place = _plain_key(text), start
                    if key is not None:
                        continue
                end = event.end_mark.index
                length = end - start
                if screened or event.tag or length > MAX_SCALAR or (style == '"' and length != len(text) + 2):
                    text = self._checked_text(event, text, start, end)
                child: Node = Scalar(text, not style, start, end)
                if anchor:
                    self.anchors.remember(anchor, child)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                child, start, end = node, node.start, event.end_mark.index
                node.end = end
                if unfinished and id(node) in unfinished:
                    self.anchors.finish(node)
                node, items, entries, key, place = around.pop()
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                around.append((node, items, entries, key, place))
                start, key = event.start_mark.index, None
                count += 1
                if kind is MappingStartEvent:
                    items, entries = None, {}
                    node = Mapping(entries, [], start, 0)
                else:
                    items = []
                    node = Sequence(items, start, 0)
                if event.anchor or event.tag or len(around) > MAX_DEPTH:
                    self._begin(event, node, len(around))
                continue
            elif kind is AliasEvent:
                start, end = event.start_mark.index, event.end_mark.index
                child = self.anchors.resolve(event.anchor, start, end, read=count, depth=len(around))
                most = min(MAX_NODES, MAX_EXPANDED_NODES - self.anchors.expanded)
            elif kind is StreamEndEvent:
                return roots
            else:
                self._check_single(event, roots)
                continue
            if count > most:
                raise Refused(
                    "JM002", f"more than {MAX_NODES:,} values in one file, aliases written out", start, start + 1,
                    "split it: one journey a file",
                )  # fmt: skip
            if items is not None:
                items.append(child)
            elif key is None:
                key, place = self._key(child, start, end)
            else:
                if key not in entries and place is not None:
                    entries[key] = child
                    node.places.append(place)
                elif place is not None:
                    self.repeated.append((node, key_at(key, place)))
                key = None

    def _count_directives(self) -> None:
        if "\n%" not in self.text:
            return
        for number, match in enumerate(re.finditer(_DIRECTIVE, self.text), start=1):
            if number > MAX_DIRECTIVES:  # libyaml compares every pair of them
                raise Refused(
                    "JM002", f"more than {MAX_DIRECTIVES} directives in one file", match.start(), match.end(),
                    "a journey needs none",
                )  # fmt: skip

    def _checked_text(self, event: Any, text: str, start: int, end: int) -> str:
        """Checks a scalar that has a tag, escapes or great length; returns its text without bidirectional controls."""
        self._check_tag(event)
        if len(text) > MAX_SCALAR:
            raise Refused("JM002", "one text is longer than 1 MB", start, start + 1, "shorten it")
        return self.screening.cleaned(text, start, end)

    def _begin(self, event: Any, node: Mapping | Sequence, depth: int) -> None:
        """Checks a collection that has an anchor or a tag, or begins too deep; `depth` counts levels from 1."""
        self._check_tag(event)
        if depth > MAX_DEPTH:
            raise Refused(
                "JM002", f"nested more than {MAX_DEPTH} levels deep", node.start, node.start + 1,
                "a journey needs about eight",
            )  # fmt: skip
        if event.anchor is not None:
            self.anchors.begin(event.anchor, node)

    def _check_single(self, event: Any, roots: list[Node]) -> None:
        begins = isinstance(event, DocumentStartEvent)
        if roots and begins:
            start = event.start_mark.index
            raise Refused(
                "JM007", "a second document starts here; a journey file holds one", start, start + 3,
                "move it to a file of its own",
            )  # fmt: skip

    def _check_tag(self, event: Any) -> None:
        if event.tag is not None:
            start = event.start_mark.index
            self._find("JM008", f"the tag `{event.tag}` is not understood here", start, start + 1, "leave the tag out")

    def _key(self, node: Node, start: int, end: int) -> tuple[str, _Place]:
        """Returns the text of a key and its place; the place is None for a node that cannot be a key."""
        if not isinstance(node, Scalar):
            self._find("JM011", "a key must be a word, not a list or a mapping", start, start + 1)
            return "", None
        if node.plain and node.text == "<<":
            self._find("JM012", "merge keys (`<<`) are not supported", start, end, "write the keys out")
            return "", None
        if not isinstance(node.value, str):
            shown = node.text or "(nothing)"
            self._find("JM011", f"the key `{shown}` is not text", start, end, f'put it in quotes: `"{node.text}"`')
            return "", None
        if not node.plain or end - start != len(node.text):
            return node.text, Scalar(node.text, node.plain, start, end)
        return node.text, start

    def _report_repeated_keys(self) -> None:
        source = SourceText(self.text, "")
        for node, second in self.repeated:
            line, _ = source.place(node.key(second.text).start)
            self._find(
                "JM009", f"the key `{second.text}` stands twice; it was first given on line {line}",
                second.start, second.end, "keep one of them; nothing is merged",
            )  # fmt: skip

    def _find(self, code: str, message: str, start: int, end: int, hint: str = "") -> None:
        self.findings.append(Finding(code, message, Span(start, end), hint))
