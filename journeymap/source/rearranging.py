"""Computes which spans of a text to replace when a key or an item is taken out, moved, or given another value.

A comment belongs to what it stands above, without a blank line between, and to what it is indented deeper than, as
`comments` has it: it goes where that goes. Nothing is done that would take a comment of something else with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Items

from journeymap.errors import UserError
from journeymap.source.item_blocks import LINE_END, ItemBlock, ItemBlocks
from journeymap.source.offsets import (
    bare_start,
    column,
    end_of,
    is_flow,
    line_start,
    list_offset,
    replaceable_span,
    shared_nodes,
)
from journeymap.source.replacements import Replacements, child_at
from journeymap.source.text import Replacement, SourceText
from journeymap.source.tree import Mapping, Node, Scalar, Sequence, to_json
from journeymap.source.writing import Value, entry, inline


class Rearrangements:
    """Computes the replacements for edits of one text; all edits refer to the same tree. Raises UserError."""

    def __init__(self, text: str, tree: Node, name: str) -> None:
        self._text = text
        self._tree = tree
        self._name = name
        self._shared = shared_nodes(tree)
        self._blocks = ItemBlocks(text)
        first = LINE_END.search(text)
        self._break = first.group() if first else "\n"

    def remove(self, path: tuple[str | int, ...]) -> list[Replacement]:
        """Takes out the key or the item at a path; its list or mapping must have others."""
        nodes = self._nodes(path)
        parent, node = nodes[-2:]
        if isinstance(path[-1], int) and not isinstance(parent, Sequence):
            return self.remove(path[:-1])  # a single text or mapping stands for the list
        children = self._blocks.children(parent)
        if len(children) == 1:
            raise self._refusal(node, "nothing would be left of the list or mapping that it is in")
        index = next(at for at, (_, each) in enumerate(children) if each is node)
        if is_flow(self._text, parent):
            return [self._out_of_brackets(parent, children, index)]
        block = self._block(parent, index)
        if self._text[line_start(self._text, block.start) : block.start].strip():
            return [self._off_the_dash(parent, block, children[1][0], index)]
        return [self._lines_out(block)]

    def replace(self, path: tuple[str | int, ...], value: Value) -> list[Replacement]:
        """Gives a key another value, whatever it has."""
        parent, node = self._nodes(path)[-2:]
        key = str(path[-1])
        if not isinstance(parent, Mapping):
            raise self._refusal(node, "only the value of a key can be replaced")
        start = parent.key(key).start
        if is_flow(self._text, parent) or any(is_flow(self._text, each) for each in self._nodes(path)[:-1]):
            at = bare_start(self._text, node)
            self._check_comments(at, node.end, node)
            quotes = '"' if self._text[start] == '"' else ""
            return [Replacement(at, node.end, inline(value, quotes=quotes))]
        end = replaceable_span(self._text, node)[1] if isinstance(node, Scalar) else end_of(self._text, node)
        self._check_comments(start, end, node)
        if node.end == node.start:  # it has none yet
            end = self._text.index(":", parent.key(key).end) + 1
        indent = column(self._text, start)
        lines = entry(key, value, indent, list_offset(self._text, self._tree))
        return [Replacement(start, end, self._break.join(lines).lstrip(" "))]

    def move(self, path: tuple[str | int, ...], to: tuple[str | int, ...], at: int | None) -> list[Replacement]:
        """Moves an item of a list to another place in it, or into the list at the path `to`, which may be missing.

        It is placed before item `at`, counted without the moved one, or at the end.
        """
        parent, node = self._nodes(path)[-2:]
        if path[:-1] == to:
            if not isinstance(parent, Sequence):
                return []
            return self._reorder(parent, int(path[-1]), at)
        if to[: len(path)] == path or path[: len(to)] == to:
            raise self._refusal(node, "it cannot be moved into itself, or out of a list into one around it")
        return [*self._taken_out(path), *self._put_in(path, to, at)]

    def _taken_out(self, path: tuple[str | int, ...]) -> list[Replacement]:
        parent = self._nodes(path)[-2]
        is_only = not isinstance(parent, Sequence) or len(parent.items) == 1
        return self.remove(path[:-1] if is_only else path)

    def _put_in(self, path: tuple[str | int, ...], to: tuple[str | int, ...], at: int | None) -> list[Replacement]:
        source, node = self._nodes(path)[-2:]
        target = child_at(self._nodes(to[:-1])[-1], to[-1])
        in_lines = isinstance(source, Sequence) and not is_flow(self._text, source)
        if in_lines and isinstance(target, Sequence) and target.items and not is_flow(self._text, target):
            assert isinstance(source, Sequence)
            block = self._block(source, int(path[-1]))
            lines = self._text[line_start(self._text, block.above) : block.end]
            shift = column(self._text, self._block(target, 0).start) - column(self._text, block.start)
            return [self._inserted(target, self._shifted(lines, shift), at)]
        if isinstance(source, Sequence):
            block = self._block(source, int(path[-1])) if in_lines else ItemBlock(node.start, node.start, node.end)
            self._check_comments(block.above, block.end, node)
        else:
            self._check_comments(node.start, end_of(self._text, node), node)
        if any(isinstance(each, Scalar) and each.is_null for each in _below(node)):
            raise self._refusal(node, "a key in it has no value")
        value = to_json(node)
        is_mapping = isinstance(node, Mapping) and not is_flow(self._text, node)
        writing = Replacements(self._text, self._tree, self._name)
        return writing.append(to, [value], at, block=is_mapping)  # type: ignore[list-item]  # JSON without null

    def _inserted(self, target: Sequence, lines: str, at: int | None) -> Replacement:
        """Lines put into a list, with a blank line between where its items have one."""
        spaced = len(target.items) > 1 and self._blocks.is_blank_above(self._block(target, 1).above)
        between = self._break * (2 if spaced else 1)
        if at is None or at >= len(target.items):
            end = self._block(target, len(target.items) - 1).end
            return Replacement(end, end, between + lines)
        start = line_start(self._text, self._block(target, at).above)
        return Replacement(start, start, lines + between)

    def _shifted(self, lines: str, by: int) -> str:
        def moved(line: str) -> str:
            if not line.strip():
                return line
            spaces = len(line) - len(line.lstrip(" "))
            return " " * max(spaces + by, 0) + line.lstrip(" ")

        return self._break.join(moved(line) for line in LINE_END.split(lines))

    def _reorder(self, items: Sequence, index: int, at: int | None) -> list[Replacement]:
        """Puts the texts of the items of a list into its places in another order; what is between them stays."""
        if is_flow(self._text, items):
            spans = [(node.start, end_of(self._text, node)) for node in items.items]
            self._check_comments(items.start, items.end, items)
        else:
            blocks = [self._block(items, each) for each in range(len(items.items))]
            for block in blocks:
                if self._text[line_start(self._text, block.start) : block.start].strip():
                    raise self._refusal(items, "its first item stands on a line with something else")
            spans = [(line_start(self._text, block.above), block.end) for block in blocks]
        order = [each for each in range(len(spans)) if each != index]
        order.insert(len(order) if at is None else at, index)
        texts = [self._text[start:end] for start, end in spans]
        return [
            Replacement(*span, texts[each]) for place, (span, each) in enumerate(zip(spans, order, strict=True))
            if each != place
        ]  # fmt: skip

    def _out_of_brackets(self, parent: Node, children: Items[tuple[int, Node]], index: int) -> Replacement:
        start, node = children[index]
        if index:
            before, end = end_of(self._text, children[index - 1][1]), end_of(self._text, node)
            before = max(before, self._text.rfind(",", before, start))  # behind what an empty value leaves
        else:
            before, end = start, children[1][0]
        self._check_comments(before, end, node)
        return Replacement(before, end, "")

    def _off_the_dash(self, parent: Node, block: ItemBlock, following: int, index: int) -> Replacement:
        """The first key of an item, on the line of its dash, taken out: the next key moves up to the dash."""
        if index or isinstance(parent, Sequence):
            raise self._refusal(parent, "it stands on a line with something else")
        self._check_comments(block.start, following, parent)
        return Replacement(block.start, following, "")

    def _lines_out(self, block: ItemBlock) -> Replacement:
        """Whole lines taken out, with the blank lines that would then be left over."""
        text = self._text
        start, end = line_start(text, block.above), block.end
        match = LINE_END.match(text, end)
        end = match.end() if match else end
        if end == len(text) or self._blocks.is_blank(end):
            while start and self._blocks.is_blank_above(start):
                start = line_start(text, start - 1)
        if start == 0 or not self._blocks.is_blank_above(start):
            while end < len(text) and self._blocks.is_blank(end) and self._starts_list(start):
                match = LINE_END.search(text, end)
                end = match.end() if match else len(text)
        return Replacement(start, end, "")

    def _starts_list(self, start: int) -> bool:
        """Whether the line above ends with the colon of a key, so that no blank line is wanted below it."""
        above = self._text[:start].rstrip("\r\n")
        return not start or self._text[line_start(self._text, len(above)) : len(above)].rstrip().endswith(":")

    def _block(self, parent: Node, index: int) -> ItemBlock:
        block = self._blocks.block(parent, index)
        if block is None:
            raise self._refusal(parent, "what is above it is in the way")
        return block

    def _nodes(self, path: tuple[str | int, ...]) -> list[Node]:
        """The nodes from the root to a path. Raises UserError for one that aliases share, or that holds such a one."""
        nodes = [self._tree]
        for part in path:
            node = child_at(nodes[-1], part)
            if node is None:
                raise UserError(f"{self._name}: there is no {'/'.join(map(str, path))} in the file")
            nodes.append(node)
        waiting = [nodes[-1], *nodes]
        if self._shared:
            waiting = [*nodes, *_below(nodes[-1])]
        for node in waiting:
            if id(node) in self._shared:
                raise self._refusal(node, "what stands here is used in several places by its anchor (`&…`)")
        return nodes

    def _check_comments(self, start: int, end: int, node: Node) -> None:
        if any(start <= each < end for each in self._blocks.comments):
            raise self._refusal(node, "a comment stands in it that would be lost")

    def _refusal(self, node: Node, why: str) -> UserError:
        line = SourceText(self._text, "").place(node.start)[0]
        return UserError(f"{self._name}:{line}: {why}, so it is not edited", hint="change it by hand")


def _below(node: Node) -> Iterator[Node]:
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Sequence):
            waiting += node.items
        elif isinstance(node, Mapping):
            waiting += node.entries.values()
