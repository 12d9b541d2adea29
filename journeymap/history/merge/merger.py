"""Merges two versions of a journey file with their common base by meaning: key by key and id by id.

Two people may change different fields of one touchpoint, or add stages at the same place. What both changed to
different values is in conflict, and it alone: a field, what identifies an item, the order of a list, what one changed
and the other removed. Texts are copied as they are written. Where both sides changed the order of keys, the result has
that of ours.
"""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.history.merge.blocks import Children, TextBlock, indented
from journeymap.history.merge.comments import added, merged_end, merged_lines
from journeymap.history.merge.conflicts import Style
from journeymap.history.merge.order import merged_order
from journeymap.history.merge.renames import keyed
from journeymap.records import cached_property

Target = tuple[object, ...]
"""The keys that lead to a block: to that of a stage, for example, `("stages", (("id", "buy"),))`."""

_MISSING = object()
"""Stands for a block that the base does not have, to differ from a value of null."""


class NoLineOfItsOwn(Exception):
    """A conflict, or a comment, is in the middle of a line; so the block around it is in conflict as a whole."""


class Merger:
    """Merges blocks. `conflicts` counts those found, also those that a favoured side has decided."""

    def __init__(self, style: Style, base: Children) -> None:
        self.conflicts = 0
        self._style = style
        self._base = base

    @cached_property
    def _everywhere(self) -> dict[object, TextBlock]:
        """The items of the whole base that have an id."""
        found: dict[object, TextBlock] = {}
        waiting = list(self._base.blocks)
        while waiting:
            block = waiting.pop()
            if block.has_id:
                found[block.kind_and_key] = block
            waiting += block.children.blocks if block.children else []
        return found

    def children(
        self, base: Children | None, ours: Children, theirs: Children, column: int, targets: Sequence[Target]
    ) -> str | None:
        """The merged text of blocks that are indented by `column`; None where their order is in conflict.

        A target is put in conflict unless both sides have the same there. Raises NoLineOfItsOwn.
        """
        before, mine, yours = keyed(base, ours, theirs)
        order = merged_order(list(before), list(mine.blocks), list(yours.blocks), is_ordered=ours.is_ordered)
        if order is None:
            return None
        parts: list[str] = []
        for key in order:
            block = self._versions(before.get(key), mine.blocks.get(key), yours.blocks.get(key))
            first = ours.inline and not parts
            is_whole = key in mine.replaced or key in yours.replaced
            text = self._block(block, column, block.below(targets), first=first, is_whole=is_whole)
            if text is None:
                continue
            lead = block.lead()
            if first and lead:
                raise NoLineOfItsOwn
            parts.append(indented(lead, column) + text)
        return "".join(parts)

    def _versions(self, base: TextBlock | None, ours: TextBlock | None, theirs: TextBlock | None) -> _Versions:
        """The versions of a block. What both sides moved here from elsewhere is compared with what it was there."""
        if base is None and ours is not None and theirs is not None and ours.has_id:
            base = self._everywhere.get(ours.kind_and_key)
        return _Versions(base, ours, theirs)

    def _block(
        self, block: _Versions, column: int, targets: Sequence[Target], *, first: bool, is_whole: bool
    ) -> str | None:
        """The merged text of one block, None if it was removed.

        The `first` one continues a line that has begun. One that `is_whole` is not merged by what is inside.
        """
        base, ours, theirs = block.base, block.ours, block.theirs
        if ours is None or theirs is None:
            return self._only(block, column, targets, first=first)
        if () in targets and ours.body != theirs.body:
            return self._conflict(block, column, first=first)
        side = _side(base.body if base else _MISSING, ours.body, theirs.body)
        if side is not None and not targets:
            return _written((ours, theirs)[side], column, first=first)
        inside = None if is_whole else self._inside(block, column, targets, first=first)
        if inside is not None:
            return inside
        if side is None:
            side = _side(base.meaning if base else _MISSING, ours.meaning, theirs.meaning)
            if side is None or block.has_comments_besides(side):
                line = block.merged_line(side)
                return (
                    self._conflict(block, column, first=first) if line is None else _placed(line, column, first=first)
                )
        return _written((ours, theirs)[side], column, first=first)

    def _only(self, block: _Versions, column: int, targets: Sequence[Target], *, first: bool) -> str | None:
        """The merged text of a block that one side lacks."""
        only = block.ours or block.theirs
        if only is None:
            return None
        if () in targets:
            return self._conflict(block, column, first=first)
        if block.base is None:
            return _written(only, column, first=first)
        if only.meaning == block.base.meaning and not added(only.comments, block.base.comments):
            return None
        return self._conflict(block, column, first=first)  # one changed what the other removed

    def _inside(self, block: _Versions, column: int, targets: Sequence[Target], *, first: bool) -> str | None:
        """A block merged from the blocks inside it; None where one of the versions cannot be split."""
        base, ours, theirs = block.base, block.ours, block.theirs
        assert ours is not None and theirs is not None
        before, mine, yours = base.children if base else None, ours.children, theirs.children
        if mine is None or yours is None or (base is not None and before is None) or mine.inline != yours.inline:
            return None
        if type(ours.node) is not type(theirs.node):
            return None  # one made a list of a mapping, or the other way round
        code = mine.intro.code  # of a dash, as wide as the indentation of what follows
        if not mine.inline:
            side = _side(before.intro.code if before else None, code, yours.intro.code)
            if side is None:
                return None
            code = (mine, yours)[side].intro.code
        conflicts = self.conflicts
        try:
            inner = column + mine.column - ours.column
            inside = self.children(before, mine, yours, inner, targets)
        except NoLineOfItsOwn:
            inside = None
        if not inside:
            self.conflicts = conflicts
            return None
        intro = code
        if not mine.inline:
            intro = "".join(merged_end(before and before.intro, mine.intro, yours.intro, code)) + "\n"
        return ("" if first else " " * column) + intro + inside

    def _conflict(self, block: _Versions, column: int, *, first: bool) -> str:
        if first:
            raise NoLineOfItsOwn
        self.conflicts += 1
        versions = (block.base, block.ours, block.theirs)
        return self._style.write(*(_written(each, column, first=False) if each else "" for each in versions))


