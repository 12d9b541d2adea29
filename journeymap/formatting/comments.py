"""Comments within collections: whether there are any, and where those go that are written over a dash."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.formatting.shapes import Shape, shape_of_value
from journeymap.source.written import Collection, WrittenItem

Order = Callable[[Collection, Shape | None], list[WrittenItem]]
"""Returns the items of a collection in the order in which they are written."""


def has_comments(node: Collection) -> bool:
    """Whether a collection has comments inside, so that it has to be written over several lines."""
    if node.flow and not node.commented:
        return False
    return bool(node.trailing) or any(
        item.above or item.beside or item.below or (isinstance(item.value, Collection) and has_comments(item.value))
        for item in node.items
    )


def lift_comments(node: Collection, shape: Shape | None, order: Order) -> None:
    """Moves comments above the first entry of an item of a list above the item, over whose dash they are written.

    Otherwise they would count as comments inside of it, for which an item needs several lines, but not when the result
    is read again.
    """
    for item in node.items:
        value = item.value
        if not isinstance(value, Collection) or not value.items:
            continue
        under = shape_of_value(shape, item, node)
        lift_comments(value, under, order)
        if not node.is_list or value.properties:
            continue
        first = order(value, under)[0]
        while first.above and not first.above[0]:
            del first.above[0]
        if first.above:
            item.above += [*([""] if item.blank else []), *first.above]
            item.blank, first.above, first.blank = first.blank, [], False
