"""The base class of every part of a journey, which knows its place in the file, and values that several fields share.

The modules of the model must not postpone the evaluation of annotations: the fields are read from them.
"""

from typing import ClassVar, Literal

from journeymap.diagnostics import Span
from journeymap.model.kinds import Choice, Number, Text
from journeymap.model.shape import ListOf, Omitted
from journeymap.records import Record
from journeymap.source.tree import Mapping, Node

Evidence = Literal["assumed", "observed", "measured"]
EVIDENCE = Choice(("assumed", "observed", "measured"), locale_prefix="")
TEXTS = ListOf(Text(), allow_single=True)
RATING = Number(1, 5, whole=True)
BY_ID = (("id",),)
BY_ID_OR_TEXT = (("id",), ("text",))
HOW_READ = Omitted("the page tells what was measured, not how its files are read", ("page",))
HOW_COUNTED = Omitted("the page tells how often it was counted, not by which words", ("page",))
INTERNAL = Omitted("it joins the parts of a file; readers of the page see names", ("page",))


class Item(Record):
    """A part of a journey, with the node of the tree that it was read from."""

    NOUN: ClassVar[str] = "this"

    node: Node

    def at(self, key: str = "") -> Span:
        """Returns the span of the value of `key`; without such a key, that of the item's first key.

        For a value that is a mapping, the span is that of the key.
        """
        node = self.node
        if isinstance(node, Mapping):
            value = node.entries.get(key)
            if value is None:
                return node.first()
            return value.span if not isinstance(value, Mapping) else node.key(key).span
        return node.span

    def at_item(self, key: str, index: int) -> Span:
        """Returns the span of item `index` of the list under `key`."""
        node = self.node
        if isinstance(node, Mapping) and key in node.entries:
            items = getattr(node.entries[key], "items", None)
            if items is not None and index < len(items):
                return Span(items[index].start, items[index].end)
        return self.at(key)

    def at_key(self, key: str, inner: str) -> Span:
        """Returns the span of the key `inner` in the mapping under `key`."""
        node = self.node
        if isinstance(node, Mapping) and key in node.entries:
            value = node.entries[key]
            if isinstance(value, Mapping) and inner in value.entries:
                return value.key(inner).span
        return self.at(key)

    def at_value(self, key: str, inner: str) -> Span:
        """Returns the span of the value under the key `inner` in the mapping under `key`."""
        node = self.node
        value = node.entries.get(key) if isinstance(node, Mapping) else None
        found = value.entries.get(inner) if isinstance(value, Mapping) else None
        return found.span if found is not None else self.at(key)
