"""Attaches every comment of a text to the item that it belongs to.

A comment on a line of its own belongs to the item that follows it, unless it is indented deeper: then it goes to the
end of the list or mapping that it lines up with, such as an item that somebody has commented out. A comment at the
end of a line belongs to that line.
"""

from __future__ import annotations

from bisect import bisect_right

from journeymap.source.written import Collection, Comment, Node, WrittenItem, WrittenScalar


def attach(root: Node, comments: list[Comment], items: list[WrittenItem]) -> list[str]:
    """Attaches the comments to the items, both in the order of the text; returns the comments that fit no item.

    Items inside brackets without a comment are skipped, since such brackets are written as one value on one line.
    """
    candidates = [item for item in items if not item.parent.flow or item.parent.commented]
    starts = [item.start for item in candidates]
    unattached: list[str] = []
    for comment in comments:
        at = bisect_right(starts, comment.start)
        before = candidates[at - 1] if at else None
        after = candidates[at] if at < len(candidates) else None
        if before is None:
            _add_line(unattached if after is None else after.above, comment)
        elif comment.own_line:
            _attach_own_line(comment, before, after)
        else:
            _attach_to_line(comment, before)
    return unattached


def _add_line(lines: list[str], comment: Comment) -> None:
    if comment.after_blank:
        lines.append("")
    lines.append(comment.text)


def _attach_to_line(comment: Comment, item: WrittenItem) -> None:
    closed = _out_of_brackets(item, comment.start)
    if isinstance(closed, Collection):
        closed.trailing.append(comment.text)
        return
    item = closed
    value = item.value
    if isinstance(value, Collection) and value.commented and value.items and value.end <= comment.start:
        value.trailing.append(comment.text)
    elif item.key is None and isinstance(value, Collection) and (not value.flow or value.commented) and value.items:
        item.above.append(comment.text)  # `- # so` over the lines of the item
    else:
        _keep_order(item)
        item.beside = comment.text


def _keep_order(item: WrittenItem) -> None:
    """Moves the comment at the end of the item's line above it, so that a later comment keeps its place after it."""
    if item.beside:
        item.above.append(item.beside)
        item.beside = ""


def _attach_own_line(comment: Comment, before: WrittenItem, after: WrittenItem | None) -> None:
    start = comment.start
    brackets = _brackets_around(before, start)
    if brackets is not None and brackets.items:
        _add_line(after.above if after is not None and after.start < brackets.end else brackets.trailing, comment)
        return
    closed = _out_of_brackets(before, start)
    if isinstance(closed, Collection):
        _add_line(closed.trailing, comment)
        return
    before = closed
    value = before.value
    if (not isinstance(value, Collection) or value.flow) and start < value.end:  # between a key and its value
        _keep_order(before)
        _add_line(before.above, comment)
    elif after is not None and (after.parent.holder is before or comment.column <= after.column):
        _add_line(after.above, comment)
    elif _is_empty(value) and comment.column > before.column:
        _add_line(before.below, comment)
    else:
        _add_line(_trailing_list(comment, before, after), comment)


def _is_empty(value: Node) -> bool:
    return isinstance(value, WrittenScalar) and not value.raw and not value.properties


def _trailing_list(comment: Comment, before: WrittenItem, after: WrittenItem | None) -> list[str]:
    """Returns the comment list to extend: the trailing one of the deepest collection that the comment lines up with.

    Only collections that end between `before` and `after` are considered.
    """
    collection: Collection | None = before.parent
    outermost = before.parent
    while collection is not None and (after is None or collection is not after.parent):
        if not collection.flow and collection.items[0].column <= comment.column:
            return collection.trailing
        outermost = collection
        collection = collection.holder.parent if collection.holder else None
    return after.above if after is not None else outermost.trailing


def _brackets_around(item: WrittenItem, at: int) -> Collection | None:
    """Returns the innermost brackets around the offset; `item` is the last item before it."""
    value = item.value
    if isinstance(value, Collection) and value.flow and value.start < at < value.end:
        return value
    around: Collection | None = item.parent
    while around is not None and around.flow:
        if at < around.end:
            return around
        around = around.holder.parent if around.holder else None
    return None


def _out_of_brackets(item: WrittenItem, at: int) -> WrittenItem | Collection:
    """Returns the item that holds the outermost brackets that end before the offset.

    This is `item` when there are none, and the collection itself when the brackets are the whole text.
    """
    while item.parent.flow and item.parent.end <= at:
        if item.parent.holder is None:
            return item.parent
        item = item.parent.holder
    return item
