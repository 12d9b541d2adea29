"""Computes which spans of a text to replace, and with what, for one edit of its tree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from journeymap.errors import UserError
from journeymap.source.item_blocks import ItemBlocks
from journeymap.source.offsets import (
    bare_start,
    column,
    dash_of,
    end_of,
    ends_of,
    is_flow,
    line_end,
    line_start,
    list_offset,
    replaceable_span,
    shared_nodes,
)
from journeymap.source.text import Replacement, SourceText
from journeymap.source.tree import Mapping, Node, Scalar, Sequence
from journeymap.source.writing import NARROW, WIDE, Value, entry, inline, is_plain, item, quoted, scalar

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class _NodePath:
    """The nodes from the root to a collection. `flow` says if any is in brackets, `quotes` the quotes to use there."""

    nodes: tuple[Node, ...]
    flow: bool
    quotes: str

    @property
    def parent(self) -> Node:
        return self.nodes[-1]


class Replacements:
    """Computes the replacements for edits of one text; all edits refer to the same tree. Raises UserError."""

    def __init__(self, text: str, tree: Node, name: str) -> None:
        self._text = text
        self._tree = tree
        self._name = name
        self._shared = shared_nodes(tree)
        self._offset = list_offset(text, tree)
        first = _LINE_END.search(text)
        self._break = first.group() if first else "\n"

    def set_value(self, path: tuple[str | int, ...], value: Value, *, block: bool = False) -> list[Replacement]:
        """Sets the value at a path, or adds its key."""
        holder = self._path_to(path[:-1])
        key = path[-1]
        node = child_at(holder.parent, key)
        if node is None:
            return self._add(holder, str(key), value, block=block)
        self._check(node)
        if isinstance(node, Scalar) and node.is_null:
            return self._fill(holder, str(key), node, value, block=block)
        if not isinstance(node, Scalar) or isinstance(value, list):
            raise self._refusal(node, "a list or a mapping stands where one value is to be set")
        if isinstance(value, dict):
            return [Replacement(*replaceable_span(self._text, node), inline(value, quotes=holder.quotes))]
        return [self._replace(node, value, flow=holder.flow, quotes=holder.quotes)]

    def append(
        self, path: tuple[str | int, ...], items: list[Value], at: int | None, *, block: bool
    ) -> list[Replacement]:
        """Inserts items into the list at a path, before item `at` or at the end."""
        holder = self._path_to(path[:-1])
        key = str(path[-1])
        node = child_at(holder.parent, key)
        value: Value = items[0] if len(items) == 1 and isinstance(items[0], str) else items
        if node is None:
            return self._add(holder, key, value, block=block)
        self._check(node)
        if isinstance(node, Scalar) and node.is_null:
            return self._fill(holder, key, node, value, block=block)
        if isinstance(node, Sequence):
            if not node.items:
                return self._into_empty(holder, key, node, items, block=block)
            if is_flow(self._text, node):
                return self._into_flow(node, items, at, holder.quotes)
            return self._into_block(node, items, at, block=block)
        return self._into_single(holder, key, node, items, at)

    def expand_text(self, path: tuple[str | int, ...], key: str, more: dict[str, Value]) -> list[Replacement]:
        """Turns the text at a path into a mapping with that text under `key`, followed by the entries of `more`."""
        holder = self._path_to(path[:-1])
        node = child_at(holder.parent, path[-1])
        if not isinstance(node, Scalar) or node.is_null:
            raise self._refusal(holder.parent, "no text alone stands here")
        self._check(node)
        start, end = replaceable_span(self._text, node)
        raw = self._text[start:end]
        safe = not _LINE_END.search(raw) and (not node.plain or is_plain(node.text, flow=True))
        kept = raw if safe and raw[:1] not in ("|", ">") else quoted(node.text, flow=True, quotes=holder.quotes)
        rest = inline(more, quotes=holder.quotes)[1:-1]
        short = "{" + f"{quoted(key, flow=True, quotes=holder.quotes)}: {kept}" + (f", {rest}" if rest else "") + "}"
        in_list = isinstance(holder.parent, Sequence) and not holder.flow
        if in_list and kept is raw and column(self._text, start) + len(short) > WIDE and start == node.start:
            indent = column(self._text, start)
            lines = [line for name, value in more.items() for line in entry(name, value, indent, self._offset)]
            return [Replacement(start, start, f"{quoted(key)}: "), *self._below(end, lines)]
        return [Replacement(start, end, short)]

    def _path_to(self, path: tuple[str | int, ...]) -> _NodePath:
        node: Node | None = self._tree
        nodes = [self._tree]
        for part in path:
            node = child_at(nodes[-1], part)
            if node is None:
                raise UserError(f"{self._name}: there is no {'/'.join(map(str, path))} in the file")
            self._check(node)
            if node is not nodes[-1]:
                nodes.append(node)
        flowing = [each for each in nodes if is_flow(self._text, each)]
        first = next((each for each in flowing if isinstance(each, Mapping) and each.entries), None)
        json = first is not None and self._text[first.first().start] == '"'
        return _NodePath(tuple(nodes), bool(flowing), '"' if json else "")

    def _check(self, node: Node) -> None:
        if id(node) in self._shared:
            raise self._refusal(node, "what stands here is used in several places by its anchor (`&…`)")

    def _refusal(self, node: Node, why: str) -> UserError:
        line = SourceText(self._text, "").place(node.start)[0]
        return UserError(f"{self._name}:{line}: {why}, so it is not edited", hint="write it out, and try again")

    def _replace(self, node: Scalar, value: str | int | float, *, flow: bool, quotes: str) -> Replacement:
        start, end = replaceable_span(self._text, node)
        quote = self._text[start : start + 1]
        if quote in ("'", '"') and not node.plain:
            quotes = quote
        return Replacement(start, end, scalar(value, flow=flow, quotes=quotes if isinstance(value, str) else ""))

    def _add(self, holder: _NodePath, key: str, value: Value, *, block: bool = False) -> list[Replacement]:
        """Adds a key at the end of a mapping."""
        parent = holder.parent
        if isinstance(parent, Scalar) and parent.is_null and len(holder.nodes) > 1:
            above = holder.nodes[-2]
            names = [name for name, node in above.entries.items() if node is parent] if isinstance(
                above, Mapping) else []  # fmt: skip
            if names:
                return self._fill(
                    _NodePath(holder.nodes[:-1], holder.flow, holder.quotes), names[0], parent, {key: value}
                )
        if not isinstance(parent, Mapping):
            raise self._refusal(parent, f"`{key}` has no mapping to stand in")
        if is_flow(self._text, parent):
            pair = inline({key: value}, quotes=holder.quotes)[1:-1]
            if parent.entries:
                end = self._last_end(parent)
                return [Replacement(end, end, f", {pair}")]
            start = bare_start(self._text, parent) + 1
            return [Replacement(start, start, pair)]
        lines = entry(key, value, column(self._text, parent.first().start), self._offset, block=block)
        if len(holder.nodes) == 1 and len(lines) > 1 and self._is_spaced(list(parent.pairs())[-1][0].start):
            lines.insert(0, "")
        return self._below(end_of(self._text, parent), lines)

    def _fill(
        self, holder: _NodePath, key: str, node: Scalar, value: Value, *, block: bool = False
    ) -> list[Replacement]:
        """Gives a value to a key that has none."""
        if not isinstance(holder.parent, Mapping):
            raise self._refusal(node, "the place is empty")
        start, end = node.start, node.end
        space = "" if self._text[start - 1 : start] in (" ", "\t") else " "
        if holder.flow:
            return [Replacement(start, end, space + inline(value, quotes=holder.quotes))]
        lines = entry(key, value, column(self._text, holder.parent.key(key).start), self._offset, block=block)
        if len(lines) == 1:
            return [Replacement(start, end, space + lines[0].lstrip(" ").removeprefix(f"{quoted(key)}: "))]
        cut = [Replacement(start, end, "")] if end > start else []
        return [*cut, *self._below(end, lines[1:])]

    def _into_empty(
        self, holder: _NodePath, key: str, node: Sequence, items: list[Value], *, block: bool
    ) -> list[Replacement]:
        """Puts items into `[]`, which becomes a block list if the items are mappings."""
        start, end = bare_start(self._text, node), node.end
        inner = self._text[start + 1 : end - 1]
        if holder.flow or inner.strip() or not any(isinstance(each, dict) for each in items) or start != node.start:
            return [Replacement(start + 1, start + 1, inline(items, quotes=holder.quotes)[1:-1])]
        assert isinstance(holder.parent, Mapping)  # a list in a list is not in block style here
        name = holder.parent.key(key)
        lines = entry(key, items, column(self._text, name.start), self._offset, block=True)[1:] if block else [
            line for each in items
            for line in item(each, column(self._text, name.start) + self._offset, self._offset, block=False)
        ]  # fmt: skip
        colon = self._text.rindex(":", name.end, start) + 1
        return [Replacement(colon, end, ""), *self._below(end, lines)]

    def _into_flow(self, node: Sequence, items: list[Value], at: int | None, quotes: str) -> list[Replacement]:
        start = bare_start(self._text, node) + 1
        text = inline(items, quotes=quotes)[1:-1]
        if at == 0:
            return [Replacement(start, start, f"{text}, ")]
        end = ends_of(self._text, node.items, start)[(len(node.items) if at is None else at) - 1]
        return [Replacement(end, end, f", {text}")]

    def _into_block(self, node: Sequence, items: list[Value], at: int | None, *, block: bool) -> list[Replacement]:
        dash = dash_of(self._text, node)
        indent = column(self._text, dash)
        neighbours = [each for each in node.items if isinstance(each, Mapping) and each.start >= node.start]
        block = not is_flow(self._text, neighbours[-1]) if neighbours else block
        spaced = [""] if len(node.items) > 1 and self._is_spaced(node.items[-1].start) else []
        lines = [line for each in items for line in (*spaced, *item(each, indent, self._offset, block=block))]
        if at == 0:
            if self._text[line_start(self._text, dash) : dash].strip():
                raise self._refusal(node, "the first item stands on a line with something else")
            first = ItemBlocks(self._text).block(node, 0)
            start = line_start(self._text, first.above if first else dash)
            return [Replacement(start, start, "".join(line + self._break for line in [*lines[len(spaced) :], *spaced]))]
        ends = ends_of(self._text, node.items, dash)
        return self._below(ends[(len(ends) if at is None else at) - 1], lines)

    def _into_single(
        self, holder: _NodePath, key: str, node: Node, items: list[Value], at: int | None
    ) -> list[Replacement]:
        """Turns a single text or mapping into a list, and puts the items before or after it."""
        text, end = self._text, end_of(self._text, node)
        assert isinstance(holder.parent, Mapping)  # the path ends in a key
        name = holder.parent.key(key)
        short = inline(items, quotes=holder.quotes)[1:-1]
        brackets = Replacement(node.start, node.start, f"[{short}, " if at == 0 else "["), Replacement(
            end, end, "]" if at == 0 else f", {short}]")  # fmt: skip
        if holder.flow or self._fits_in_brackets(node, end, items, short):
            return list(brackets)
        own_line = line_start(text, node.start) > name.start
        indent = column(text, node.start) if own_line else column(text, name.start) + self._offset
        lines = [line for each in items for line in item(each, indent, self._offset, block=False)]
        dash = " " * indent + "- "
        before = "".join(line + self._break for line in lines) if at == 0 else ""
        if own_line:
            start = line_start(text, node.start)
            opening = Replacement(start, node.start, before + dash)
        else:
            colon = text.rindex(":", name.end, node.start) + 1
            opening = Replacement(colon, node.start, self._break + before + dash)
        shift = " " * (2 if own_line else self._offset)
        changes = [opening]
        for match in _LINE_END.finditer(text, node.start, end):
            following = match.end()
            if following < end and text[following : line_end(text, following)].strip():
                changes.append(Replacement(following, following, shift))
        return changes if at == 0 else [*changes, *self._below(end, lines)]

    def _fits_in_brackets(self, node: Node, end: int, items: list[Value], short: str) -> bool:
        """Whether a text and the new items fit into a list on the line of that text."""
        raw = self._text[node.start : end]
        return (
            isinstance(node, Scalar)
            and all(not isinstance(each, dict | list) for each in items)
            and not _LINE_END.search(raw)
            and raw[:1] not in ("|", ">", "&")
            and (not node.plain or is_plain(node.text, flow=True))
            and column(self._text, end) + len(short) + 4 <= NARROW
        )

    def _below(self, at: int, lines: list[str]) -> list[Replacement]:
        """Adds lines below the line that the offset is on."""
        if at and self._text[at - 1] in "\r\n":  # after a block text that keeps its blank lines
            return [Replacement(at, at, "".join(line + self._break for line in lines))]
        end = line_end(self._text, at)
        return [Replacement(end, end, "".join(self._break + line for line in lines))]

    def _is_spaced(self, at: int) -> bool:
        """Whether there is a blank line above the line of the offset."""
        start = line_start(self._text, at)
        above = self._text[:start].removesuffix("\n").removesuffix("\r") if start else "x"
        return not above[max(above.rfind("\n"), above.rfind("\r")) + 1 :].strip()

    def _last_end(self, node: Mapping) -> int:
        key, value = list(node.pairs())[-1]
        return ends_of(self._text, [value], key.end)[0]


def child_at(node: Node, part: str | int) -> Node | None:
    """Returns the node under a key or an index; a single text or mapping that stands for a list is its own item 0."""
    if isinstance(part, str):
        return node.entries.get(part) if isinstance(node, Mapping) else None
    if isinstance(node, Sequence):
        return node.items[part] if part < len(node.items) else None
    return node if part == 0 else None