class _Versions:
    """The three versions of one block, None for each that does not have it."""

    def __init__(self, base: TextBlock | None, ours: TextBlock | None, theirs: TextBlock | None) -> None:
        self.base = base
        self.ours = ours
        self.theirs = theirs

    def below(self, targets: Sequence[Target]) -> list[Target]:
        """What follows in the targets that lead here."""
        if not targets:
            return []
        names = {each.key for each in (self.base, self.ours, self.theirs) if each}
        return [target[1:] for target in targets if target and target[0] in names]

    def lead(self) -> str:
        """The lines above it: of both sides, or of the only one that has it."""
        leads = [each.lead if each else None for each in (self.base, self.ours, self.theirs)]
        base, ours, theirs = leads[0] or "", leads[1], leads[2]
        if ours is None or theirs is None:
            return ours or theirs or ""
        return merged_lines(base, ours, theirs)

    def has_comments_besides(self, side: int) -> bool:
        """Whether the other side wrote comments that this one does not have."""
        taken, other = (self.ours, self.theirs) if side == 0 else (self.theirs, self.ours)
        assert taken is not None and other is not None
        new = added(other.comments, self.base.comments if self.base else ())
        return bool(new - added(taken.comments, ()))

    def merged_line(self, side: int | None) -> str | None:
        """The text, where that of one side (0, 1) can be taken, and the comment at the end of it; else None."""
        assert self.ours is not None and self.theirs is not None
        ours, theirs = self.ours.line, self.theirs.line
        before = self.base.line if self.base else None
        if side is None or ours is None or theirs is None or (before is None and self.base is not None):
            return None
        return "".join(merged_end(before, ours, theirs, (ours, theirs)[side].code)) + "\n"


def _side(base: object, ours: object, theirs: object) -> int | None:
    """Which side to take: 0 for ours, 1 for theirs, None if both changed it to different values."""
    if theirs in (ours, base):
        return 0
    return 1 if ours == base else None


def _written(block: TextBlock, column: int, *, first: bool) -> str:
    return _placed(block.body, column, first=first)


def _placed(text: str, column: int, *, first: bool) -> str:
    """The text at its column; the `first` one continues a line that has begun."""
    return indented(text, column)[column if first else 0 :]
