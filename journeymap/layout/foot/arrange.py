"""Arranges the blocks of the foot side by side where there is room, else below each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


class BelowEachOther:
    """Blocks that share a place in a line of the foot, one below the other."""

    def __init__(self, *blocks: FootBlock) -> None:
        self._blocks = blocks

    @property
    def least(self) -> float:
        return max(block.least for block in self._blocks)

    @property
    def most(self) -> float:
        return max(block.most for block in self._blocks)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> float:
        y = top
        for block in self._blocks:
            y = block.draw(canvas, x, y, width) + _BELOW
        return y - _BELOW


def foot_rows(
    canvas: Canvas, spec: MapSpec, gathered: Sequence[Transition] = (), measures: MeasuresOverlay | None = None
) -> dict[str, list[FootBlock]]:
    """The blocks of the foot that the journey has something for, by the name of their band.

    `gathered` are the transitions whose labels on the spine do not give their conditions. What `measures` rest on has a
    band of its own, but where the `canvas` has room for it in that of the others, and the foot is lower so.
    """
    rows = {"foot-measures": _measured_blocks(spec, measures) if measures else [], "foot": _blocks(spec, gathered)}
    if not all(rows.values()):
        return rows
    ways = [rows, *({"foot": together} for together in _together(rows["foot"], rows["foot-measures"]))]
    return min(ways, key=lambda each: sum(_height(canvas, blocks) for blocks in each.values()))


def _together(blocks: Sequence[FootBlock], measured: Sequence[FootBlock]) -> Iterator[list[FootBlock]]:
    """The ways to place what the measures rest on beside the other blocks: below the actions, or all of it as one."""
    sources, *others = measured
    if any(isinstance(block, Actions) for block in blocks):
        yield [*(BelowEachOther(each, sources) if isinstance(each, Actions) else each for each in blocks), *others]
    yield [*blocks, BelowEachOther(*measured)]


def _height(canvas: Canvas, blocks: Sequence[FootBlock]) -> float:
    """The height in pixels of blocks on a page as wide as the `canvas`, without the line above them; none is drawn."""
    return draw_blocks(Canvas(canvas.width, rtl=canvas.rtl), blocks, 0) - _ABOVE


def _blocks(spec: MapSpec, gathered: Sequence[Transition]) -> list[FootBlock]:
    candidates: tuple[FootBlock, ...] = (Actions(spec), Matrix(spec), SwotBlock(spec), Priorities(spec), Segments(spec))
    blocks = [block for block in candidates if block.most > 0]
    if gathered:
        from journeymap.layout.foot.ways import Ways  # noqa: PLC0415  few maps have such ways

        blocks.insert(0, Ways(spec, gathered))
    return blocks


def _measured_blocks(spec: MapSpec, measures: MeasuresOverlay) -> list[FootBlock]:
    """What the measures rest on, and where they differ from the map."""
    from journeymap.layout.foot.measured import Disagreements, Grounds  # noqa: PLC0415  few maps have measures

    candidates: list[FootBlock] = [Grounds(spec, measures), Disagreements(spec, measures)]
    if spec.behaviour is not None:
        from journeymap.layout.foot.behaviour import BesideMap  # noqa: PLC0415  few maps have events

        candidates.append(BesideMap(spec, spec.behaviour))
    return [block for block in candidates if block.most > 0]


def draw_blocks(canvas: Canvas, blocks: Sequence[FootBlock], top: float) -> float:
    """Draws blocks of the foot below a line at the y `top`; returns the y below them, which is `top` without any."""
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


def _lines(blocks: Sequence[FootBlock], room: float) -> list[list[tuple[FootBlock, float]]]:
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
