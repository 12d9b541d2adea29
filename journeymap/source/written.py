"""What the concrete tree of a YAML text is made of: nodes as their author wrote them, and what is said around them."""

from __future__ import annotations

from typing import NamedTuple


class Comment(NamedTuple):
    """A comment with its `#`, where it starts, and whether it has a line of its own, with a blank one above."""

    words: str
    start: int
    column: int
    own: bool
    blank: bool


class WrittenScalar:
    """One value or key. `raw` is how it stands in the text, without anchor; `style` is empty for a plain one."""

    __slots__ = ("end", "properties", "raw", "start", "style", "text")

    def __init__(self, text: str, raw: str, style: str, properties: str, start: int, end: int) -> None:
        self.text = text
        self.raw = raw
        self.style = style
        self.properties = properties
        self.start = start
        self.end = end


class Alias:
    """A reference to what is anchored above."""

    __slots__ = ("end", "name", "properties", "start")

    def __init__(self, name: str, start: int, end: int) -> None:
        self.name = name
        self.properties = ""
        self.start = start
        self.end = end


class WrittenItem:
    """An entry of a mapping, or (without a key) an item of a list, with what is said around it.

    `above` holds the comments over it, an empty text for a blank line, and `blank` says whether one stands right
    over the item; `beside` is the comment at the end of its line; `below` are those that stand in the place of a
    value that was left empty.
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
    """A list or a mapping; `trailing` holds the comments after its last item."""

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
