"""Arranges the blocks of the foot side by side where there is room, else below each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from journeymap.insight.transitions import Transition
from journeymap.layout.canvas import Canvas
from journeymap.layout.foot.actions import Actions
from journeymap.layout.foot.matrix import Matrix
from journeymap.layout.foot.priorities import Priorities
from journeymap.layout.foot.segments import Segments
from journeymap.layout.foot.swot import SwotBlock
from journeymap.layout.spec import MARGIN, MapSpec
from journeymap.overlays.measures import MeasuresOverlay

_GAP, _WIDEST_GAP = 48, 160
_STRETCHED = 1.8
"""By how much the blocks of a line that has room left are wider than they need to be, at most."""
_ABOVE = 26
_BELOW = 24


class FootBlock(Protocol):
    """A part of the foot with a heading. Widths and heights are in pixels."""

    @property
    def least(self) -> float:
        """The narrowest width it needs."""

    @property
    def most(self) -> float:
        """The widest width it can use; 0 when the journey has nothing for it."""

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> float:
        """Draws it at this start, top and width; returns the y below it."""


def draw_foot(canvas: Canvas, spec: MapSpec, top: float, gathered: Sequence[Transition] = ()) -> float:
    """Draws the foot from the y `top` down; returns the y below it, which is `top` when it is empty.

    `gathered` are the transitions whose labels on the spine do not give their conditions.
    """
    candidates: tuple[FootBlock, ...] = (Actions(spec), Matrix(spec), SwotBlock(spec), Priorities(spec), Segments(spec))
    blocks = [block for block in candidates if block.most > 0]
    if gathered:
        from journeymap.layout.foot.ways import Ways  # noqa: PLC0415  few maps have such ways

        blocks.insert(0, Ways(spec, gathered))
    return _draw_blocks(canvas, blocks, top)


def draw_grounds(canvas: Canvas, spec: MapSpec, measures: MeasuresOverlay, top: float) -> float:
    """Draws what the measures rest on, and where they differ from the map; returns the y below."""
    from journeymap.layout.foot.measured import Disagreements, Grounds  # noqa: PLC0415  few maps have measures

    candidates: list[FootBlock] = [Grounds(spec, measures), Disagreements(spec, measures)]
    if spec.behaviour is not None:
        from journeymap.layout.foot.behaviour import BesideMap  # noqa: PLC0415  few maps have events

        candidates.append(BesideMap(spec, spec.behaviour))
    return _draw_blocks(canvas, [block for block in candidates if block.most > 0], top)


def _draw_blocks(canvas: Canvas, blocks: list[FootBlock], top: float) -> float:
    if not blocks:
        return top
    room = canvas.width - 2 * MARGIN
    canvas.line(MARGIN, top + 6, MARGIN + room, top + 6, "ink", 1.5)
    y = top + _ABOVE
    for line in _lines(blocks, room):
        x, bottom = float(MARGIN), y
        gap = _gap([width for _, width in line], room)
        for block, width in line:
            bottom = max(bottom, block.draw(canvas, x, y, width))
            x += width + gap
        y = bottom + _BELOW
    return y


def _gap(widths: list[float], room: float) -> float:
    """The gap between the blocks of a line, so that the last ends where the map does if it is not too far."""
    return min(max((room - sum(widths)) / max(len(widths) - 1, 1), _GAP), _WIDEST_GAP)


def _lines(blocks: list[FootBlock], room: float) -> list[list[tuple[FootBlock, float]]]:
    """The blocks in lines, each with its width: the rest of a line is shared among the blocks that can use it."""
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
    wanted = sum(block.most - block.least for block in line)
    part = min(left / wanted, 1) if wanted > 0 and left > 0 else 0
    widths = [block.least + (block.most - block.least) * part for block in line]
    by = (room - _WIDEST_GAP * (len(line) - 1)) / sum(widths) if part == 1 else 1
    return [(block, min(width * min(max(by, 1), _STRETCHED), room)) for block, width in zip(line, widths, strict=True)]
