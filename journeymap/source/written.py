"""The parts of the concrete tree of a YAML text: its nodes as they are written, with the comments around them."""

from __future__ import annotations

from typing import NamedTuple


class Comment(NamedTuple):
    """A comment. `text` includes the `#`, and `start` is its offset in the whole text.

    `own_line` says whether it stands alone on its line, and `after_blank` whether a blank line is above that line.
    """

    text: str
    start: int
    column: int
    own_line: bool
    after_blank: bool


class WrittenScalar:
    """One value or key. `raw` is its source without the anchor; `style` is its quote, `|`, `>`, or empty if plain."""

    __slots__ = ("end", "properties", "raw", "start", "style", "text")

    def __init__(self, text: str, raw: str, style: str, properties: str, start: int, end: int) -> None:
        self.text = text
        self.raw = raw
        self.style = style
        self.properties = properties
        self.start = start
        self.end = end


class Alias:
    """A reference to an anchor further up."""

    __slots__ = ("end", "name", "properties", "start")

    def __init__(self, name: str, start: int, end: int) -> None:
        self.name = name
        self.properties = ""
        self.start = start
        self.end = end


class WrittenItem:
    """An entry of a mapping, or (without a key) an item of a list, with the comments around it.

    `above` holds the comments above it, with "" for a blank line, and `blank` says whether a blank line is directly
    above the item. `beside` is the comment at the end of its line. `below` holds the comments that stand in place of
    an empty value.
    """

    __slots__ = ("above", "below", "beside", "blank", "column", "key", "parent", "start", "value")

    def __init__(self, parent: Collection, key: WrittenScalar | Alias | None, start: int, column: int) -> None:
        self.parent = parent
        self.key = key
        self.value: Node = Alias("", start, start)
        self.start = start
        self.column = column
        self.above: list[str] = []
        self.blank = False
        self.beside = ""
        self.below: list[str] = []


class Collection:
    """A list or a mapping. `trailing` holds the comments after its last item.

    For a collection in brackets, `commented` says whether a comment stands inside them.
    """

    __slots__ = ("commented", "end", "flow", "holder", "is_list", "items", "properties", "start", "trailing")

    def __init__(self, *, is_list: bool, flow: bool, properties: str, holder: WrittenItem | None, start: int) -> None:
        self.is_list = is_list
        self.flow = flow
        self.properties = properties
        self.holder = holder
        self.items: list[WrittenItem] = []
        self.start = start
        self.end = start
        self.trailing: list[str] = []
        self.commented = False


Node = WrittenScalar | Alias | Collection
