"""The pages of a report: what stands on each, from blocks that are never cut. Lengths are in pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from journeymap.layout.canvas import Canvas
from journeymap.layout.sheet import SheetFrame, draw_section, draw_station
from journeymap.measure.report.page import ReportStep
from journeymap.records import NamedTuple

WIDTH, HEIGHT = 900.0, 1273.0
"""A sheet of A4, upright."""
START, END = 48.0, 852.0
ROOM = END - START
FRAME = SheetFrame(START, END)
TOP = 40.0
BOTTOM = HEIGHT - 66
"""Where the blocks of a page end; below is the legend."""


class ReportBlock(NamedTuple):
    """A part of the report that stays in one piece. `draw` gets the y of its top, and returns the y below it.

    A block that `keeps` the next one stands on its page. `again` is what comes before a block at the top of a page.
    """

    draw: Callable[[Canvas, float], float]
    keeps: bool = False
    again: Callable[[Canvas, float], float] | None = None

    def height(self, *, rtl: bool) -> float:
        """Its height, from drawing it on a canvas that is thrown away."""
        return self.draw(Canvas(WIDTH, rtl=rtl), 0.0)


def on_pages(blocks: Sequence[ReportBlock], first: float, following: float, *, rtl: bool) -> list[list[ReportBlock]]:
    """The blocks of each page, in order. `first` is the y at which those of the first page begin, then `following`.

    A block that is taller than a page stands alone on one.
    """
    pages: list[list[ReportBlock]] = [[]]
    y = first
    for group in _together(blocks):
        height = sum(block.height(rtl=rtl) for block in group)
        if pages[-1] and y + height > BOTTOM:
            again = group[0].again
            pages.append([ReportBlock(again)] if again else [])
            y = following + sum(block.height(rtl=rtl) for block in pages[-1])
        pages[-1].extend(group)
        y += height
    return pages


def _together(blocks: Sequence[ReportBlock]) -> Iterator[list[ReportBlock]]:
    group: list[ReportBlock] = []
    for block in blocks:
        group.append(block)
        if not block.keeps:
            yield group
            group = []
    if group:
        yield group


def section(title: str, note: str) -> ReportBlock:
    """The head of a section: a rule, its title, and a note at the end of the line, or below where there is no room."""
    return ReportBlock(lambda canvas, top: draw_section(canvas, FRAME, top, title, note), keeps=True)


def under(title: str, blocks: Sequence[ReportBlock], *, ruled: bool) -> Iterator[ReportBlock]:
    """The blocks of a section, which has its title again where they go on on another page.

    Where they are `ruled`, there is a hairline between any two on one page.
    """
    again = section(title, "").draw
    for index, block in enumerate(blocks):
        draw = _ruled(block) if ruled and index else block.draw
        yield ReportBlock(draw, block.keeps, again if index else None)


def _ruled(block: ReportBlock) -> Callable[[Canvas, float], float]:
    def draw(canvas: Canvas, top: float) -> float:
        canvas.line(START, top, END, top, "rule")
        return block.draw(canvas, top)

    return draw


def station(canvas: Canvas, x: float, y: float, step: ReportStep, *, scale: float = 1) -> None:
    """Draws the mark of a touchpoint around a point: a circle with its number, or the diamond of a moment of truth."""
    draw_station(canvas, x, y, step.number, is_moment=step.is_moment, scale=scale)
