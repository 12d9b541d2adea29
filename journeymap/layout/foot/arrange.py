"""Sets the blocks of the foot side by side where there is room, and below each other where there is not."""

from __future__ import annotations

from typing import Protocol

from journeymap.layout.canvas import Canvas
from journeymap.layout.foot.actions import Actions
from journeymap.layout.foot.matrix import Matrix
from journeymap.layout.foot.segments import Segments
from journeymap.layout.foot.swot import SwotBlock
from journeymap.layout.spec import MARGIN, MapSpec

_GAP = 48
_ABOVE = 26
_BELOW = 24


class FootBlock(Protocol):
    """A part of the foot with a heading. Widths and heights are in pixels."""

    @property
    def least(self) -> float:
        """The narrowest it can be."""

    @property
    def most(self) -> float:
        """The widest it is of use."""

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> float:
        """Put it down; returns the y below it."""


def draw_foot(canvas: Canvas, spec: MapSpec, top: float) -> float:
    """Put the foot down from `top`; returns the y below it, which is `top` when there is nothing to say."""
    candidates: tuple[FootBlock, ...] = (Actions(spec), Matrix(spec), SwotBlock(spec), Segments(spec))
    blocks = [block for block in candidates if block.most > 0]
    if not blocks:
        return top
    room = canvas.width - 2 * MARGIN
    canvas.line(MARGIN, top + 6, MARGIN + room, top + 6, "ink", 1.5)
    y = top + _ABOVE
    for line in _lines(blocks, room):
        x, bottom = float(MARGIN), y
        for block, width in line:
            bottom = max(bottom, block.draw(canvas, x, y, width))
            x += width + _GAP
        y = bottom + _BELOW
    return y


def _lines(blocks: list[FootBlock], room: float) -> list[list[tuple[FootBlock, float]]]:
    """The blocks in lines, the room that is left shared out among those that can use it."""
    lines: list[list[FootBlock]] = [[]]
    used = 0.0
    for block in blocks:
        if lines[-1] and used + _GAP + block.least > room:
            lines.append([])
            used = 0
        used += block.least + (_GAP if lines[-1] else 0)
        lines[-1].append(block)
    return [_share(line, room) for line in lines]


def _share(line: list[FootBlock], room: float) -> list[tuple[FootBlock, float]]:
    left = room - sum(block.least for block in line) - _GAP * (len(line) - 1)
    wish = sum(block.most - block.least for block in line)
    part = min(left / wish, 1) if wish > 0 and left > 0 else 0
    return [(block, min(block.least + (block.most - block.least) * part, room)) for block in line]
