"""Merges three versions of a whole file, and sees to it that a clean merge is one.

A merged text without conflicts is read and checked by the rules: an error that neither side had becomes a conflict, at
the block that it is in or, where both sides have the same there, at the next one around it in which they differ.
"""

from __future__ import annotations

import datetime as dt
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from journeymap.diagnostics import Finding, Severity
from journeymap.history.merge.blocks import Children, VersionText, blocks_of_file
from journeymap.history.merge.comments import are_kept, merged_lines
from journeymap.history.merge.conflicts import Style
from journeymap.history.merge.merger import Merger, NoLineOfItsOwn, Target
from journeymap.pipeline.check import read_and_check
from journeymap.pipeline.severity import active_findings, severities
from journeymap.settings import Settings
from journeymap.source import Loaded, load
from journeymap.source.tree import ids_in

_SETTINGS = Settings(today=dt.date.min)
"""Of the rules whose findings are errors, none looks at the day."""


class Merged(NamedTuple):
    """A merged file, how many conflicts it has, and what was wrong that made a conflict of a clean merge."""

    data: bytes
    conflicts: int
    reasons: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The merged file as text."""
        return self.data.decode()


class Unmergeable(Exception):
    """The versions cannot be merged by id; git's own merging by lines can still be tried."""


class _Written(NamedTuple):
    """How a file is written: with a byte order mark, with `\\r\\n` at its line ends; and its text without them."""

    has_mark: bool
    has_returns: bool
    data: bytes

    @classmethod
    def of(cls, data: bytes) -> _Written:
        has_mark = data.startswith(BOM_UTF8)
        data = data.removeprefix(BOM_UTF8)
        returns = data.count(b"\r")
        if returns and not returns == data.count(b"\r\n") == data.count(b"\n"):
            raise Unmergeable("a version has several kinds of line ends")
        return cls(has_mark, returns > 0, data.replace(b"\r\n", b"\n"))


def merge(base: bytes, ours: bytes, theirs: bytes, style: Style | None = None) -> Merged:
    """Merge three versions; conflicts are written in this style, or in the usual one.

    Raises Unmergeable when a version cannot be read as a journey, when it cannot be split into lines, or when the
    merged text could not be read.
    """
    written = [_Written.of(data) for data in (base, ours, theirs)]
    merged = _WholeFile([each.data for each in written], style or Style()).merged()
    before, mine, yours = written
    data = merged.data
    if mine.has_returns if mine.has_returns != before.has_returns else yours.has_returns:
        data = data.replace(b"\n", b"\r\n")
    if mine.has_mark if mine.has_mark != before.has_mark else yours.has_mark:
        data = BOM_UTF8 + data
    return merged._replace(data=data)


def check_lines(base: bytes, ours: bytes, theirs: bytes, merged: Merged, style: Style) -> Merged:
    """What git merged by lines; as a whole in conflict if it has errors that neither side has.

    Versions that cannot be read are not checked.
    """
    mine, yours = load(ours, ""), load(theirs, "")
    if merged.conflicts or not (mine.is_whole and yours.is_whole):
        return merged
    found = _new_errors(mine, yours, load(merged.data, ""))
    if not found:
        return merged
    ours_text, theirs_text = (data.decode() for data in (ours, theirs))
    text = style._replace(favour="").write(base.decode("utf-8", "replace"), ours_text, theirs_text)
    return Merged(text.encode(), 1, _reasons(found))


