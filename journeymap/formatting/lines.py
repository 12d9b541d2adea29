"""Writes the canonical lines of a concrete tree. `docs/formatting.md` describes the rules for users."""

from __future__ import annotations

from journeymap.formatting.comments import has_comments, lift_comments
from journeymap.formatting.shapes import SECTIONS, Shape, journey_shape, shape_of_value
from journeymap.formatting.texts import WIDTH, has_comma, on_one_line, over_lines
from journeymap.source.concrete import WrittenDocument
from journeymap.source.written import Alias, Collection, Node, WrittenItem, WrittenScalar

_LIST_WIDTH = 80


def canonical(document: WrittenDocument) -> tuple[str, list[str]]:
    """Returns the text of a document in canonical form, and the comments that were written."""
    writer = _Writer(document)
    writer.document()
    return document.prolog + "".join(line + "\n" for line in writer.lines), writer.comments


class _Writer:
    def __init__(self, document: WrittenDocument) -> None:
        self.lines: list[str] = []
        self.comments: list[str] = []
        self._document = document
        self._dashes = ""  # of list items whose first line has not been written yet
        self._shape = journey_shape()
        self._bracketed: dict[int, str] = {}
        self._sorts = not document.has_aliases or self._aliases_survive()

    def document(self) -> None:
        """Writes the whole text."""
        root = self._document.root
        assert isinstance(root, Collection)  # checked by the caller
        lift_comments(root, self._shape, self._ordered)
        self._write_comments(self._document.head, 0)
        if not root.items:
            self.lines.append("[]" if root.is_list else "{}")
            self._write_comments(root.trailing, 0)
            return
        self._write_head(root)
        after_section = False
        for number, item in enumerate(self._ordered(root, self._shape)):
            at = len(self.lines)
            name = item.key.text if isinstance(item.key, WrittenScalar) else ""
            self._entry(item, 0, self._shape.keys.get(name), first=not number)
            section = name in SECTIONS and not isinstance(item.value, WrittenScalar)
            if number and (section or after_section) and self.lines[at]:
                self.lines.insert(at, "")
            after_section = section
        self._write_comments(root.trailing, 0)

    def _write_head(self, root: Collection) -> None:
        """Writes the comments at the top of the file first, whichever key comes first after sorting."""
        first = root.items[0]
        if self._ordered(root, self._shape)[0] is first:
            return
        above = [*first.above, *([""] if first.blank else [])]
        cut = len(above) - above[::-1].index("") if "" in above[1:] else len(above)
        self._write_comments(above[:cut], 0)
        first.above, first.blank = above[cut:], False

    def _ordered(self, node: Collection, shape: Shape | None) -> list[WrittenItem]:
        if node.is_list or shape is None or not shape.order or not self._sorts:
            return node.items
        order = shape.order  # unknown keys follow, and keys that begin with `x-` come last
        last = len(order)

        def place(item: WrittenItem) -> int:
            name = item.key.text if isinstance(item.key, WrittenScalar) else ""
            return order.get(name, last + name.startswith("x-"))

        return sorted(node.items, key=place)

    def _aliases_survive(self) -> bool:
        """Whether every alias still refers to the same anchor when the keys are sorted."""
        self._sorts = False
        targets = self._alias_targets()
        self._sorts = True
        return targets == self._alias_targets()

    def _alias_targets(self) -> dict[int, int]:
        anchors: dict[str, int] = {}
        targets: dict[int, int] = {}

        def visit(node: Node, shape: Shape | None) -> None:
            if isinstance(node, Alias):
                targets[id(node)] = anchors.get(node.name, 0)
                return
            for name in node.properties.split():
                anchors[name[1:]] = id(node)
            if isinstance(node, Collection):
                for item in self._ordered(node, shape):
                    if item.key is not None:
                        visit(item.key, None)
                    visit(item.value, shape_of_value(shape, item, node))

        visit(self._document.root, self._shape)
        return targets

    def _write_comments(self, comments: list[str], column: int) -> None:
        """Writes comments and blank lines, each on a line of its own; several blank lines become one."""
        for each in comments:
            if each:
                self.lines.append(" " * column + each)
                self.comments.append(each)
            elif self.lines and self.lines[-1]:
                self.lines.append("")

    def _write_above(self, item: WrittenItem, indent: int, *, first: bool) -> str:
        """Writes the comments above an item; returns the beginning of the item's own line."""
        dashes = self._dashes
        column = len(dashes) - len(dashes.lstrip()) if dashes else indent
        above = [*item.above, *([""] if item.blank else [])]
        while above and not above[0] and first and (indent or dashes or not self.comments):
            del above[0]
        self._write_comments(above, column)
        self._dashes = ""
        return dashes or " " * indent

    def _entry(self, item: WrittenItem, indent: int, shape: Shape | None, *, first: bool) -> None:
        start = self._write_above(item, indent, first=first)
        key = item.key
        assert key is not None
        name = f"*{key.name} " if isinstance(key, Alias) else key.properties + on_one_line(key, flow=False)
        self._value(item, f"{start}{name}:", indent, shape)
        self._write_comments(item.below, indent + 2)

    def _item(self, item: WrittenItem, indent: int, shape: Shape | None, *, first: bool) -> None:
        node = item.value
        start = self._write_above(item, indent, first=first)
        if isinstance(node, Collection) and node.items and not node.properties:
            short = self._short(node, shape, len(start) + 2)
            if not short:
                self._dashes = f"{start}- "
                self._move_comment(item, self._ordered(node, shape)[0])
                self._block(node, indent + 2, shape)
                return
        self._value(item, f"{start}-", indent, shape)
        self._write_comments(item.below, indent + 2)

    def _move_comment(self, item: WrittenItem, first: WrittenItem) -> None:
        """Moves the comment at the end of an item's line to its first entry, when the item is written over lines."""
        if item.beside:
            first.beside, item.beside = item.beside, ""

    def _value(self, item: WrittenItem, head: str, indent: int, shape: Shape | None) -> None:
        node = item.value
        if isinstance(node, Alias):
            self._line(f"{head} *{node.name}", item)
        elif isinstance(node, WrittenScalar):
            self._scalar(item, node, head, indent)
        else:
            start = f"{head} {node.properties}"
            short = self._short(node, shape, len(start)) if node.items else ("[]" if node.is_list else "{}")
            if short:
                self._line(start + short, item)
                self._write_comments(node.trailing, indent + 2)
                return
            self._line(start.rstrip(" "), item)
            below = "" if node.is_list or not item.key else self._short(node, shape, indent + 2)
            if below:
                self.lines.append(" " * (indent + 2) + below)
            else:
                self._block(node, indent + 2, shape)

    def _scalar(self, item: WrittenItem, node: WrittenScalar, head: str, indent: int) -> None:
        text = on_one_line(node, flow=False)
        line = f"{head} {node.properties}{text}".rstrip(" ") if not text else f"{head} {node.properties}{text}"
        if len(line) > WIDTH or "\n" in node.text:
            lines = over_lines(node, indent + 2)
            if lines:
                self._line(f"{head} {node.properties}{lines[0]}", item)
                self.lines += lines[1:]
                return
        self._line(line, item)

    def _line(self, line: str, item: WrittenItem) -> None:
        if item.beside:
            self.comments.append(item.beside)
            line += f"  {item.beside}"
        self.lines.append(line)

    def _block(self, node: Collection, indent: int, shape: Shape | None) -> None:
        items = self._ordered(node, shape)
        if node.is_list and shape is not None and shape.one_line and not self._all_short(node, shape, indent + 2):
            shape = shape._replace(one_line=False)
        stages = node.is_list and shape is self._shape.keys["stages"]
        for number, item in enumerate(items):
            at = len(self.lines)
            under = shape_of_value(shape, item, node)
            (self._item if node.is_list else self._entry)(item, indent, under, first=not number)
            if stages and number and self.lines[at]:
                self.lines.insert(at, "")
        self._write_comments(node.trailing, indent)

    def _all_short(self, node: Collection, shape: Shape, column: int) -> bool:
        """Whether every mapping of a list fits on one line; either all are written so or none."""
        return all(
            not isinstance(item.value, Collection)
            or item.value.is_list
            or self._short(item.value, shape, column + len(item.value.properties))
            for item in node.items
        )

    def _short(self, node: Collection, shape: Shape | None, column: int) -> str:
        """Returns the collection on one line that starts at a column; empty if it needs several lines."""
        if shape is None and not node.flow:
            return ""
        if node.is_list and shape is not None and shape.tall:
            return ""
        if not node.is_list and shape is not None and not shape.one_line:
            return ""
        text = self._in_brackets(node, shape)
        narrow = node.is_list and not (shape is not None and shape.wide)
        fits = column + len(text) <= (_LIST_WIDTH if narrow else WIDTH)
        return text if fits and not has_comments(node) else ""

    def _in_brackets(self, node: Collection, shape: Shape | None) -> str:
        """Returns the collection in brackets, however long; empty if it cannot be written so."""
        text = self._bracketed.get(id(node))
        if text is None:
            text = self._list(node, shape) if node.is_list else self._mapping(node, shape)
            self._bracketed[id(node)] = text
        return text

    def _list(self, node: Collection, shape: Shape | None) -> str:
        parts = []
        for item in node.items:
            value = item.value
            if isinstance(value, WrittenScalar):
                if not _is_for_one_line(value) or has_comma(value, flow=node.flow):
                    return ""
                parts.append(value.properties + on_one_line(value, flow=True))
            elif isinstance(value, Alias):
                parts.append(f"*{value.name}")
            else:
                inner = self._inner(value, None) if shape is None else ""
                if not inner:
                    return ""
                parts.append(inner)
        return f"[{', '.join(parts)}]"

    def _mapping(self, node: Collection, shape: Shape | None) -> str:
        parts = []
        for item in self._ordered(node, shape):
            key, value = item.key, item.value
            if not isinstance(key, WrittenScalar):
                return ""
            if isinstance(value, WrittenScalar):
                if not _is_for_one_line(value):
                    return ""
                text = value.properties + on_one_line(value, flow=True)
            elif isinstance(value, Alias):
                text = f"*{value.name}"
            else:
                text = self._inner(value, shape_of_value(shape, item, node))
                if not text:
                    return ""
            parts.append(f"{key.properties}{on_one_line(key, flow=True)}: {text}")
        return f"{{{', '.join(parts)}}}"

    def _inner(self, node: Collection, shape: Shape | None) -> str:
        """Returns a collection that is inside brackets; empty if it cannot be written so."""
        if not node.items:
            return node.properties + ("[]" if node.is_list else "{}")
        if shape is None and not node.flow:
            return ""
        if not node.is_list and shape is not None and not shape.one_line:
            return ""
        text = self._in_brackets(node, shape)
        return node.properties + text if text else ""


def _is_for_one_line(scalar: WrittenScalar) -> bool:
    return "\n" not in scalar.text and bool(scalar.raw)
