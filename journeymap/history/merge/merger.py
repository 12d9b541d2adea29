"""Merges two versions of a journey file with their common base by meaning: key by key and id by id.

Two people may change different fields of one touchpoint, or add stages at the same place. If both changed the same
field to different values, that field alone is in conflict, between the usual markers. Texts are copied as they are
written, with the comments above them; if both sides changed the order, the result has that of ours.
"""

from __future__ import annotations

from typing import NamedTuple

from journeymap.history.merge.blocks import Children, TextBlock, blocks_of_file, indented
from journeymap.model import read_journey
from journeymap.source import load

_MISSING = object()
"""Stands for a block that the base does not have, to differ from a value of null."""


class Merged(NamedTuple):
    """A merged text, and how many conflicts it has."""

    text: str
    conflicts: int


class Unmergeable(Exception):
    """The versions cannot be merged by id; git's own merging by lines can still be tried."""


class _ConflictInLine(Exception):
    """A conflict is in the middle of a line; so the block around it is in conflict as a whole."""


def merge(
    base: bytes, ours: bytes, theirs: bytes, *, labels: tuple[str, str] = ("ours", "theirs"), size: int = 7
) -> Merged:
    """Merge three versions; `labels` name the two sides at conflict markers of length `size`.

    Raises Unmergeable when a version cannot be read as a journey, when it cannot be split into lines, or when the
    merged text would not be a journey.
    """
    versions = [_blocks(data) for data in (base, ours, theirs)]
    merger = _Merger(labels, size)
    try:
        text = merger.children(*versions, column=0) + _changed_text(*(version.tail for version in versions))
    except _ConflictInLine:
        raise Unmergeable("the conflict has no line of its own") from None
    if not merger.conflicts:
        _check(text)
    return Merged(text, merger.conflicts)


def _blocks(data: bytes) -> Children:
    loaded = load(data, "")
    if loaded.tree is None or loaded.findings or "\r" in loaded.source.text:
        raise Unmergeable("a version cannot be read")
    found = blocks_of_file(loaded.source.text, loaded.tree)
    if found is None:
        raise Unmergeable("a version is not written in lines")
    return found


def _check(text: str) -> None:
    """Raise Unmergeable unless the merged text is a journey."""
    loaded = load(text.encode(), "")
    if loaded.tree is None or loaded.findings:
        raise Unmergeable("the merged text cannot be read")
    journey, findings = read_journey(loaded.tree)
    if journey is None or findings:
        raise Unmergeable("the merged text is no journey")


class _Merger:
    def __init__(self, labels: tuple[str, str], size: int) -> None:
        self.conflicts = 0
        self._labels = labels
        self._size = size

    def children(self, base: Children | None, ours: Children, theirs: Children, *, column: int) -> str:
        """The merged text of blocks that are indented by `column`."""
        before = base.blocks if base else {}
        parts: list[str] = []
        inline = ours.inline
        for key in _order(list(before), list(ours.blocks), list(theirs.blocks)):
            versions = before.get(key), ours.blocks.get(key), theirs.blocks.get(key)
            first = inline and not parts
            text = self._block(*versions, column, first=first)
            if text is None:
                continue
            lead = _changed_text(*(block.lead if block else None for block in versions))
            if first and lead:
                raise _ConflictInLine
            parts.append(indented(lead, column) + text)
        return "".join(parts)

    def _block(
        self, base: TextBlock | None, ours: TextBlock | None, theirs: TextBlock | None, column: int, *, first: bool
    ) -> str | None:
        """The merged text of one block, None if it was removed. The `first` one continues a line that has begun."""
        if ours is not None and theirs is not None:
            side = _side(base.body if base else _MISSING, ours.body, theirs.body)
            if side is None:
                inside = self._inside(base, ours, theirs, column, first=first)
                if inside is not None:
                    return inside
                side = _side(base.value if base else _MISSING, ours.value, theirs.value)
            if side is None:
                return self._conflict(ours, theirs, column, first=first)
            return _written((ours, theirs)[side], column, first=first)
        only = ours or theirs
        if only is None or (base is not None and only.value == base.value):
            return None
        if base is None:
            return _written(only, column, first=first)
        return self._conflict(ours, theirs, column, first=first)  # one changed what the other removed

    def _inside(
        self, base: TextBlock | None, ours: TextBlock, theirs: TextBlock, column: int, *, first: bool
    ) -> str | None:
        """A block merged from the blocks inside it; None where one of the versions cannot be split."""
        our_blocks, their_blocks = ours.children, theirs.children
        before = base.children if base else None
        if (
            our_blocks is None
            or their_blocks is None
            or (base is not None and before is None)
            or our_blocks.inline != their_blocks.inline
        ):
            return None
        if our_blocks.texts and before is not None and _both_reworded(before, our_blocks, their_blocks):
            return None
        inner = column + our_blocks.column - ours.column
        conflicts = self.conflicts
        try:
            inside = self.children(before, our_blocks, their_blocks, column=inner)
        except _ConflictInLine:
            self.conflicts = conflicts
            return None
        intro = (
            our_blocks.intro
            if our_blocks.inline
            else _changed_text(before and before.intro, our_blocks.intro, their_blocks.intro)
        )
        return ("" if first else " " * column) + intro + inside if inside else None

    def _conflict(self, ours: TextBlock | None, theirs: TextBlock | None, column: int, *, first: bool) -> str:
        if first:
            raise _ConflictInLine
        self.conflicts += 1
        sides = [_written(side, column, first=False) if side else "" for side in (ours, theirs)]
        marks = [mark * self._size for mark in "<=>"]
        return f"{marks[0]} {self._labels[0]}\n{sides[0]}{marks[1]}\n{sides[1]}{marks[2]} {self._labels[1]}\n"


def _side(base: object, ours: object, theirs: object) -> int | None:
    """Which side to take: 0 for ours, 1 for theirs, None if both changed it to different values."""
    if theirs in (ours, base):
        return 0
    return 1 if ours == base else None


def _written(block: TextBlock, column: int, *, first: bool) -> str:
    text = indented(block.body, column)
    return text[column:] if first else text


def _changed_text(base: str | None, ours: str | None, theirs: str | None) -> str:
    """The text of the side that changed it, such as the lines above a block; ours if both did."""
    if ours is None or (ours == base and theirs is not None):
        return theirs or ""
    return ours


def _both_reworded(base: Children, ours: Children, theirs: Children) -> bool:
    """Whether both sides replaced the same text of a list."""
    lost = base.blocks.keys() - ours.blocks.keys() - theirs.blocks.keys()
    return bool(lost and ours.blocks.keys() - base.blocks.keys() and theirs.blocks.keys() - base.blocks.keys())


def _order(base: list[object], ours: list[object], theirs: list[object]) -> list[object]:
    """The keys of both sides, in the order of the side that changed it; each further key comes after its neighbour."""
    moved = [key for key in ours if key in base] != [key for key in base if key in ours]
    main, other = (ours, theirs) if moved or not base else (theirs, ours)
    if not moved and [key for key in theirs if key in base] == [key for key in base if key in theirs]:
        main, other = ours, theirs
    order = list(main)
    known = set(main)
    for index, key in enumerate(other):
        if key not in known:
            before = next((each for each in reversed(other[:index]) if each in known), None)
            at = order.index(before) + 1 if before is not None else 0
            while at < len(order) and order[at] not in other and order[at] not in base:
                at += 1  # after those that ours added at the same place
            order.insert(at, key)
            known.add(key)
    return order