class _WholeFile:
    """Three versions without byte order marks, with lines that end with line feeds."""

    def __init__(self, versions: Sequence[bytes], style: Style) -> None:
        self._base, self._ours, self._theirs = (load(data, "") for data in versions)
        loaded = (self._base, self._ours, self._theirs)
        if not all(each.is_whole for each in loaded):
            raise Unmergeable("a version cannot be read")
        self._versions = [VersionText(each.source.text) for each in loaded]
        base, ours, theirs = (_blocks(*each) for each in zip(self._versions, loaded, strict=True))
        self._blocks = base, ours, theirs
        self._style = style

    def merged(self) -> Merged:
        text, conflicts = self._marked(self._moved_and_removed())
        if conflicts and not self._style.favour:
            return Merged(text.encode(), conflicts)
        found = _new_errors(self._ours, self._theirs, load(text.encode(), ""))
        if not found:
            if not conflicts and not are_kept(*(each.comments() for each in (*self._versions, VersionText(text)))):
                raise Unmergeable("the merged text would lack a comment")
            return Merged(text.encode(), 0)
        return self._in_conflict(text, found)

    def _text(self, targets: Sequence[Target]) -> tuple[str, int]:
        """The merged text with these targets in conflict, and how many conflicts there are."""
        merger = Merger(self._style, self._blocks[0])
        try:
            text = merger.children(*self._blocks, 0, targets)
        except NoLineOfItsOwn:
            raise Unmergeable("the conflict has no line of its own") from None
        assert text is not None  # the order of the keys of a journey has no meaning
        return text + merged_lines(*(each.tail for each in self._blocks)), merger.conflicts

    def _moved_and_removed(self) -> list[Target]:
        """Where one side put what has an id and the other removed, if what had it before is still there without it."""
        ids = [set(ids_in(each.tree)) for each in (self._base, self._ours, self._theirs) if each.tree]
        if ids[0] <= ids[1] & ids[2]:
            return []
        before, mine, yours = (dict(_with_ids(each)) for each in self._blocks)
        known = set(before.values())
        found = []
        for key, place in before.items():
            if (key in mine) != (key in yours):
                side = mine if key in mine else yours
                had_it = next(
                    (place[:length] for length in range(len(place) - 1, 0, -1) if place[:length] in known), ()
                )
                if side[key][:-1] != place[:-1] and had_it in side.values():
                    found.append(side[key])
        return found

    def _marked(self, places: Sequence[Target]) -> tuple[str, int]:
        """The merged text with these blocks in conflict, or those around them that have lines of their own."""
        for length in range(max(map(len, places), default=0), 0, -1):
            text, conflicts = self._text([place[:length] for place in places])
            if conflicts:
                return text, conflicts
        return self._text(())

    def _in_conflict(self, text: str, errors: list[Finding]) -> Merged:
        """The file with the blocks in conflict that have these errors when it is merged."""
        reasons = _reasons(errors)
        style, self._style = self._style, self._style._replace(favour="")
        tree = load(text.encode(), "").tree
        root = blocks_of_file(VersionText(text), tree) if tree is not None else None
        places = [_target(root, error.span.start) for error in errors] if root else []
        marked, conflicts = self._marked(places)
        if conflicts:
            return Merged(marked.encode(), conflicts, reasons)
        self._style = style
        return Merged(style._replace(favour="").write(*(each.text for each in self._versions)).encode(), 1, reasons)


def _with_ids(blocks: Children, place: Target = ()) -> Iterator[tuple[object, Target]]:
    """Yields what has an id, by what it is and its id, and where it is."""
    for block in blocks.blocks:
        here = (*place, block.key)
        if block.has_id:
            yield block.kind_and_key, here
        if block.children:
            yield from _with_ids(block.children, here)


def _blocks(version: VersionText, loaded: Loaded) -> Children:
    found = blocks_of_file(version, loaded.tree) if loaded.tree is not None else None
    if found is None:
        raise Unmergeable("a version is not written in lines")
    return found


def _new_errors(ours: Loaded, theirs: Loaded, merged: Loaded) -> list[Finding]:
    """The errors of the merged file that neither side has, or not so often."""
    known = Counter(map(_name, _errors(ours))) | Counter(map(_name, _errors(theirs)))
    found = []
    for error in _errors(merged):
        known.subtract([_name(error)])
        if known[_name(error)] < 0:
            found.append(error)
    return found


def _reasons(errors: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{error.message} ({error.code})" for error in errors))


def _errors(loaded: Loaded) -> list[Finding]:
    found = read_and_check(loaded, _SETTINGS, least=Severity.ERROR)[1]
    levels = severities(_SETTINGS)
    return [each for each in active_findings(found, loaded.source, _SETTINGS) if levels[each.code] >= Severity.ERROR]


def _name(error: Finding) -> tuple[str, str]:
    return error.code, error.message


def _target(blocks: Children | None, place: int) -> Target:
    """The keys that lead to the innermost block around a place in the text."""
    found: list[object] = []
    while blocks is not None:
        block = next((each for each in blocks.blocks if each.covers(place)), None)
        if block is None:
            break
        found.append(block.key)
        blocks = block.children
    return tuple(found)
