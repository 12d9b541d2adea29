"""What every part of a journey is: something read from a file, which knows its place.

Annotations in the modules of the model must stay real objects (no postponed evaluation): the readers are
made from them.
"""

from typing import ClassVar, Literal

from journeymap.diagnostics import Span
from journeymap.model.kinds import Choice, Number, Text
from journeymap.model.shape import ListOf, Untold
from journeymap.records import Record
from journeymap.source.tree import Mapping, Node

Evidence = Literal["assumed", "observed", "measured"]
EVIDENCE = Choice(("assumed", "observed", "measured"), coded="")
TEXTS = ListOf(Text(), one=True)
RATING = Number(1, 5, whole=True)
BY_ID = (("id",),)
JOINS = Untold("it joins the parts of a file; readers of the page see names", ("page",))


class Item(Record):
    """Something read from a file."""

    NOUN: ClassVar[str] = "this"

    node: Node

    def at(self, key: str = "") -> Span:
        """Where the value of `key` stands; of the whole, its first key, when there is no such key."""
        node = self.node
        if isinstance(node, Mapping):
            value = node.entries.get(key)
            if value is None:
                return node.first()
            return value.span if not isinstance(value, Mapping) else node.key(key).span
        return node.span

    def at_item(self, key: str, index: int) -> Span:
        """Where item `index` of the list under `key` stands."""
        node = self.node
        if isinstance(node, Mapping) and key in node.entries:
            items = getattr(node.entries[key], "items", None)
            if items is not None and index < len(items):
                return Span(items[index].start, items[index].end)
        return self.at(key)

    def at_key(self, key: str, inner: str) -> Span:
        """Where the key `inner` of the mapping under `key` stands."""
        node = self.node
        if isinstance(node, Mapping) and key in node.entries:
            value = node.entries[key]
            if isinstance(value, Mapping) and inner in value.entries:
                return value.key(inner).span
        return self.at(key)
