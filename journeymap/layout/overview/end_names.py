"""The names of personas beside the ends of their curves, where these are too near for names around each."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.layout.feeling.placing import Box
from journeymap.records import NamedTuple

_ASIDE = 10.0
_ROUNDS = 24


class NamedEnd(NamedTuple):
    """The end of a curve, and the width and the height of the name at it, in pixels."""

    x: float
    y: float
    width: float
    height: float


def boxes_beside(ends: Sequence[NamedEnd]) -> list[Box]:
    """The boxes of names after their ends, in the order of these from top to bottom, moved apart as far as they must.

    Names that would meet stand right below each other, around the middle of where they want to be.
    """
    order = sorted(range(len(ends)), key=lambda place: ends[place].y)
    tops = [ends[place].y - ends[place].height / 2 for place in order]
    heights = [ends[place].height for place in order]
    for _ in range(_ROUNDS):
        moved = False
        for upper in range(len(order) - 1):
            over = tops[upper] + heights[upper] - tops[upper + 1]
            if over > 0.01:
                tops[upper], tops[upper + 1] = tops[upper] - over / 2, tops[upper + 1] + over / 2
                moved = True
        if not moved:
            break
    boxes = [Box(0.0, 0.0, 0.0, 0.0)] * len(ends)
    for place, top in zip(order, tops, strict=True):
        end = ends[place]
        boxes[place] = Box(end.x + _ASIDE, top, end.x + _ASIDE + end.width, top + end.height)
    return boxes
