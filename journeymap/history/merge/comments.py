"""Merges what has no key: the comments above a block, at the end of a line, and at the end of the file.

No comment that a side wrote is lost: where both changed them, both stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

from journeymap.history.merge.blocks import Line


def merged_lines(base: str, ours: str, theirs: str) -> str:
    """The lines that no side removed and those that either added, ours first."""
    if ours in (base, theirs):
        return theirs
    if theirs == base:
        return ours
    lines = [text.splitlines(keepends=True) for text in (base, ours, theirs)]
    (kept, mine), (left, yours) = _edits(lines[0], lines[1]), _edits(lines[0], lines[2])
    found: list[str] = []
    for index in range(len(lines[0]) + 1):
        found += mine[index]
        for line in yours[index]:
            is_blank = not line.strip() and (not found or not found[-1].strip())
            if line not in mine[index] and not is_blank:
                found.append(line)
        if index < len(lines[0]) and kept[index] and left[index]:
            found.append(lines[0][index])
    return "".join(found)


def _edits(base: list[str], side: list[str]) -> tuple[list[bool], list[list[str]]]:
    """Whether each line of the base was kept, and what was added before each of them and at the end."""
    kept = [False] * len(base)
    added: list[list[str]] = [[] for _ in range(len(base) + 1)]
    done = 0
    for start, begins, size in SequenceMatcher(None, base, side, autojunk=False).get_matching_blocks():
        added[start] += side[done:begins]
        kept[start : start + size] = [True] * size
        done = begins + size
    return kept, added


def merged_comment(base: str, ours: str, theirs: str) -> str:
    """The comment at the end of a line; both, one after the other, where both wrote another."""
    if ours in (base, theirs) or not ours:
        return theirs
    if theirs == base or not theirs:
        return ours
    return f"{ours} {theirs.lstrip()}"


def merged_end(base: Line | None, ours: Line, theirs: Line, code: str) -> Line:
    """A line of this text, with the comments of both sides."""
    return Line(code, merged_comment(base.comment if base else "", ours.comment, theirs.comment))


def added(comments: Iterable[str], base: Iterable[str]) -> Counter[str]:
    """The comments that the base does not have, or not so often."""
    return Counter(comments) - Counter(base)


def _single(comments: Iterable[str]) -> list[str]:
    """The comments, those that stand one after the other on a line apart."""
    return [each.removeprefix("# ") for comment in comments for each in comment.split(" # ")]


def are_kept(base: Iterable[str], ours: Iterable[str], theirs: Iterable[str], merged: Iterable[str]) -> bool:
    """Whether a merged text has every comment, save those that a side removed, as often as it should."""
    before, mine, yours, found = (Counter(_single(each)) for each in (base, ours, theirs, merged))
    for comment in mine | yours:
        was, here, there = before[comment], mine[comment], yours[comment]
        both_added = here >= was and there >= was
        if found[comment] < (max(here, there) if both_added else here + there - was):
            return False
    return True
