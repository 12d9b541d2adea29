"""Where a map that takes several pages is broken, so that none is left mostly empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

ENOUGH = 0.5
"""How much of a page is filled, of 1, for it not to look mostly empty: much of a map is white itself."""
_STEP = 0.05  # of a page; a smaller lack is nobody's reason to repeat stages


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a scene, in pixels."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Unit:
    """Bands that stay on one page. The region `repeated` is shown above them when they are the first on a page."""

    top: float
    bottom: float
    repeated: Region | None
    opens_page: bool

    def least_height(self) -> float:
        return self.bottom - self.top + (self.repeated.height if self.repeated else 0)


def _sharing(units: Sequence[Unit], room: float) -> list[Unit]:
    """The units, of which rows open no page when they and the row before leave most of one empty."""
    starts = [0, *(index for index, unit in enumerate(units) if unit.opens_page), len(units)]
    heights = [units[end - 1].bottom - units[start].top for start, end in pairwise(starts)]
    found = list(units)
    for start, before, own in zip(starts[1:], heights, heights[1:], strict=False):
        if max(before, own) < ENOUGH * room:
            found[start] = replace(found[start], opens_page=False)
    return found


def page_breaks(units: Sequence[Unit], room: float) -> list[tuple[int, int]]:
    """The first and the last units of as few pages as possible, the last exclusive; a page is `room` pixels high.

    Of all ways to fill so few pages, the one whose mostly empty pages lack least to be filled enough, then the one that
    repeats the fewest stages, and then the one that leaves no page much emptier than the others: with the least sum of
    the squares of what stays empty.
    """
    units = _sharing(units, room)
    best = [(0, 0, 0, 0.0, 0)]  # up to each unit: pages, lack, repeats, emptiness, and where the last page begins
    for end in range(1, len(units) + 1):
        choices: list[tuple[int, int, int, float, int]] = []
        height = 0.0
        for start in range(end - 1, -1, -1):
            first = units[start]
            height += first.bottom - first.top
            used = height + (first.repeated.height if first.repeated else 0)
            if choices and used > room:
                break
            pages, lack, repeated, emptiness, _ = best[start]
            choices.append((
                pages + 1,
                lack + max(0, round((ENOUGH - used / room) / _STEP)),
                repeated + bool(first.repeated),
                emptiness + (room - used) ** 2,
                start,
            ))  # fmt: skip
            if first.opens_page:
                break
        best.append(min(choices))
    found: list[tuple[int, int]] = []
    end = len(units)
    while end:
        start = best[end][4]
        found.append((start, end))
        end = start
    return found[::-1]
