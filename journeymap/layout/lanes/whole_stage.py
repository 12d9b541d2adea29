"""The bracket above what belongs to a stage as a whole, in lanes that show the touchpoints below it."""

from __future__ import annotations

from journeymap.layout.canvas import Canvas
from journeymap.layout.frame import Row, StageSpan
from journeymap.layout.spec import CARD_INSET

BRACKET = 11.0
"""The height of the bracket with the space below it, in pixels."""
TICK = 5.0
WIDEST_TEXT = 560.0
"""How wide the lines of a text may be that has a whole stage for its room, in pixels."""


def opened_spans(row: Row) -> list[StageSpan]:
    """The stages that begin in a row; one that continues from the row above has its own texts there."""
    return [span for span in row.spans if not span.continues_above]


def draw_bracket(canvas: Canvas, span: StageSpan, y: float) -> None:
    """Draws the bracket over all of a stage's columns, from the y `y` down; it stays open where the stage goes on."""
    start, end = span.x + CARD_INSET, span.x + span.width - CARD_INSET
    bracket(canvas, start, end, y, closed=not span.continues_below)


def bracket(canvas: Canvas, start: float, end: float, y: float, *, closed: bool = True) -> None:
    """Draws a bracket from one x to another, with its ticks downwards."""
    canvas.line(start, y, end, y, "ink3", 1.2)
    for x in (start, end) if closed else (start,):
        canvas.line(x, y, x, y + TICK, "ink3", 1.2)
