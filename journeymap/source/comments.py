"""Gives every comment of a text to the item that it speaks of.

A comment on a line of its own speaks of what follows it, unless it is indented deeper: then it is the last word of the
list or mapping that it lines up with, such as an item that somebody has commented out. One at the end of a line
speaks of that line.
"""

from __future__ import annotations

from bisect import bisect_right

from journeymap.source.written import Collection, Comment, Node, WrittenItem, WrittenScalar


def attach(root: Node, comments: list[Comment], items: list[WrittenItem]) -> list[str]:
    """Put the comments into the items, which stand in the order of the text; returns those that no item can take.

    In brackets that hold no comment nothing is looked at: they are one value on one line.
    """
    seen = [item for item in items if not item.parent.flow or item.parent.commented]
    starts = [item.start for item in seen]
    left: list[str] = []
    for comment in comments:
        at = bisect_right(starts, comment.start)
        before = seen[at - 1] if at else None
        after = seen[at] if at < len(seen) else None
        if before is None:
            _say(left if after is None else after.above, comment)
        elif comment.own:
            _over(comment, before, after)
        else:
            _beside(comment, before)
    return left


def _say(words: list[str], comment: Comment) -> None:
    if comment.blank:
        words.append("")
    words.append(comment.words)


def _beside(comment: Comment, item: WrittenItem) -> None:
    closed = _out_of_brackets(item, comment.start)
    if isinstance(closed, Collection):
        closed.trailing.append(comment.words)
        return
    item = closed
    value = item.value
    if isinstance(value, Collection) and value.commented and value.items and value.end <= comment.start:
        value.trailing.append(comment.words)
    elif item.key is None and isinstance(value, Collection) and (not value.flow or value.commented) and value.items:
        item.above.append(comment.words)  # `- # so` over the lines of the item
    else:
        _keep_order(item)
        item.beside = comment.words


def _keep_order(item: WrittenItem) -> None:
    """Make room for a comment that comes later than the one at the end of the line."""
    if item.beside:
        item.above.append(item.beside)
        item.beside = ""


def _over(comment: Comment, before: WrittenItem, after: WrittenItem | None) -> None:
    start = comment.start
    brackets = _brackets_around(before, start)
    if brackets is not None and brackets.items:
        _say(after.above if after is not None and after.start < brackets.end else brackets.trailing, comment)
        return
    closed = _out_of_brackets(before, start)
    if isinstance(closed, Collection):
        _say(closed.trailing, comment)
        return
    before = closed
    value = before.value
    if (not isinstance(value, Collection) or value.flow) and start < value.end:  # between a key and its value
        _keep_order(before)
        _say(before.above, comment)
    elif after is not None and (after.parent.holder is before or comment.column <= after.column):
        _say(after.above, comment)
    elif _is_empty(value) and comment.column > before.column:
        _say(before.below, comment)
    else:
        _say(_ending(comment, before, after), comment)


def _is_empty(value: Node) -> bool:
    return isinstance(value, WrittenScalar) and not value.raw and not value.properties


def _ending(comment: Comment, before: WrittenItem, after: WrittenItem | None) -> list[str]:
    """The last words of the deepest collection, among those that end here, that the comment lines up with."""
    collection: Collection | None = before.parent
    outermost = before.parent
    while collection is not None and (after is None or collection is not after.parent):
        if not collection.flow and collection.items[0].column <= comment.column:
            return collection.trailing
        outermost = collection
        collection = collection.holder.parent if collection.holder else None
    return after.above if after is not None else outermost.trailing


def _brackets_around(item: WrittenItem, at: int) -> Collection | None:
    """The innermost brackets that the offset lies in, seen from the last item before it."""
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
    """The item whose brackets are closed before the offset; those of the whole text are given themselves."""
    while item.parent.flow and item.parent.end <= at:
        if item.parent.holder is None:
            return item.parent
        item = item.parent.holder
    return item
